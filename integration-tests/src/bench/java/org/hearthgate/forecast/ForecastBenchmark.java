package org.hearthgate.forecast;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.ModelFile;
import org.hearthgate.forecast.tribuo.internal.model.PathShape;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.nightly.Peoples;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How long one forecast takes: the features of a full fortnight, all models for everybody, the path with its intervals, the probabilities. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForecastBenchmark {
    private static final int READINGS = 14 * 288;
    private static final int MINUTES_BETWEEN = 5;

    private final History history = new History();
    private Peoples peoples;
    private int next;

    @Setup
    public void load() throws Exception {
        String file = System.getProperty("forecast.model", "");
        try (InputStream in = file.isEmpty()
                ? Features.class.getResourceAsStream("/people.model")
                : Files.newInputStream(Path.of(file))) {
            peoples = Peoples.of(ModelFile.read(in), "");
        }
        for (int i = 0; i < READINGS + 288; i++) {
            double day = 2 * Math.PI * i / 288;
            history.glucose.add(MINUTES_BETWEEN * i, Math.round(140 + 50 * Math.sin(day) + 20 * Math.sin(7.3 * day)));
            history.heartRate.add(MINUTES_BETWEEN * i, 60 + i % 40);
            if (i % 60 == 0) {
                history.bolus.add(MINUTES_BETWEEN * i, 4);
                history.carbohydrate.add(MINUTES_BETWEEN * i, 40);
            }
        }
    }

    @Benchmark
    public void forecast(Blackhole paper) {
        next = (next + 1) % 288;
        float[] row = Features.at(history, READINGS + next, 60);
        Prediction prediction = peoples.nothing().predict(peoples.prior(), row);
        for (int step = 1; step <= PathShape.STEPS; step++) {
            paper.consume(prediction.mgPerDl(step));
            paper.consume(prediction.edgeMgPerDl(step, 0.05));
            paper.consume(prediction.edgeMgPerDl(step, 0.95));
        }
        for (Horizon horizon : Horizon.values()) {
            paper.consume(prediction.probabilityOfLow(horizon));
        }
    }
}
