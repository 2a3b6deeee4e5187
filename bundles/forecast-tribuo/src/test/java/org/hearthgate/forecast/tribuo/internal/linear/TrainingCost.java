package org.hearthgate.forecast.tribuo.internal.linear;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;

/**
 * How long a person's 90 days take to learn from, and a forecast to make: printed by whoever runs it, with the rows
 * and the heap that they give it.
 */
public final class TrainingCost {
    private static final int DAYS = 91;
    private static final int FORECASTS = 1_000_000;

    private TrainingCost() {}

    public static void main(String[] words) throws IOException {
        History history = Days.of(DAYS, 1);
        int most = words.length == 0 ? LinearExamples.MOST : Integer.parseInt(words[0]);
        LinearModels models = null;
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            LinearExamples examples = LinearExamples.of(history, 0, Integer.MAX_VALUE, 60, most);
            long collected = System.nanoTime();
            models = LinearTraining.train(examples, Work.quietly(() -> false)).orElseThrow();
            long trained = System.nanoTime();
            say(
                    "%d rows: collected in %.2f s, four models trained in %.2f s",
                    examples.size(), (collected - start) / 1e9, (trained - collected) / 1e9);
        }
        float[] row = Features.at(history, history.glucose.size() - 1, 60);
        double sum = 0;
        for (int run = 0; run < 2; run++) {
            long start = System.nanoTime();
            for (int i = 0; i < FORECASTS; i++) {
                row[0] = 100 + (i & 127);
                sum += models.changeIn30().at(row);
            }
            say("one forecast in %.0f ns (%.0f)", (System.nanoTime() - start) / (double) FORECASTS, sum);
        }
        var bytes = new ByteArrayOutputStream();
        models.write(new DataOutputStream(bytes));
        say(
                "%d bytes; heap of at most %d MB",
                bytes.size(), Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void say(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }
}
