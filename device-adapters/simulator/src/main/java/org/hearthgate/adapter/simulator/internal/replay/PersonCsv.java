package org.hearthgate.adapter.simulator.internal.replay;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.Bound;

/**
 * Reads a person's history row by row: a header, then {@code time,glucose_mgdl} and what else is there. Bad cells and bad rows are
 * refused with their line number, the good beside them kept; memory stays flat whatever the file holds. Used by one thread at a time.
 */
final class PersonCsv implements Closeable {
    private static final double SENSOR_LOWEST = 40;
    private static final double SENSOR_HIGHEST = 400;
    private static final Duration LONGEST_GAP = Duration.ofDays(366);
    /** Narrower than {@link Double#parseDouble}: no NaN, no hexadecimal, no "1f". */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,12}(\\.\\d{0,12})?([eE][+-]?\\d{1,2})?");

    private final LineReader lines;
    private final RowTime times;
    private final RefusedRows refused;
    private final List<Optional<Column>> columns = new ArrayList<>();
    private int timeColumn = -1;
    private Optional<RowTime.Told> previous = Optional.empty();

    /**
     * Reads the header.
     *
     * @param zone of times without an offset
     * @throws IllegalArgumentException when the header lacks {@code time} or {@code glucose_mgdl}
     */
    PersonCsv(Reader reader, ZoneId zone, RefusedRows refused) throws IOException {
        lines = new LineReader(reader);
        times = new RowTime(zone);
        this.refused = refused;
        String header = lines.next().orElseThrow(() -> new IllegalArgumentException("the file is empty"));
        readHeader(header.startsWith("\uFEFF") ? header.substring(1) : header);
    }

    static PersonCsv open(Path file, ZoneId zone, RefusedRows refused) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        try {
            return new PersonCsv(reader, zone, refused);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void readHeader(String header) {
        var unknown = new ArrayList<String>();
        for (String title : cellsOf(header)) {
            Optional<Column> column = Column.titled(title);
            if (title.equals("time")) {
                timeColumn = columns.size();
            } else if (column.isEmpty()) {
                unknown.add(title);
            } else if (columns.contains(column)) {
                throw new IllegalArgumentException("the header names column " + title + " twice");
            }
            columns.add(column);
        }
        if (timeColumn < 0 || !columns.contains(Optional.of(Column.GLUCOSE))) {
            throw new IllegalArgumentException("the first line must name the columns time and glucose_mgdl");
        }
        if (!unknown.isEmpty()) {
            refused.note(
                    "Columns that the replay does not know are ignored: " + unknown.size() + " of " + columns.size());
        }
    }

    /** {@return the next row with a usable time and something to say; empty at the end} */
    Optional<CsvRow> next() throws IOException {
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!line.get().isBlank()) {
                Optional<CsvRow> row = rowOf(line.get());
                if (row.isPresent()) {
                    return row;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<CsvRow> rowOf(String line) {
        if (lines.wasTooLong()) {
            return refuse("the line is longer than " + LineReader.LONGEST + " characters");
        }
        List<String> texts = cellsOf(line);
        if (texts.size() > columns.size()) {
            return refuse("the row has " + texts.size() + " cells, the header " + columns.size());
        }
        Optional<RowTime.Told> time =
                timeColumn < texts.size() ? times.parse(texts.get(timeColumn), previous) : Optional.empty();
        if (time.isEmpty()) {
            return refuse("the time is missing or not like 2023-12-08T00:04");
        }
        Instant at = time.get().at();
        if (previous.isPresent()) {
            Instant before = previous.get().at();
            if (at.equals(before)) {
                return refuse("the time is the same as in the row before");
            }
            if (at.isBefore(before)) {
                return refuse("the time lies before the row before");
            }
            if (Duration.between(before, at).compareTo(LONGEST_GAP) > 0) {
                return refuse("the time lies more than a year after the row before");
            }
        }
        var cells = new EnumMap<Column, CsvRow.Cell>(Column.class);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (!text.isEmpty()) {
                columns.get(i).ifPresent(column -> cell(column, text).ifPresent(cell -> cells.put(column, cell)));
            }
        }
        if (cells.isEmpty()) {
            return Optional.empty(); // it takes no place in time from a good row of the same minute
        }
        previous = time;
        return Optional.of(new CsvRow(lines.number(), at, time.get().doubt(), cells));
    }

    private Optional<CsvRow.Cell> cell(Column column, String text) {
        if (column.isGlucose() && text.equalsIgnoreCase("low")) {
            return Optional.of(new CsvRow.Cell(SENSOR_LOWEST, Bound.BELOW_RANGE));
        }
        if (column.isGlucose() && text.equalsIgnoreCase("high")) {
            return Optional.of(new CsvRow.Cell(SENSOR_HIGHEST, Bound.ABOVE_RANGE));
        }
        if (!NUMBER.matcher(text).matches()) {
            refused.add(lines.number(), column.title() + " is not a number");
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        if (column.excludes(value)) {
            refused.add(lines.number(), column.title() + " is outside " + column.range());
            return Optional.empty();
        }
        return Optional.of(new CsvRow.Cell(value, Bound.EXACT));
    }

    private Optional<CsvRow> refuse(String why) {
        refused.add(lines.number(), why);
        return Optional.empty();
    }

    private static List<String> cellsOf(String line) {
        var cells = new ArrayList<String>();
        for (String cell : line.split(",", -1)) {
            String text = cell.strip();
            boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
            cells.add(quoted ? text.substring(1, text.length() - 1).strip() : text);
        }
        return cells;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
