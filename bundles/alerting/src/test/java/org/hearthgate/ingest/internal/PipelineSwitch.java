package org.hearthgate.ingest.internal;

import org.hearthgate.ingest.internal.stage.Stage;

/** Does to a pipeline what its framework would; lives here because nobody else may. */
public final class PipelineSwitch {
    private PipelineSwitch() {}

    public static void add(IngestPipeline pipeline, Stage stage) {
        pipeline.addStage(stage);
    }

    public static void off(IngestPipeline pipeline) throws InterruptedException {
        pipeline.close();
    }
}
