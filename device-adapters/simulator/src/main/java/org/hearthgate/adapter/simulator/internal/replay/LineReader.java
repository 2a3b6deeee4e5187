package org.hearthgate.adapter.simulator.internal.replay;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Reads lines of a bounded length, so that a file without line ends cannot fill the memory. Used by one thread at a time. */
final class LineReader implements Closeable {
    static final int LONGEST = 4000;

    private final BufferedReader reader;
    private long number;
    private boolean tooLong;

    LineReader(Reader reader) {
        this.reader = new BufferedReader(reader);
    }

    /** {@return the next line without its end, cut at {@link #LONGEST}; empty at the end of the file} */
    Optional<String> next() throws IOException {
        var line = new StringBuilder();
        tooLong = false;
        int c = reader.read();
        if (c < 0) {
            return Optional.empty();
        }
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < LONGEST) {
                line.append((char) c);
            } else {
                tooLong = true;
            }
        }
        number++;
        return Optional.of(line.toString());
    }

    /** {@return the number of the line last read, the first being 1} */
    long number() {
        return number;
    }

    boolean wasTooLong() {
        return tooLong;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
