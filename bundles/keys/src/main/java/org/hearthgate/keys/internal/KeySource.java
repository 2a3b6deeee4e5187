package org.hearthgate.keys.internal;

import java.util.List;
import java.util.Optional;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.KeyException;

/** One place where hub keys are. Opened by its constructor, which throws {@link KeyException} if it cannot be; used by one thread at a time. */
interface KeySource extends AutoCloseable {
    /** {@return the ids in hand with what is known of them, oldest first; at least one} */
    List<HubKey> keys();

    /** {@return the id of the key that wraps now} */
    String current();

    /** {@return the wrapped form} */
    byte[] wrap(String id, byte[] dataKey, byte[] context);

    /** {@return the data key} */
    byte[] unwrap(String id, byte[] wrapped, byte[] context);

    /** Makes a new current key. */
    void rotate();

    /** Forgets one that is not current. */
    void destroy(String id);

    /** {@return something its owner should put right although it works} */
    default Optional<String> remark() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
