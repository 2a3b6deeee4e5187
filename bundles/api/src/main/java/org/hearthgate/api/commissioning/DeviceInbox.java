package org.hearthgate.api.commissioning;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** What is heard on every transport, and how a device is asked who it is and paired. */
@ProviderType
public interface DeviceInbox {
    /** {@return everything heard lately, bounded; a transport that fails is named and hides no other} */
    Inbox look();

    /**
     * Has every transport listen harder.
     *
     * @param length 1 to 120 s
     * @return when it ends, hub clock
     */
    Instant search(Duration length);

    /** Asks a heard device who it is. Fails with {@link CommissioningException} when it does not answer within 30 s. */
    CompletableFuture<Map<String, String>> identify(DeviceAddress device);

    /** Begins to pair with a heard device; one pairing per device and eight at once, each given up when nobody looks for two minutes. */
    OpenPairing pair(DeviceAddress device);

    /** {@return where it stands; that of one that has ended for two minutes more} */
    OpenPairing pairing(String id);

    /** Answers what it asks, as {@link org.hearthgate.api.device.Pairing#answer(String)}. */
    OpenPairing answer(String id, String text);

    /** Gives it up; without effect once it has ended. */
    void cancel(String id);
}
