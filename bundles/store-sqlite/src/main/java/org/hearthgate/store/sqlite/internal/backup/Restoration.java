package org.hearthgate.store.sqlite.internal.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.hearthgate.store.sqlite.internal.repair.Swap;
import org.hearthgate.store.sqlite.internal.years.RolledUp;

/**
 * Makes a record of a backup, proves it, and leaves it for the next opening to put in the place of the present one, which is set aside
 * and never deleted. Ended before that, nothing has changed.
 */
final class Restoration {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Source source;
    private final Vault vault;

    Restoration(Source source, Vault vault) {
        this.source = source;
        this.vault = vault;
    }

    /**
     * A restored record that waits for the next opening.
     *
     * @param observations how many it holds
     * @param last highest position
     * @param setAside where the present record will be
     * @param left what could not be restored, in words; empty if everything was
     */
    record Built(long observations, long last, Path setAside, List<String> left) {}

    Built build(Path from, Optional<String> wanted, RecoveryKey key, boolean replace, Instant now) {
        Path file = source.directory().resolve("record.restoring.db");
        try {
            Path series = choose(from, wanted, key);
            long present = Increment.end(source.file()).position();
            if (present > 0 && !replace) {
                throw new BackupException("this hub has a record already, up to observation " + present
                        + "; add --replace to set it aside (it is kept) and put the backup in its place");
            }
            byte[] keys = Keyring.read(series, key)
                    .orElseThrow(() -> new BackupException("the keyring in " + series
                            + " cannot be opened with this code; use the code that was printed for this backup"));
            Scratch.delete(file);
            var left =
                    new ArrayList<>(Replay.intoNew(file, Long.MAX_VALUE, series).of(series, key));
            new Series(series)
                    .read()
                    .gaps()
                    .forEach(gap -> left.add("observations " + (gap.from().position() + 1) + " to "
                            + gap.to().position() + " are in no segment"));
            source.audit().adopt(file, keys);
            RolledUp.dropWhatIsStoodFor(file);
            long last = Settled.settle(file, 0, end -> end);
            Optional<String> wrong = Settled.wrong(file);
            if (wrong.isPresent()) {
                throw new BackupException("the restored record is not sound (" + wrong.get()
                        + "); the present record stays. Try another backup, or --series");
            }
            left.addAll(Verification.opened(file, source.audit()));
            step("restored");
            String folder = "set-aside-" + STAMP.format(now);
            Path aside = source.directory().resolve(folder);
            long rows = rows(file);
            Files.createDirectories(aside);
            vault.setAside(aside);
            vault.keep(key);
            Swap.prepare(source.directory(), file, folder);
            return new Built(rows, last, aside, List.copyOf(left));
        } catch (IOException e) {
            throw new BackupException(
                    "cannot restore from " + from + ": " + e + "; check that the medium is readable", e);
        } catch (SQLException e) {
            throw new BackupException(
                    "cannot restore from " + from + ": " + e.getMessage() + "; free space on the disk of the record",
                    e);
        }
    }

    private void step(String done) {
        source.step().accept(done);
    }

    private static long rows(Path file) throws SQLException {
        try (var session = Scratch.open(file)) {
            return session.number("SELECT count(*) FROM observation").orElse(0);
        }
    }

    /** The medium, the folder of a record on it, or the folder of one backup may be named. */
    private static Path choose(Path from, Optional<String> wanted, RecoveryKey key) throws IOException {
        List<Path> all = allSeries(from, 2);
        List<Path> candidates = all.stream()
                .filter(series ->
                        wanted.isEmpty() || series.getFileName().toString().equals(wanted.get()))
                .toList();
        if (candidates.isEmpty()) {
            throw new BackupException(
                    "there is no backup in " + from + "; name the folder that was given to hub backup");
        }
        var opened = new ArrayList<Path>();
        for (Path series : candidates) {
            if (Keyring.read(series, key).isPresent()) {
                opened.add(series);
            }
        }
        if (opened.isEmpty()) {
            throw new BackupException("the recovery code (" + key.id() + ") does not belong to the backup in " + from
                    + "; use the code that was printed for it, its mark stands in backup.json");
        }
        if (opened.stream().map(Path::getParent).distinct().count() > 1) {
            throw new BackupException("there are backups of several homes in " + from + "; name one of " + opened);
        }
        var ends = new HashMap<Path, Marks>();
        for (Path series : opened) {
            ends.put(series, new Series(series).read().end());
        }
        return opened.stream()
                .max(Comparator.comparingLong(series -> ends.get(series).position()))
                .orElseThrow();
    }

    private static List<Path> allSeries(Path folder, int deep) throws IOException {
        if (Keyring.exists(folder)) {
            return List.of(folder.toAbsolutePath().normalize());
        }
        var found = new ArrayList<Path>();
        if (deep > 0 && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path each : inside) {
                    found.addAll(allSeries(each, deep - 1));
                }
            }
        }
        return found;
    }
}
