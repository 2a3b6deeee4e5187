package org.hearthgate.launcher;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of comma separated values (RFC 4180), one after the other: quoted fields may hold commas, quotes and line ends. */
final class Csv {
    private static final int LONGEST_FIELD = 1_000_000;
    private static final int END = -1;

    private final Reader reader;
    private int row;
    private int next;
    private boolean begun;

    Csv(Reader reader) {
        this.reader = reader;
    }

    /** {@return the number of the row that was read last, the first is 1} */
    int row() {
        return row;
    }

    /** {@return the next row; empty at the end} */
    Optional<List<String>> read() throws IOException {
        if (!begun) {
            next = reader.read();
            next = next == '\uFEFF' ? reader.read() : next; // spreadsheets put a byte order mark first
            begun = true;
        }
        if (next == END) {
            return Optional.empty();
        }
        row++;
        var fields = new ArrayList<String>();
        fields.add(field());
        while (next == ',') {
            next = reader.read();
            fields.add(field());
        }
        if (next != END && next != '\r' && next != '\n') {
            throw Failure.badData("row " + row + " has text behind a closed quote: write a quote in a field as two");
        }
        if (next == '\r') {
            next = reader.read();
        }
        if (next == '\n') {
            next = reader.read();
        }
        return Optional.of(fields);
    }

    private String field() throws IOException {
        var text = new StringBuilder();
        boolean quoted = next == '"';
        next = quoted ? reader.read() : next;
        while (next != END && (quoted || next != ',' && next != '\n' && next != '\r')) {
            if (quoted && next == '"') {
                next = reader.read();
                if (next != '"') {
                    return text.toString();
                }
            }
            text.append((char) next);
            if (text.length() > LONGEST_FIELD) {
                throw Failure.badData("row " + row + " has a field of more than " + LONGEST_FIELD
                        + " characters: close its quote, or split it");
            }
            next = reader.read();
        }
        if (quoted) {
            throw Failure.badData("row " + row + " has a quote that is never closed");
        }
        return text.toString();
    }

    /** {@return one row as a line, quoted where it has to be} */
    static String line(List<String> fields) {
        return fields.stream()
                .map(field -> field.matches("[^\",\\r\\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
    }
}
