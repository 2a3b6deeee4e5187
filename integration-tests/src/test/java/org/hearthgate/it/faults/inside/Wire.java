package org.hearthgate.it.faults.inside;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Tells the harness what happens inside, one line in one write, so that whatever was told before a kill has left the process whole. */
final class Wire {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Wire() {}

    static synchronized void tell(Object... words) {
        var line = new StringBuilder();
        for (Object word : words) {
            line.append(line.isEmpty() ? "" : " ").append(String.valueOf(word).replace('\n', ' '));
        }
        try {
            OUT.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the harness has gone", e);
        }
    }
}
