package org.hearthgate.api.notify;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The lasting record of deliveries. Provided by the store; written by the room that notifies. */
@ProviderType
public interface ReceiptJournal {
    /** Commits them durably. Throws {@link org.hearthgate.api.store.StoreException} when the storage fails. */
    void append(List<Receipt> receipts);

    /** {@return all about one alert, in the order in which they were appended} */
    List<Receipt> ofAlert(String alertId);

    /** {@return those of an instant or later, oldest first} */
    List<Receipt> since(Instant from, int most);
}
