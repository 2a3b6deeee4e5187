package org.hearthgate.forecast.tribuo.internal.boosting;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How training may use the machine.
 *
 * @param parallel all cores, for a command; or the calling thread alone, for a hub that has better things to do
 * @param cancelled asked at every tree
 */
public record Work(boolean parallel, BooleanSupplier cancelled) {
    public static Work quietly(BooleanSupplier cancelled) {
        return new Work(false, cancelled);
    }

    public static Work withAllCores() {
        return new Work(true, () -> false);
    }

    /** Does each of {@code n} independent pieces. */
    void each(int n, IntConsumer piece) {
        if (parallel) {
            IntStream.range(0, n).parallel().forEach(piece);
        } else {
            for (int i = 0; i < n; i++) {
                piece.accept(i);
            }
        }
    }

    /** @throws CancellationException when nobody waits for it any more */
    public void goOn() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the training was cancelled");
        }
    }
}
