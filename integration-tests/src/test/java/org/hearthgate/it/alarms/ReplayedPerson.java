package org.hearthgate.it.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * One person's readings, and what the hub called during them. Local times are read as UTC, so that an hour of the day is the wall's.
 *
 * @param readings ascending
 * @param calls in the order in which they came
 */
record ReplayedPerson(String name, List<Reading> readings, List<Call> calls) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HOLE = Duration.ofMinutes(10);

    ReplayedPerson {
        readings = List.copyOf(readings);
        calls = List.copyOf(calls);
    }

    /** One glucose reading. */
    record Reading(Instant at, double mgPerDl) {}

    /**
     * One time that somebody was called, from raised until it was over.
     *
     * @param message as it was when it called
     */
    record Call(String rule, String priority, Instant at, Instant until, String message) {
        boolean atNight() {
            int hour = at.atOffset(ZoneOffset.UTC).getHour();
            return hour >= 22 || hour < 7;
        }
    }

    static ReplayedPerson read(String name, Path csv, Path events) throws IOException {
        return new ReplayedPerson(name, readings(csv), calls(events));
    }

    private static List<Reading> readings(Path csv) throws IOException {
        List<String> rows = Files.readAllLines(csv);
        int column = Arrays.asList(rows.get(0).split(",", -1)).indexOf("glucose_mgdl");
        var readings = new ArrayList<Reading>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            if (cells.length > column && !cells[column].isBlank()) {
                Instant at = LocalDateTime.parse(cells[0]).toInstant(ZoneOffset.UTC);
                if (readings.isEmpty()
                        || at.isAfter(readings.get(readings.size() - 1).at())) {
                    readings.add(new Reading(at, Double.parseDouble(cells[column])));
                }
            }
        }
        return readings;
    }

    private static List<Call> calls(Path events) throws IOException {
        var calls = new ArrayList<Call>();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(events)) {
            lines.add(JSON.readTree(line));
        }
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            if (line.get("state").asText().equals("raised")) {
                calls.add(new Call(
                        line.get("rule").asText(),
                        line.get("priority").asText(),
                        Instant.parse(line.get("at").asText()),
                        over(lines, i),
                        line.get("message").asText()));
            }
        }
        return calls;
    }

    private static Instant over(List<JsonNode> lines, int raised) {
        String id = lines.get(raised).get("id").asText();
        for (JsonNode later : lines.subList(raised + 1, lines.size())) {
            if (later.get("id").asText().equals(id)
                    && later.get("state").asText().equals("resolved")) {
                return Instant.parse(later.get("at").asText());
            }
        }
        return Instant.MAX;
    }

    /** {@return days of the calendar with at least one reading} */
    long days() {
        return readings.stream()
                .map(reading -> reading.at().atOffset(ZoneOffset.UTC).toLocalDate())
                .distinct()
                .count();
    }

    /** {@return the median} */
    double minutesBetweenReadings() {
        double[] apart = IntStream.range(1, readings.size())
                .mapToDouble(i -> Duration.between(
                                        readings.get(i - 1).at(),
                                        readings.get(i).at())
                                .toSeconds()
                        / 60.0)
                .sorted()
                .toArray();
        return apart.length == 0 ? 0 : apart[apart.length / 2];
    }

    List<Call> calls(String rule) {
        return calls.stream().filter(call -> call.rule().equals(rule)).toList();
    }

    /** {@return first readings at or below a limit, once per episode: it is over above the other one} */
    List<Instant> episodes(double atOrBelow, double overAbove) {
        var found = new ArrayList<Instant>();
        boolean armed = true;
        for (Reading reading : readings) {
            if (reading.mgPerDl() <= atOrBelow && armed) {
                found.add(reading.at());
                armed = false;
            } else if (reading.mgPerDl() > overAbove) {
                armed = true;
            }
        }
        return found;
    }

    /** {@return whether it was seen between these instants; empty where a hole in the data does not let us know} */
    Optional<Boolean> seen(Instant after, Duration within, DoublePredicate condition) {
        Instant until = after.plus(within);
        Instant last = after;
        for (Reading reading : readings) {
            if (reading.at().isBefore(after)) {
                continue;
            }
            if (reading.at().isAfter(until)) {
                break;
            }
            if (condition.test(reading.mgPerDl())) {
                return Optional.of(true);
            }
            last = reading.at();
        }
        return last.isBefore(until.minus(HOLE)) ? Optional.empty() : Optional.of(false);
    }
}
