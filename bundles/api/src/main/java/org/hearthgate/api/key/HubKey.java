package org.hearthgate.api.key;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * That a hub key exists; never the key.
 *
 * @param id its name, which is no secret; never given twice
 * @param madeAt by the machine's clock, where its source tells it
 * @param spare made because the configured source could not be used; whoever has the disk has it too, so what is wrapped under it is to
 *     be wrapped anew as soon as the source is back
 */
public record HubKey(String id, Optional<Instant> madeAt, boolean spare) {
    public HubKey {
        requireNonNull(id, "id");
        requireNonNull(madeAt, "madeAt");
    }
}
