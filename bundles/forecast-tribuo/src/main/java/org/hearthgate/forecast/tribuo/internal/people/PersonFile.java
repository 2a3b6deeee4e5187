package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.History;

/**
 * One person's days from a file with a head line and the columns {@code time,glucose_mgdl,…}; times are local, to the minute, and the first
 * value of a minute counts. A row without glucose may hold other things. Steps are stamped at the start of 15 min and known at their end. A
 * cell that makes no sense is refused and told; the others of its row are kept.
 */
public final class PersonFile {
    private static final int STEPS_KNOWN_AFTER_MINUTES = 15;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;
    private static final int TO_THE_SECOND = "2026-03-02T01:05:00".length();
    private static final int REFUSALS_KEPT = 5;

    private final History history = new History();
    private final List<String> refused = new ArrayList<>();
    private int refusedRows;

    /** of the row at hand, what was wrong with it; empty for nothing */
    private String wrong = "";

    private PersonFile() {}

    /** @throws IOException where it cannot be read, or has no such column; it says which */
    public static PersonFile read(Path file) throws IOException {
        var read = new PersonFile();
        try (Rows rows = Rows.open(file, List.of("time", "glucose_mgdl"))) {
            while (rows.next()) {
                read.wrong = "";
                read.take(rows);
                if (!read.wrong.isEmpty()) {
                    read.refuse(file.getFileName() + ", line " + rows.line() + ": " + read.wrong);
                }
            }
        }
        return read;
    }

    /** {@return the person's days, by minutes of the clock on the wall} */
    public History history() {
        return history;
    }

    /** {@return the first rows in which something was refused, with their line and what it was} */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /** {@return in how many rows something was refused} */
    public int refusedRows() {
        return refusedRows;
    }

    /** {@return the first minute at or after this share of the days} At least one reading is needed. */
    public int minuteAfter(double share) {
        Channel glucose = history.glucose;
        int first = glucose.minute(0);
        return (int) Math.ceil(first + share * (glucose.minute(glucose.size() - 1) - (double) first));
    }

    private void take(Rows rows) {
        int minute;
        try {
            minute = minute(rows.cell("time"));
        } catch (DateTimeException e) {
            wrong = "no time but '" + shortened(rows.cell("time")) + "'";
            return;
        }
        float glucose = value(rows, "glucose_mgdl");
        if (glucose == 0) {
            wrong = "glucose_mgdl of 0";
        } else {
            add(history.glucose, minute, glucose);
        }
        accumulate(history.bolus, minute, value(rows, "insulin_bolus_u"));
        accumulate(history.longActing, minute, value(rows, "insulin_long_u"));
        accumulate(history.carbohydrate, minute, value(rows, "carbs_g"));
        add(history.heartRate, minute, value(rows, "heart_rate_bpm"));
        add(history.steps, minute + STEPS_KNOWN_AFTER_MINUTES, value(rows, "steps"));
        add(history.asleep, minute, value(rows, "asleep"));
    }

    /** As the scorer reads it: a local time to the second at most, whatever stands behind it. */
    private static int minute(String text) {
        String local = text.replace("Z", "").replace(' ', 'T');
        LocalDateTime time = LocalDateTime.parse(local.substring(0, Math.min(local.length(), TO_THE_SECOND)));
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw new DateTimeException("the year " + time.getYear());
        }
        return (int) Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), 60L);
    }

    private float value(Rows rows, String name) {
        String cell = rows.cell(name);
        if (cell.isEmpty()) {
            return Float.NaN;
        }
        try {
            float value = Float.parseFloat(cell);
            if (value >= 0 && value < 100_000) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as one that is out of range
        }
        wrong = name + " of '" + shortened(cell) + "'";
        return Float.NaN;
    }

    private void refuse(String why) {
        refusedRows++;
        if (refused.size() < REFUSALS_KEPT) {
            refused.add(why);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
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
}
