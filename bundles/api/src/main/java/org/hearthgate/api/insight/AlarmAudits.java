package org.hearthgate.api.insight;

import java.util.Optional;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/** How good the alarms were, week by week. Any thread but the alerting one: it reads a week of the record, which takes some tenths of a second. */
@ProviderType
public interface AlarmAudits {
    /** {@return the last whole week of a person, where it has been worked out already; at once} */
    Optional<WeeklyAudit> latest(PersonId person);

    /**
     * {@return the audit of one week; of a week that is not over, as far as it goes}
     *
     * @throws java.util.NoSuchElementException when nobody with this id lives here
     * @throws IllegalArgumentException when the week has not begun
     * @throws org.hearthgate.api.store.StoreException when the record cannot be read
     */
    WeeklyAudit of(PersonId person, CalendarWeek week);
}
