package org.hearthgate.adapter.simulator.internal.replay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * How the replay ended, for a launcher that knows none of our types: a {@link Future} of one summary line with the service property
 * {@code hearthgate.job=replay}. Fails with {@link IllegalArgumentException} when the data are bad (exit 65) and with
 * {@link IllegalStateException} when the hub failed (exit 70). There from the first moment, so that an early failure is told too.
 */
@Component(
        name = ReplayConfig.PID + ".outcome",
        configurationPid = ReplayConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Future.class, ReplayOutcome.class},
        property = "hearthgate.job=replay",
        immediate = true)
public final class ReplayOutcome extends CompletableFuture<String> {
    /** Nothing is known yet. */
    @Activate
    public ReplayOutcome() {}

    void badData(String message) {
        completeExceptionally(new IllegalArgumentException(message));
    }

    void hubFailed(String message, Throwable cause) {
        completeExceptionally(new IllegalStateException(message, cause));
    }

    /** Whoever still waits is told. */
    @Deactivate
    void close() {
        completeExceptionally(new IllegalStateException("The replay was stopped before its end; run it again"));
    }
}
