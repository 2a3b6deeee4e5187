package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;

/** The conversation with a device that wakes up, tells what it measured, and sleeps again: set its clock, then listen until it is silent. */
final class WhenHeardDialogue implements GattDialogue {
    private final String name;
    private final UUID service;
    private final UUID characteristic;
    private final boolean bonded;
    private final Duration listenFor;
    private final DeviceLine line;
    private final Beginning beginning;
    private final Taking taking;

    /** What a device is asked before it is listened to. */
    interface Beginning {
        void with(GattSession session) throws GattException, InterruptedException;
    }

    /** Where its values go. */
    interface Taking {
        void take(GattValue value);
    }

    /** @param service assigned number, and so {@code characteristic} */
    WhenHeardDialogue(
            String name,
            int service,
            int characteristic,
            boolean bonded,
            Duration listenFor,
            DeviceLine line,
            Beginning beginning,
            Taking taking) {
        this.name = name;
        this.service = GattUuid.of(service);
        this.characteristic = GattUuid.of(characteristic);
        this.bonded = bonded;
        this.listenFor = listenFor;
        this.line = line;
        this.beginning = beginning;
        this.taking = taking;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reach reach() {
        return Reach.WHEN_HEARD;
    }

    @Override
    public boolean bonded() {
        return bonded;
    }

    @Override
    public void converse(GattSession session) throws GattException, InterruptedException {
        line.setClock(session);
        beginning.with(session);
        session.subscribe(service, characteristic);
        for (Optional<GattValue> value = session.next(listenFor); value.isPresent(); value = session.next(listenFor)) {
            if (value.get().characteristic().equals(characteristic)) {
                taking.take(value.get());
            }
        }
    }
}
