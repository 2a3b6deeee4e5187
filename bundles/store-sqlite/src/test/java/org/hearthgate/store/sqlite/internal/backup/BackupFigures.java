package org.hearthgate.store.sqlite.internal.backup;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what a backup costs here. Run by hand on the machine in question; no test asserts a time. */
final class BackupFigures {
    private static final int ROWS = 1_000_000;
    private static final int DAY = 1440;

    private BackupFigures() {}

    /** @param args the folder to work in, on the disk in question */
    public static void main(String... args) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "backup-figures");
        var out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
        try (var home = new Family(folder.resolve("old"));
                var fresh = new Family(folder.resolve("fresh"))) {
            for (int part = 0; part < ROWS / 10_000; part++) {
                home.readings(part * 10_000, 10_000);
            }
            timed(out, "full backup of 1,000,000 rows, read back", home::backUp);
            long full = size(home);
            out.println(String.format(
                    Locale.ROOT,
                    "  %d segments, %d bytes, %.1f bytes/row",
                    home.segments().size(),
                    full,
                    full / (double) ROWS));
            home.readings(ROWS, DAY);
            timed(out, "increment of a day of 1-min readings", home::backUp);
            out.println(String.format(Locale.ROOT, "  %d bytes", size(home) - full));
            timed(out, "verification by restoring and comparing", () -> home.backups()
                    .verify(home.target()));
            timed(
                    out,
                    "restore onto a new hub, checked",
                    () -> fresh.restore(home.target(), home.key().code()));
            timed(out, "opening it", () -> fresh.store().restart());
        }
    }

    private static void timed(PrintWriter out, String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        out.println(String.format(Locale.ROOT, "%s: %.2f s", what, (System.nanoTime() - start) / 1e9));
    }

    private static long size(Family home) throws IOException {
        long sum = 0;
        for (Path segment : home.segments()) {
            sum += Files.size(segment);
        }
        return sum;
    }
}
