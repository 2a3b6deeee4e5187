package org.hearthgate.store.sqlite.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.hearthgate.api.alert.AlertJournal;

/** The content of an alert entry: sealed under its person's key together with the salt of its digest. Thread-safe. */
final class AlertContent {
    /** What {@link #open} expects to have been selected, in this order. */
    static final String COLUMNS = "id, alert, person, state, changed_at, content, digest";

    private static final int SALT = 16;

    private final AlertCodec codec = new AlertCodec();
    private final BlobSeal seal;

    AlertContent(BlobSeal seal) {
        this.seal = seal;
    }

    /** For the columns {@code content} and {@code digest}. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Sealed(byte[] content, byte[] digest) {}

    Sealed close(Session session, AlertRow row, AlertJournal.Entry entry) throws SQLException {
        byte[] octets = codec.encode(entry);
        byte[] salted = ByteBuffer.allocate(SALT + octets.length)
                .put(DataKey.random(SALT))
                .put(octets)
                .array();
        long person = AlertChain.person(session, entry.alert().person());
        return new Sealed(
                seal.close(session, person, row.octets(), salted),
                AlertChain.sha256().digest(salted));
    }

    /** Goes the way of a content short of its seal. {@return its digest} */
    byte[] rehearse(AlertJournal.Entry entry) {
        byte[] octets = codec.encode(entry);
        codec.decode(octets);
        return AlertChain.sha256().digest(octets);
    }

    /** Seals the content of a row anew under its person's present key; its digest stays as it is. */
    byte[] closeAgain(Session session, AlertRow row, byte[] content) throws SQLException {
        long person = Names.find(session, row.person()).orElseThrow();
        return seal.close(session, person, row.octets(), seal.open(session, row.octets(), content));
    }

    /**
     * {@return the entry of a row}
     *
     * @throws KeyLockedException if its key is not to be had
     * @throws UnreadableException if it is damaged
     */
    AlertJournal.Entry open(Session session, ResultSet row) throws SQLException {
        byte[] content = row.getBytes(6);
        byte[] digest = row.getBytes(7);
        if (content == null) {
            throw new UnreadableException("it has no content");
        }
        if (digest == null) {
            return codec.decode(content);
        }
        byte[] salted = seal.open(session, AlertRow.of(row).octets(), content);
        if (salted.length < SALT || !MessageDigest.isEqual(AlertChain.sha256().digest(salted), digest)) {
            throw new UnreadableException("its digest does not fit");
        }
        return codec.decode(Arrays.copyOfRange(salted, SALT, salted.length));
    }
}
