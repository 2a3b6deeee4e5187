package org.hearthgate.adapter.simulator.internal.person;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A virtual person's life as it is walked through, forwards, from sensor to sensor. Used by one thread at a time. */
public final class Course {
    private final VirtualPerson person;
    private SensorSession session;

    /** Begins at an instant; what happens after it will be told. */
    public Course(VirtualPerson person, Instant from) {
        this.person = person;
        long minute = SensorSession.minuteOf(from);
        session = person.sessionAt(minute);
        session.liveUntil(minute, happening -> {});
    }

    /** Lives on to an instant that is not before {@link #reached()}, telling everything that happens in order of {@code knownAt}. */
    public void liveUntil(Instant until, Consumer<Happening> told) {
        long minute = SensorSession.minuteOf(until);
        while (session.end() <= minute) {
            session.liveUntil(session.end() - 1, told);
            session = person.sessionAt(session.end());
        }
        session.liveUntil(minute, told);
    }

    /** {@return the minute up to which everything has been told} */
    public Instant reached() {
        return Instant.ofEpochSecond(session.minute() * 60);
    }

    /** {@return one sentence about the sensor when it is silent for a reason, else empty} */
    public Optional<String> whySilent() {
        return session.whySilent();
    }

    /** {@return the true concentration in blood, which no device of this person shows} */
    public double plasmaMgPerDl() {
        return session.plasmaMgPerDl();
    }
}
