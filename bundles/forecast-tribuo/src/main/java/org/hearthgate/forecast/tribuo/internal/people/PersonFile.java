package org.hearthgate.forecast.tribuo.internal.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.History;

/**
 * One person's days from a file with a head line and the columns {@code time,glucose_mgdl,…}; times are local, to the minute. A row
 * without glucose may hold other things. Steps are stamped at the start of 15 min and known at their end.
 */
public final class PersonFile {
    private static final int MOST_ROWS = 2_000_000;
    private static final int STEPS_KNOWN_AFTER_MINUTES = 15;

    private final Path file;
    private final History history = new History();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> refused = new ArrayList<>();

    private PersonFile(Path file) {
        this.file = file;
    }

    /** @throws IOException also where there is no such column, saying which */
    public static PersonFile read(Path file) throws IOException {
        var read = new PersonFile(file);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.take(lines);
        }
        return read;
    }

    /** {@return the person's days, by minutes of the clock on the wall} */
    public History history() {
        return history;
    }

    /** {@return the first rows that could not be read, with their line} */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /** {@return the first minute at or after this share of the days} */
    public int minuteAfter(double share) {
        Channel glucose = history.glucose;
        int first = glucose.minute(0);
        return (int) Math.ceil(first + share * (glucose.minute(glucose.size() - 1) - (double) first));
    }

    private void take(BufferedReader lines) throws IOException {
        String head = lines.readLine();
        String[] names = head == null ? new String[0] : head.strip().split(",", -1);
        for (int i = 0; i < names.length; i++) {
            places.put(names[i], i);
        }
        if (!places.containsKey("time") || !places.containsKey("glucose_mgdl")) {
            throw new IOException(file + ": wants a head line with the columns time and glucose_mgdl");
        }
        int row = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            row++;
            if (row > MOST_ROWS) {
                throw new IOException(file + ": more than " + MOST_ROWS + " rows");
            }
            if (!line.isBlank()) {
                take(line.split(",", -1), row);
            }
        }
    }

    private void take(String[] cells, int row) {
        try {
            LocalDateTime time = LocalDateTime.parse(cells[places.get("time")]);
            int minute = Math.toIntExact(Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), 60));
            float glucose = value(cells, "glucose_mgdl");
            if (glucose > 0) {
                history.glucose.add(minute, glucose);
            }
            accumulate(history.bolus, minute, value(cells, "insulin_bolus_u"));
            accumulate(history.longActing, minute, value(cells, "insulin_long_u"));
            accumulate(history.carbohydrate, minute, value(cells, "carbs_g"));
            add(history.heartRate, minute, value(cells, "heart_rate_bpm"));
            add(history.steps, minute + STEPS_KNOWN_AFTER_MINUTES, value(cells, "steps"));
            add(history.asleep, minute, value(cells, "asleep"));
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            refuse(row, e.getMessage());
        } catch (ArrayIndexOutOfBoundsException e) {
            refuse(row, "too few columns");
        }
    }

    private void refuse(int row, String why) {
        if (refused.size() < 5) {
            refused.add(file.getFileName() + ", line " + row + ": " + why);
        }
    }

    private static void add(Channel channel, int minute, float value) {
        if (!Float.isNaN(value)) {
            channel.add(minute, value);
        }
    }

    private static void accumulate(Channel channel, int minute, float value) {
        if (value > 0) {
            channel.accumulate(minute, value);
        }
    }

    private float value(String[] cells, String name) {
        Integer place = places.get(name);
        if (place == null || place >= cells.length || cells[place].isBlank()) {
            return Float.NaN;
        }
        float value = Float.parseFloat(cells[place]);
        if (!(value >= 0 && value < 100_000)) {
            throw new NumberFormatException(name + " of " + cells[place]);
        }
        return value;
    }
}
