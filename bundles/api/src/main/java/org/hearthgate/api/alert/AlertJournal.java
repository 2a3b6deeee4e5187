package org.hearthgate.api.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The lasting log of every change of every alert, each entry chained to the one before by a hash, so that none can be altered or taken
 * out unseen. Provided by the store; written by alerting alone.
 */
@ProviderType
public interface AlertJournal {
    /**
     * One change, with what is needed to judge it again.
     *
     * @param alert as it stands after the change
     * @param thresholds the rule's limits in force
     * @param evidence the readings the rule looked at, newest last, as {@code epochMillis:mgPerDl}; at most 40
     */
    record Entry(Alert alert, Map<String, String> thresholds, List<String> evidence) {
        public Entry {
            thresholds = Map.copyOf(thresholds);
            evidence = List.copyOf(evidence);
        }
    }

    /** Commits the entries durably. Throws {@link org.hearthgate.api.store.StoreException} when the storage fails. */
    void append(List<Entry> entries);

    /** {@return the latest state of every alert that is not resolved, oldest first} */
    List<Alert> unresolved();

    /** {@return changes of one person's alerts at or after an instant, in the order in which they happened} Their times
     * are the wall's: a hub whose clock was set back between two of them told an earlier time for the later one */
    List<Entry> since(PersonId person, Instant from, int most);

    /** {@return every change of one alert in the order in which they happened; empty when there is no such alert} */
    List<Entry> ofAlert(String alertId);

    /** {@return the number of entries if the chain of hashes is whole; fails with StoreException naming the first broken entry} */
    long verify();
}
