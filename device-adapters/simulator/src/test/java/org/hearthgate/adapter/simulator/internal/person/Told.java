package org.hearthgate.adapter.simulator.internal.person;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;

/** What virtual people told in a test, as observations. */
final class Told {
    static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Told() {}

    static VirtualPerson person(long seed) {
        return VirtualPerson.of(seed, BERLIN, TherapyKind.PUMP, 5);
    }

    static List<Observation> by(VirtualPerson person, Instant from, Duration during) {
        return next(new Course(person, from), from.plus(during));
    }

    static List<Observation> next(Course course, Instant until) {
        var all = new ArrayList<Observation>();
        course.liveUntil(until, happening -> all.add(observed(happening)));
        return all;
    }

    static Observation observed(Happening happening) {
        Origin origin = Origin.of(
                new PersonId("anna"),
                new DeviceId("simulator:anna"),
                happening.at(),
                happening.knownAt(),
                Provenance.of("simulator"));
        return happening
                .form()
                .apply(
                        happening.sequence().isPresent()
                                ? origin.withSequence(happening.sequence().getAsLong())
                                : origin);
    }

    static List<GlucoseReading> readings(List<Observation> all) {
        return only(GlucoseReading.class, all);
    }

    static <T> List<T> only(Class<T> kind, List<Observation> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
