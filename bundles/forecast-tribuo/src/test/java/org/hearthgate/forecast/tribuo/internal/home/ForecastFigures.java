package org.hearthgate.forecast.tribuo.internal.home;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.model.ModelFile;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.nightly.Kept;
import org.hearthgate.forecast.tribuo.internal.nightly.Lesson;
import org.hearthgate.forecast.tribuo.internal.nightly.Peoples;
import org.hearthgate.forecast.tribuo.internal.nightly.Simple;
import org.hearthgate.forecast.tribuo.internal.nightly.SmallPopulation;
import org.hearthgate.forecast.tribuo.internal.nightly.VirtualBody;

/** What the forecasts cost a hub, printed for {@code integration-tests/bench --forecast}: to be run with the hub's own flags. */
public final class ForecastFigures {
    private static final int DAYS = 90;
    private static final int A_DAY = 1440;
    private static final double MEBI = 1 << 20;
    private static final int COPIES = 20;

    private ForecastFigures() {}

    /** @param words the file of the model for everybody; none for the one that comes with the software */
    public static void main(String[] words) throws IOException {
        long begun = System.nanoTime();
        PopulationModel model;
        try (InputStream in = words.length > 0
                ? Files.newInputStream(Path.of(words[0]))
                : ForecastFigures.class.getResourceAsStream("/people.model")) {
            model = ModelFile.read(in);
        }
        double coldLoad = seconds(begun);
        long beforeModel = used();
        Peoples peoples = Peoples.of(model, "");
        VirtualBody body = withHeart(new VirtualBody(1, SmallPopulation.START).lives(DAYS));
        long before = used();
        resetPeaks();
        begun = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        var lesson = new Lesson(peoples.bins(), peoples.prior(), Work.quietly(() -> false));
        Optional<Kept> kept = lesson.learn(body.history, Optional.empty(), body.minute, 60, LocalDate.EPOCH);
        double trees = cpuSeconds(cpu);
        Optional<Simple> simple = lesson.simple(body.history, body.minute, 60, LocalDate.EPOCH);
        double learned = seconds(begun);
        double learnedCpu = cpuSeconds(cpu);
        long peak = peak();
        System.out.println("| what it costs | figure |");
        System.out.println("|---|---|");
        row("model for everybody, cold load", "%.2f s", coldLoad);
        row("model for everybody, heap (about)", "%.1f MiB", beforeModel / MEBI);
        row("learning a person from 90 days, with the contest and the simple model, wall", "%.1f s", learned);
        row("the same, CPU", "%.1f s", learnedCpu);
        row("of it the simple model and its twin", "%.1f s", learnedCpu - trees);
        row("the same, most heap beside what was there, garbage included", "%.1f MiB", (peak - before) / MEBI);
        if (kept.isPresent()) {
            var file = new ByteArrayOutputStream();
            ModelFile.writePerson(kept.get().champion(), file);
            row("a person's model, file", "%.0f KiB", file.size() / 1024.0);
        } else {
            System.out.println("| a person's model | nothing learned was better |");
        }
        if (simple.isPresent()) {
            var file = new ByteArrayOutputStream();
            simple.get().all().write(new DataOutputStream(file));
            row("a person's simple model, file", "%.0f KiB", file.size() / 1024.0);
        }
        row("the 90 days themselves, while they are learned from", "%.2f MiB", heapOf(() -> copy(body.history, DAYS)));
        row(
                "a person's fortnight, heart beats of every minute included",
                "%.2f MiB",
                heapOf(() -> fortnight(body.history)));
    }

    private static void row(String what, String format, double figure) {
        System.out.printf(Locale.ROOT, "| %s | " + format + " |%n", what, figure);
    }

    private static double cpuSeconds(long since) {
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - since) / 1e9;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Every channel that somebody could have. */
    private static VirtualBody withHeart(VirtualBody body) {
        for (int minute = SmallPopulation.START; minute < body.minute; minute++) {
            body.history.heartRate.add(minute, 60 + minute % 40);
            body.history.steps.add(minute, minute % 90);
        }
        return body;
    }

    private static History copy(History from, int days) {
        var copy = new History();
        int end = from.glucose.minute(from.glucose.size() - 1);
        var pairs = List.of(
                List.of(from.glucose, copy.glucose),
                List.of(from.bolus, copy.bolus),
                List.of(from.carbohydrate, copy.carbohydrate),
                List.of(from.heartRate, copy.heartRate),
                List.of(from.steps, copy.steps));
        for (var pair : pairs) {
            for (int i = 0; i < pair.get(0).size(); i++) {
                if (pair.get(0).minute(i) >= end - days * A_DAY) {
                    pair.get(1).add(pair.get(0).minute(i), pair.get(0).value(i));
                }
            }
        }
        return copy;
    }

    private static History fortnight(History from) {
        History copy = copy(from, 15);
        int end = from.glucose.minute(from.glucose.size() - 1);
        copy.heartRate.forgetBefore(end - 2 * A_DAY);
        copy.steps.forgetBefore(end - 8 * A_DAY);
        return copy;
    }

    private static double heapOf(java.util.function.Supplier<History> one) {
        long before = used();
        var copies = new ArrayList<History>();
        for (int i = 0; i < COPIES; i++) {
            copies.add(one.get());
        }
        double heap = (used() - before) / MEBI / copies.size();
        if (copies.get(COPIES - 1).glucose.size() == 0) {
            throw new IllegalStateException("nothing was copied");
        }
        return heap;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
