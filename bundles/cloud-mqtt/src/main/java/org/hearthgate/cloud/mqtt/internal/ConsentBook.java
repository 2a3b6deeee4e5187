package org.hearthgate.cloud.mqtt.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.hearthgate.api.observation.PersonId;

/**
 * Every consent for one recipient, as it is at this moment. Asked again right before each message, so a revocation stops whatever has
 * not been handed to the network yet. Any thread.
 */
final class ConsentBook {
    private final String recipient;
    private final List<Consent> consents = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile long changedNanos = System.nanoTime();

    ConsentBook(String recipient) {
        this.recipient = recipient;
    }

    void add(Consent consent) {
        if (consent.recipient().equals(recipient)) {
            consents.add(consent);
            changed();
        }
    }

    void remove(Consent consent) {
        if (consents.remove(consent)) {
            changed();
        }
    }

    private void changed() {
        changedNanos = System.nanoTime();
        changes.incrementAndGet();
    }

    /** {@return how often a consent has come or gone} */
    long changes() {
        return changes.get();
    }

    /** {@return the one consent of this person; empty if there is none, or several that may contradict each other} */
    Optional<Consent> of(PersonId person) {
        var found = consents.stream()
                .filter(consent -> consent.person().equals(person))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** {@return whether somebody has two consents for this recipient; then nothing of theirs is sent} */
    boolean contradicts() {
        return consents.stream().map(Consent::person).distinct().count() < consents.size();
    }

    /**
     * {@return how long ago a consent last came or went} While a hub starts or a consent is edited there is a moment without it; who
     * takes that moment for a revocation would pass over the backlog for good.
     */
    Duration unchangedFor() {
        return Duration.ofNanos(System.nanoTime() - changedNanos);
    }
}
