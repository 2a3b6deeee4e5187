package org.hearthgate.api.notify;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who was reached, and who was not. Any thread; noting never waits. */
@ProviderType
public interface Receipts {
    /** Notes what came of a delivery: by the channels' own threads, and by a page or a house that says it has an alert. */
    void note(Receipt receipt);

    /** {@return all about one alert, in the order in which they were noted} */
    List<Receipt> ofAlert(String alertId);

    /** {@return those noted at or after an instant, oldest first} */
    List<Receipt> since(Instant from, int most);
}
