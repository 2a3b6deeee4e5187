package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.device.HeardDevice;

/**
 * What is heard now.
 *
 * @param entries heard last first
 * @param troubles one sentence for each transport or kind of device that did not answer
 * @param searchingUntil end of the search in progress, hub clock
 */
public record Inbox(List<Entry> entries, List<String> troubles, Optional<Instant> searchingUntil) {
    public Inbox {
        entries = List.copyOf(entries);
        troubles = List.copyOf(troubles);
        requireNonNull(searchingUntil, "searchingUntil");
    }

    /**
     * One heard device.
     *
     * @param offers the kinds that can serve it; empty when nobody knows such a device
     * @param usedBy configurations that use its address already; several people may share a scale
     */
    public record Entry(HeardDevice device, List<Offer> offers, List<HomeDevice> usedBy) {
        public Entry {
            requireNonNull(device, "device");
            offers = List.copyOf(offers);
            usedBy = List.copyOf(usedBy);
        }
    }

    /**
     * A kind that can serve a device.
     *
     * @param kind as {@link org.hearthgate.api.device.DeviceKind#id()}
     * @param title for people
     * @param wantsPairing whether it must be paired before it can be assigned
     * @param shared whether several people may use it
     */
    public record Offer(String kind, String title, boolean wantsPairing, boolean shared) {
        public Offer {
            requireNonNull(kind, "kind");
            requireNonNull(title, "title");
        }
    }
}
