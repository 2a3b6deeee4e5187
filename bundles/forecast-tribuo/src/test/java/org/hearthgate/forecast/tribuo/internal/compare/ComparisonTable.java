package org.hearthgate.forecast.tribuo.internal.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One table of models on real people, each forecast by a model that has never seen the person: {@code bundles/forecast-tribuo/compare}. */
public final class ComparisonTable {
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FOLDS = 5;
    private static final int USAGE = 64;
    private static final int TRY_LATER = 75;

    private final People people;
    private final PrintStream screen;
    private final Optional<Path> predictions;

    private ComparisonTable(People people, PrintStream screen, Optional<Path> predictions) {
        this.people = people;
        this.screen = screen;
        this.predictions = predictions;
    }

    public static void main(String[] words) throws IOException {
        Map<String, String> said = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!List.of("--data", "--rows", "--only", "--keep").contains(words[i]) || i + 1 == words.length) {
                System.err.println("compare: '" + words[i] + "' is unknown or lacks its value; see --help");
                System.exit(USAGE);
            }
            said.put(words[i], words[i + 1]);
        }
        Path data = Path.of(said.getOrDefault("--data", ""));
        if (!said.containsKey("--data") || !Files.isReadable(data.resolve("splits.csv"))) {
            System.err.println("compare: no people there: give --data DIR, a folder with splits.csv and sets/ in it");
            System.exit(TRY_LATER);
        }
        TRIBUO.setLevel(Level.WARNING); // it tells of every tree otherwise
        People people = People.read(data, Integer.parseInt(said.getOrDefault("--rows", "30000")));
        var table = new ComparisonTable(
                people, System.out, Optional.ofNullable(said.get("--keep")).map(Path::of));
        table.print(Candidates.all().stream()
                .filter(one -> one.name().contains(said.getOrDefault("--only", "")))
                .toList());
    }

    private void print(List<Candidate> candidates) throws IOException {
        boolean headed = false;
        for (Candidate candidate : candidates) {
            Outcome outcome = outcome(candidate);
            if (!headed) {
                head(outcome);
                headed = true;
            }
            row(candidate, outcome);
            screen.flush();
        }
    }

    private record Outcome(Metrics[] metrics, double seconds, long bytes) {}

    private Outcome outcome(Candidate candidate) throws IOException {
        var metrics = new Metrics[] {new Metrics(), new Metrics()};
        double seconds = 0;
        long bytes = 0;
        try (PrintWriter kept = kept(candidate)) {
            for (int fold = 0; fold < FOLDS; fold++) {
                int out = fold;
                List<Case> others = people.toLearn.stream()
                        .filter(one -> one.person() % FOLDS != out)
                        .toList();
                long from = THREADS.getCurrentThreadCpuTime();
                Candidate.Trained trained = candidate.train(others);
                seconds += (THREADS.getCurrentThreadCpuTime() - from) / 1e9 / FOLDS;
                bytes += trained.bytes() / FOLDS;
                for (Case one : people.toTest) {
                    if (one.person() % FOLDS == out) {
                        measure(trained, one, metrics, kept);
                    }
                }
            }
        }
        return new Outcome(metrics, seconds, bytes);
    }

    private static void measure(Candidate.Trained trained, Case one, Metrics[] metrics, PrintWriter kept) {
        for (int h = 0; h < Case.HORIZONS.length; h++) {
            double change = trained.change(one, h);
            double low = trained.low(one, h);
            if (!Float.isNaN(one.change()[h])) {
                metrics[h].glucose(change, one.change()[h]);
            }
            if (!Float.isNaN(one.low()[h])) {
                metrics[h].low(low, one.low()[h] == 1);
            }
            LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochSecond(60L * one.minute()), ZoneOffset.UTC);
            kept.println(
                    one.subject() + "," + at + "," + Case.HORIZONS[h] + "," + (one.glucose() + change) + "," + low);
        }
    }

    /** The predictions as the scorer of the study reads them, where somebody wants them. */
    private PrintWriter kept(Candidate candidate) throws IOException {
        PrintWriter kept = predictions.isEmpty()
                ? new PrintWriter(Writer.nullWriter())
                : new PrintWriter(Files.newBufferedWriter(
                        predictions.get().resolve(candidate.name().replaceAll("[^A-Za-z0-9]+", "-") + ".csv")));
        kept.println("subject,time_of_forecast,horizon_min,predicted_mgdl,hypo_probability");
        return kept;
    }

    private void head(Outcome outcome) {
        Metrics in30 = outcome.metrics[0];
        Metrics in60 = outcome.metrics[1];
        say(
                "%d people; %d moments to learn from, of which each model sees those of four fifths of the people; tested on the others' last",
                people.count, people.toLearn.size());
        say(
                "30 %%: %d and %d forecasts of glucose in 30 and 60 min, %d and %d of a low, of which %d and %d came.",
                in30.forecasts(), in60.forecasts(), in30.cases(), in60.cases(), in30.lows(), in60.lows());
        say("");
        say(
                "| model | RMSE 30 / 60 | MAE 30 / 60 | AUROC 30 / 60 | AUPRC 30 / 60 | Brier 30 / 60 | accuracy 30 / 60 (never warn %.2f / %.2f %%) | training, CPU s | model, kB |",
                100 * in30.accuracyOfNeverWarning(), 100 * in60.accuracyOfNeverWarning());
        say("|---|---|---|---|---|---|---|---|---|");
    }

    private void row(Candidate candidate, Outcome outcome) {
        Metrics a = outcome.metrics[0];
        Metrics b = outcome.metrics[1];
        say(
                "| %s | %.2f / %.2f | %.2f / %.2f | %.3f / %.3f | %.3f / %.3f | %.4f / %.4f | %.2f / %.2f | %.1f | %.1f |",
                candidate.name(),
                a.rmse(),
                b.rmse(),
                a.mae(),
                b.mae(),
                a.auroc(),
                b.auroc(),
                a.averagePrecision(),
                b.averagePrecision(),
                a.brier(),
                b.brier(),
                100 * a.accuracy(),
                100 * b.accuracy(),
                outcome.seconds,
                outcome.bytes / 1000.0);
    }

    private void say(String line, Object... values) {
        screen.println(String.format(Locale.ROOT, line, values));
    }
}
