package org.hearthgate.forecast.tribuo.internal.people;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated rows under a head line, read one at a time; whatever the file holds, not more than one line of it is kept. */
final class Rows implements Closeable {
    private static final int MOST_ROWS = 2_000_000;
    private static final int LONGEST_LINE = 10_000;

    private final Path file;
    private final BufferedReader reader;
    private final Map<String, Integer> places = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private List<String> cells = List.of();
    private int line;

    private Rows(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** @throws IOException where it cannot be read or lacks a needed column; it says which */
    static Rows open(Path file, List<String> needed) throws IOException {
        Rows rows;
        try {
            rows = new Rows(file, Files.newBufferedReader(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new IOException(file + " is not there", e);
        }
        try {
            rows.readHead(needed);
            return rows;
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private void readHead(List<String> needed) throws IOException {
        if (readLine()) {
            split();
        }
        for (int i = 0; i < cells.size(); i++) {
            places.putIfAbsent(
                    i == 0 && cells.get(i).startsWith("\uFEFF") ? cells.get(i).substring(1) : cells.get(i), i);
        }
        for (String name : needed) {
            if (!places.containsKey(name)) {
                throw new IOException(
                        file + " has no column '" + name + "': its first line must name " + String.join(", ", needed));
            }
        }
    }

    /** Goes to the next row that is not blank. {@return whether there is one} */
    boolean next() throws IOException {
        while (readLine()) {
            if (line > MOST_ROWS) {
                throw new IOException(file + " has more than " + MOST_ROWS + " rows");
            }
            if (!text.toString().isBlank()) {
                split();
                return true;
            }
        }
        return false;
    }

    /** {@return the number of the row's line in the file, from 1} */
    int line() {
        return line;
    }

    /** {@return what a column holds in this row; empty where it holds nothing or there is no such column} */
    String cell(String name) {
        Integer place = places.get(name);
        return place == null || place >= cells.size() ? "" : cells.get(place);
    }

    private boolean readLine() throws IOException {
        text.setLength(0);
        line++;
        try {
            int c = reader.read();
            if (c < 0) {
                return false;
            }
            for (; c >= 0 && c != '\n'; c = reader.read()) {
                if (text.length() == LONGEST_LINE) {
                    throw new IOException(
                            file + ", line " + line + ": longer than " + LONGEST_LINE + " characters; is this CSV?");
                }
                text.append((char) c);
            }
            return true;
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text: save it as CSV in UTF-8", e);
        }
    }

    private void split() {
        var found = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                found.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        found.add(cell.toString().strip());
        cells = found;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
