package org.hearthgate.api.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;

/**
 * Something that could not be taken into the record, kept so that a person can see what a device really sent.
 *
 * @param at when it came, on the hub's clock
 * @param adapter which adapter received it
 * @param source which device or client sent it, as far as known; at most 200 characters are kept
 * @param person whose it would have been, where known
 * @param reason what was wrong with it
 * @param raw as it came; at most 4096 octets are kept
 */
public record Quarantined(
        Instant at, String adapter, String source, Optional<PersonId> person, String reason, RawForm raw) {
    private static final int LONGEST_SOURCE = 200;
    private static final int LONGEST_RAW = 4096;

    public Quarantined {
        requireNonNull(at, "at");
        requireNonNull(adapter, "adapter");
        requireNonNull(person, "person");
        requireNonNull(reason, "reason");
        source = source.length() > LONGEST_SOURCE ? source.substring(0, LONGEST_SOURCE) : source;
        byte[] octets = raw.octets();
        raw = octets.length > LONGEST_RAW
                ? new RawForm(raw.mediaType(), java.util.Arrays.copyOf(octets, LONGEST_RAW))
                : raw;
    }
}
