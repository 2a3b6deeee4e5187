package org.hearthgate.api.key;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Wraps and unwraps data keys under the keys of this hub, wherever those are: a file, a credential of the system, a token. Registered as a
 * service as soon as its bundle is active, even when the source is missing: then old keys cannot be unwrapped, new ones are wrapped under a
 * spare key where that is possible, and {@link #trouble} says so. Thread-safe; a call may take as long as a token takes.
 */
@ProviderType
public interface HubKeys {
    /** {@return the word of the source, e.g. {@code file}} */
    String source();

    /** {@return one sentence: where the keys are, and against whom that protects} */
    String protection();

    /** {@return why the source cannot be used as it should be, and what to do; empty when all is well} */
    Optional<String> trouble();

    /**
     * {@return the id of the key that wraps now; that of a spare key while the source is missing}
     *
     * @throws KeyException if there is none at all
     */
    String current();

    /** {@return every key in hand, oldest first; without those of a source that is missing} */
    List<HubKey> keys();

    /**
     * {@return the data key, wrapped under the current key}
     *
     * @param context what the data key is for; the same octets are needed to unwrap it
     * @throws KeyException if no key can be used
     */
    Wrapped wrap(byte[] dataKey, byte[] context);

    /**
     * {@return the data key}
     *
     * @throws KeyException if its hub key is missing or the octets are not what was wrapped
     */
    byte[] unwrap(Wrapped wrapped, byte[] context);

    /**
     * Makes a new current key; older ones still unwrap.
     *
     * @return its id
     * @throws KeyException {@code BY_HAND} where only the owner of the source can
     */
    String rotate();

    /**
     * Forgets a key for ever. What is wrapped under it is lost, so nothing may be any more.
     *
     * @throws KeyException {@code BY_HAND} where only the owner of the source can
     * @throws IllegalArgumentException if it is the current key
     */
    void destroy(String id);
}
