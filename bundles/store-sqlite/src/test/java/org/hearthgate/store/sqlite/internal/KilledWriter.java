package org.hearthgate.store.sqlite.internal;

import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hearthgate.api.store.Receipt;

/** A process of its own that commits and acknowledges until it is killed; the acknowledgements go into a file. */
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String... args) throws IOException {
        var store = new OpenStore(Path.of(args[0])).observations();
        try (var acknowledged = new PrintStream(new FileOutputStream(args[1]), true, StandardCharsets.US_ASCII)) {
            for (long number = 1; ; number++) {
                List<Receipt> receipts = store.append(List.of(
                        reading(100).number(number).at(NOON.plusSeconds(number)).build()));
                if (receipts.get(0) instanceof Receipt.Stored) {
                    acknowledged.println(number);
                }
            }
        }
    }
}
