package org.hearthgate.api.alert;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** The open alerts, and what people may do about them. Callable from any thread; nothing here can hold up the alerting thread. */
@ProviderType
public interface AlertBoard {
    /** {@return every alert that is not resolved, most urgent first, then oldest first} */
    List<Alert> open();

    /**
     * "I've got it."
     *
     * @param by who, as everybody will see it
     * @return the acknowledged alert; fails with {@link java.util.NoSuchElementException} when no such alert is open, or
     *     {@link java.util.concurrent.RejectedExecutionException} when too many such requests wait
     */
    CompletableFuture<Alert> acknowledge(String alertId, String by);

    /**
     * Silences this alert and every later one of its person and class for a while. Touches no other class.
     *
     * @param period above zero; fails with {@link IllegalArgumentException} when longer than the rule allows
     * @return as for {@link #acknowledge}
     */
    CompletableFuture<Alert> snooze(String alertId, Duration period, String by);

    /** {@return completes when every observation up to this position has been judged by every rule} */
    CompletableFuture<Void> judged(long position);
}
