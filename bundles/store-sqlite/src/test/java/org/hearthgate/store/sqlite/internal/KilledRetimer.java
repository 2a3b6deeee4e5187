package org.hearthgate.store.sqlite.internal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that puts rows right until it is killed or done; each step leaves a line in a file. */
final class KilledRetimer {
    private KilledRetimer() {}

    public static void main(String... args) throws IOException {
        try (var open = new OpenStore(Path.of(args[0]));
                var steps = new PrintStream(new FileOutputStream(args[1]), true, StandardCharsets.US_ASCII)) {
            for (long step = 1; open.record().retimer().step(); step++) {
                steps.println(step);
            }
        }
    }
}
