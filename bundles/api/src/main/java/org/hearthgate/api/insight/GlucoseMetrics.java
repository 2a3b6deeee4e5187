package org.hearthgate.api.insight;

import java.time.Instant;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a stretch of a person's glucose amounts to. Any thread but the alerting one: it reads the record of the whole stretch, one caller
 * at a time.
 */
@ProviderType
public interface GlucoseMetrics {
    /**
     * {@return the figures of [from, until); of a stretch that is not over, as far as it goes} Nothing is refused for want of readings:
     * figures that would rest on too few are empty.
     *
     * @throws java.util.NoSuchElementException when nobody with this id lives here
     * @throws IllegalArgumentException when it has not begun, ends before it begins, or is longer than the setting allows
     * @throws org.hearthgate.api.store.StoreException when the record cannot be read
     */
    GlucoseReport report(PersonId person, Instant from, Instant until);
}
