package org.hearthgate.it.alarms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.it.alarms.ReplayedPerson.Call;

/** How often waiting for one reading was right, on simulated people whose pressure on the sensor and whose true lows are known. */
final class Pressed {
    private static final Duration NEAR = Duration.ofMinutes(10);
    private static final List<String> LOW_SIDE = List.of("low", "urgent-low-soon", "falling-fast", "urgent-low");

    private final Path labels;

    Pressed(Path labels) {
        this.labels = labels;
    }

    private record Stretch(Instant from, Instant until) {
        boolean holds(Instant at) {
            return !at.isBefore(from.minus(NEAR)) && !at.isAfter(until.plus(NEAR));
        }
    }

    String table(Map<String, List<ReplayedPerson>> runs) throws IOException {
        var table = new StringBuilder(
                "\n| simulated people | run | calls during labelled pressure: low | urgent-low-soon | "
                        + "falling-fast | urgent-low | low calls held back first | true lows | low or more called | "
                        + "median min after the first reading < 70 | latest |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (var run : runs.entrySet()) {
            var during = new int[LOW_SIDE.size()];
            int pressures = 0;
            int held = 0;
            int lows = 0;
            var delays = new ArrayList<Double>();
            for (ReplayedPerson person : run.getValue()) {
                List<Stretch> trueLows = labels(person, "true_hypo");
                List<Stretch> pressed = labels(person, "compression_low").stream()
                        .filter(one -> trueLows.stream().noneMatch(low -> low.holds(one.from) || low.holds(one.until)))
                        .toList();
                pressures += pressed.size();
                for (Call call : person.calls()) {
                    int rule = LOW_SIDE.indexOf(call.rule());
                    if (rule >= 0 && pressed.stream().anyMatch(one -> one.holds(call.at()))) {
                        during[rule]++;
                    }
                    held += call.rule().equals("low") && call.message().contains("held back") ? 1 : 0;
                }
                for (Stretch low : trueLows) {
                    Optional<Instant> first = person.readings().stream()
                            .filter(reading -> low.holds(reading.at()) && reading.mgPerDl() < 70)
                            .map(ReplayedPerson.Reading::at)
                            .findFirst();
                    if (first.isPresent()) { // the sensor has seen it
                        lows++;
                        first.flatMap(at -> delay(person, at)).ifPresent(delays::add);
                    }
                }
            }
            delays.sort(Double::compare);
            table.append(String.format(
                    Locale.ROOT,
                    "| %d stretches of pressure | %s | %d | %d | %d | %d | %d | %d | %d | %.0f | %.0f |%n",
                    pressures,
                    run.getKey(),
                    during[0],
                    during[1],
                    during[2],
                    during[3],
                    held,
                    lows,
                    delays.size(),
                    delays.get(delays.size() / 2),
                    delays.get(delays.size() - 1)));
        }
        return table.toString();
    }

    /** From the first reading below 70 to a call that says at least as much as the low. */
    private static Optional<Double> delay(ReplayedPerson person, Instant first) {
        return person.calls().stream()
                .filter(call -> List.of("low", "urgent-low-soon", "urgent-low").contains(call.rule()))
                .filter(call -> !call.until().isBefore(first) && call.at().isBefore(first.plus(Duration.ofHours(1))))
                .map(call -> Math.max(0, Duration.between(first, call.at()).toSeconds() / 60.0))
                .min(Double::compare);
    }

    private List<Stretch> labels(ReplayedPerson person, String type) throws IOException {
        return Files.readAllLines(labels.resolve(person.name() + ".csv")).stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .filter(cells -> cells[2].equals(type))
                .map(cells -> new Stretch(time(cells[0]), time(cells[1])))
                .toList();
    }

    private static Instant time(String local) {
        return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
    }
}
