package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.nightscout.entry.EntryTime;

/**
 * The {@code _id} of an entry: 24 hex digits, as Mongo's are. The first half is the time of measurement, so that an entry is found again
 * by its id without an index; the second half is a hash of what else makes its identity, so that the same entry always has the same id.
 */
final class EntryId {
    private static final int HALF = 12;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");
    private static final HexFormat HEX = HexFormat.of();

    private EntryId() {}

    static String of(Observation observation) {
        String identity = observation.person() + "\n" + observation.device() + "\n"
                + observation.kind().code() + "\n" + observation.origin().sequence();
        byte[] hash = sha256(identity);
        return HEX.toHexDigits(observation.measuredAt().toEpochMilli(), HALF) + HEX.formatHex(hash, 0, HALF / 2);
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** {@return when an entry with this id was measured; empty if no entry of this hub can have it} */
    static Optional<Instant> measuredAt(String id) {
        if (!isOne(id)) {
            return Optional.empty();
        }
        long millis = HexFormat.fromHexDigitsToLong(id, 0, HALF);
        return millis <= EntryTime.MOST_MILLIS ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
