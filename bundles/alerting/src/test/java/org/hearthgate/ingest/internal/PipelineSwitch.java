package org.hearthgate.ingest.internal;

/** Switches a pipeline off as its framework would; lives here because nobody else may. */
public final class PipelineSwitch {
    private PipelineSwitch() {}

    public static void off(IngestPipeline pipeline) throws InterruptedException {
        pipeline.close();
    }
}
