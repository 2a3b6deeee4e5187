package org.hearthgate.store.sqlite.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.key.Wrapped;

/**
 * What a thief could have copied before an erasure: sealed blobs and wrapped keys of one person. Afterwards it tries to read them with
 * everything that the hub still has.
 */
final class ErasureProof {
    private static final int MOST_BLOBS = 1000;

    private final List<Copy> blobs = new ArrayList<>();
    private final List<KeyTable.Row> keys = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Copy(byte[] context, byte[] sealed) {}

    /** What came out. */
    record Outcome(int blobsTried, int blobsOpened, int keysTried, int keysOpened, int keysFoundInFiles) {
        boolean holds() {
            return blobsOpened == 0 && keysOpened == 0 && keysFoundInFiles == 0;
        }
    }

    /** Copies from each place that holds something of theirs. */
    static ErasureProof copy(Session session, long person, String id) throws SQLException {
        var proof = new ErasureProof();
        proof.keys.addAll(KeyTable.of(session, person));
        for (String sequence : List.of("IS NULL", "IS NOT NULL")) {
            PreparedStatement select = session.prepare("SELECT " + ObservationRows.COLUMNS + ObservationRows.RAW_COLUMNS
                    + " FROM observation WHERE person = ? AND sequence " + sequence + " LIMIT " + MOST_BLOBS / 4);
            select.setLong(1, person);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    RowFacts facts = ObservationRows.facts(rows);
                    proof.add(PersonSeal.context(facts, RowSeal.Part.PAYLOAD), rows.getBytes(9));
                    proof.add(PersonSeal.context(facts, RowSeal.Part.RAW), rows.getBytes(11));
                }
            }
        }
        PreparedStatement alerts = session.prepare(
                "SELECT " + AlertContent.COLUMNS + " FROM alert_entry WHERE person = ? LIMIT " + MOST_BLOBS / 4);
        alerts.setString(1, id);
        try (ResultSet rows = alerts.executeQuery()) {
            while (rows.next()) {
                proof.add(AlertRow.of(rows).octets(), rows.getBytes(6));
            }
        }
        PreparedStatement refused = session.prepare(
                "SELECT " + Quarantine.COLUMNS + " FROM quarantine WHERE person = ? LIMIT " + MOST_BLOBS / 4);
        refused.setString(1, id);
        try (ResultSet rows = refused.executeQuery()) {
            while (rows.next()) {
                proof.add(Quarantine.context(rows), rows.getBytes(9));
            }
        }
        PreparedStatement receipts = session.prepare(
                "SELECT " + ReceiptTable.COLUMNS + " FROM receipt WHERE person = ? LIMIT " + MOST_BLOBS / 4);
        receipts.setString(1, id);
        try (ResultSet rows = receipts.executeQuery()) {
            while (rows.next()) {
                proof.add(ReceiptTable.context(rows), rows.getBytes(5));
            }
        }
        return proof;
    }

    /** What is under the household's key or under none is not held by the person's keys, but deleted; it proves nothing here. */
    private void add(byte[] context, byte[] sealed) {
        OptionalLong number = BlobSeal.keyNumber(sealed == null ? new byte[0] : sealed);
        if (number.isPresent() && keys.stream().anyMatch(key -> key.number() == number.getAsLong())) {
            blobs.add(new Copy(context, sealed));
        }
    }

    /** Tries every copy under every key the hub holds, and looks for the wrapped keys in the files. */
    Outcome attempt(Session session, PersonKeys held, List<Path> files) throws SQLException, IOException {
        int opened = 0;
        for (KeyTable.Row row : KeyTable.all(session)) {
            try {
                DataKey key = held.byNumber(session, row.number());
                for (Copy copy : blobs) {
                    opened += opens(key, copy) ? 1 : 0;
                }
            } catch (KeyLockedException e) {
                continue; // a key that the hub cannot use opens nothing for it
            }
        }
        for (Copy copy : blobs) {
            opened += opensByItsNumber(session, held, copy) ? 1 : 0;
        }
        int unwrapped = 0;
        int found = 0;
        for (KeyTable.Row key : keys) {
            unwrapped += unwraps(session, held, key) ? 1 : 0;
            for (Path file : files) {
                found += contains(file, key.wrapped().octets()) ? 1 : 0;
            }
        }
        return new Outcome(blobs.size(), opened, keys.size(), unwrapped, found);
    }

    private static boolean opens(DataKey key, Copy copy) {
        try {
            long number = BlobSeal.keyNumber(copy.sealed()).orElseThrow();
            key.open(copy.context(), copy.sealed(), BlobSeal.nonceAt(number));
            return true;
        } catch (UnreadableException e) {
            return false;
        }
    }

    private static boolean opensByItsNumber(Session session, PersonKeys held, Copy copy) throws SQLException {
        try {
            new BlobSeal(held).open(session, copy.context(), copy.sealed());
            return true;
        } catch (UnreadableException e) {
            return false;
        }
    }

    private static boolean unwraps(Session session, PersonKeys held, KeyTable.Row key) throws SQLException {
        try {
            held.hub()
                    .unwrap(
                            new Wrapped(key.wrapped().hubKey(), key.wrapped().octets()),
                            PersonKeys.context(session, key.number(), key.person()));
            return true;
        } catch (KeyException e) {
            return false;
        }
    }

    /** Read in pieces that overlap, because a record may be larger than the memory. */
    static boolean contains(Path file, byte[] wanted) throws IOException {
        if (wanted.length == 0 || Files.notExists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer piece = ByteBuffer.allocate(1 << 16);
            while (channel.read(piece) > 0) {
                if (indexOf(piece.array(), piece.position(), wanted) >= 0) {
                    return true;
                }
                int keep = Math.min(piece.position(), wanted.length - 1);
                piece.flip();
                piece.position(piece.limit() - keep);
                piece.compact();
            }
            return false;
        }
    }

    private static int indexOf(byte[] octets, int length, byte[] wanted) {
        for (int at = 0; at + wanted.length <= length; at++) {
            if (octets[at] == wanted[0] && Arrays.equals(octets, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
