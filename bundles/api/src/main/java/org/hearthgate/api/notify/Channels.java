package org.hearthgate.api.notify;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** The ways to reach people, how they fare, and their test button. Any thread. */
@ProviderType
public interface Channels {
    /**
     * How one channel fares.
     *
     * @param id of the channel
     * @param label what a family calls it
     * @param forEverybodyNear whether it reaches whoever is near
     * @param waiting how many deliveries wait
     * @param latest the newest receipt
     * @param latestTest the newest receipt of a drill
     */
    record State(
            String id,
            String label,
            boolean forEverybodyNear,
            int waiting,
            Optional<Receipt> latest,
            Optional<Receipt> latestTest) {}

    /** {@return all of them, ordered by id} */
    List<State> all();

    /** {@return why a channel was passed by with the newest call of an alert ({@link Channel#whyNot}); empty where it was not} */
    default Optional<String> whyNot(String channelId, String alertId) {
        return Optional.empty();
    }

    /**
     * The test button: sends a drill over one channel now.
     *
     * @param by who pressed it, as the message will say
     * @return how far it came, or the failure's receipt; fails with {@link java.util.NoSuchElementException} for an unknown channel, or with
     *     {@link java.util.concurrent.RejectedExecutionException} when one is already under way
     */
    CompletableFuture<Receipt> test(String channelId, String by);
}
