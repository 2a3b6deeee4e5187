package org.hearthgate.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.RawForm;

/** The beginning of most sentences in a test: {@code Given.reading(53).of("anna").minutesAgo(2, now)}. */
public final class Given {
    public static final PersonId ANNA = new PersonId("anna");
    public static final PersonId BEN = new PersonId("ben");
    public static final DeviceId SENSOR = new DeviceId("sensor-1");
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Given() {}

    public static Reading reading(double mgPerDl) {
        return new Reading(mgPerDl);
    }

    public static SnapshotBuilder snapshot() {
        return new SnapshotBuilder();
    }

    /** One glucose reading: Anna's, from {@link #SENSOR}, measured and received at noon, unless said otherwise. */
    public static final class Reading {
        private final double mgPerDl;
        private PersonId person = ANNA;
        private DeviceId device = SENSOR;
        private Instant measuredAt = NOON;
        private Instant receivedAt;
        private Long sequence;
        private Bound bound = Bound.EXACT;
        private OptionalDouble trend = OptionalDouble.empty();
        private Quality quality = Quality.GOOD;
        private Provenance provenance = Provenance.of("test");

        private Reading(double mgPerDl) {
            this.mgPerDl = mgPerDl;
        }

        public Reading of(PersonId who) {
            person = who;
            return this;
        }

        public Reading from(String deviceId) {
            device = new DeviceId(deviceId);
            return this;
        }

        public Reading at(Instant when) {
            measuredAt = when;
            return this;
        }

        public Reading minutesBefore(Instant now, double minutes) {
            return at(now.minus(Duration.ofMillis(Math.round(minutes * 60_000))));
        }

        public Reading receivedAt(Instant when) {
            receivedAt = when;
            return this;
        }

        public Reading number(long deviceSequence) {
            sequence = deviceSequence;
            return this;
        }

        public Reading bound(Bound other) {
            bound = other;
            return this;
        }

        public Reading trend(double mgPerDlPerMin) {
            trend = OptionalDouble.of(mgPerDlPerMin);
            return this;
        }

        public Reading doubted(Doubt.Flag flag) {
            quality = quality.with(flag, "said the test");
            return this;
        }

        public Reading raw(String json) {
            provenance = Provenance.of("test", RawForm.ofText("application/json", json));
            return this;
        }

        public GlucoseReading build() {
            var origin = Origin.of(person, device, measuredAt, receivedAt == null ? measuredAt : receivedAt, provenance)
                    .withQuality(quality);
            return new GlucoseReading(sequence == null ? origin : origin.withSequence(sequence), mgPerDl, bound, trend);
        }
    }

    /** A snapshot of Anna at noon, watched since the day before, without readings unless they are given. */
    public static final class SnapshotBuilder {
        private final List<GlucoseReading> readings = new ArrayList<>();
        private Person person = new Person(ANNA, "Anna");
        private Instant asOf = NOON;
        private Instant watchedSince = NOON.minus(Duration.ofDays(1));
        private Optional<Instant> lastHeardAt = Optional.empty();

        private Optional<GlucoseForecast> forecast = Optional.empty();
        private final List<DeviceEvent> deviceEvents = new ArrayList<>();
        private final List<Observation> observations = new ArrayList<>();
        private final List<DeviceStatus> devices = new ArrayList<>();
        private final List<HubFact> hub = new ArrayList<>();
        private ZoneId zone = ZoneOffset.UTC;

        private SnapshotBuilder() {}

        public SnapshotBuilder livingIn(String zoneId) {
            zone = ZoneId.of(zoneId);
            return this;
        }

        public SnapshotBuilder with(GlucoseForecast ahead) {
            forecast = Optional.of(ahead);
            return this;
        }

        /** A dose, a meal, a note, a vital sign, or something that happened to a device. */
        public SnapshotBuilder knowing(Observation observation) {
            if (observation instanceof DeviceEvent event) {
                deviceEvents.add(event);
            } else {
                observations.add(observation);
            }
            return this;
        }

        public SnapshotBuilder device(DeviceStatus status) {
            devices.add(status);
            return this;
        }

        public SnapshotBuilder hub(HubFact fact) {
            hub.add(fact);
            return this;
        }

        public SnapshotBuilder of(String id, String name) {
            person = new Person(new PersonId(id), name);
            return this;
        }

        public SnapshotBuilder asOf(Instant now) {
            asOf = now;
            return this;
        }

        public SnapshotBuilder watchedSince(Instant since) {
            watchedSince = since;
            return this;
        }

        public SnapshotBuilder lastHeardAt(Instant when) {
            lastHeardAt = Optional.of(when);
            return this;
        }

        /** One reading now. */
        public SnapshotBuilder glucose(double mgPerDl) {
            return with(reading(mgPerDl).at(asOf).build());
        }

        /** Readings every five minutes, the last one now. */
        public SnapshotBuilder every5Min(double... mgPerDl) {
            for (int i = 0; i < mgPerDl.length; i++) {
                with(reading(mgPerDl[i])
                        .of(person.id())
                        .minutesBefore(asOf, 5.0 * (mgPerDl.length - 1 - i))
                        .build());
            }
            return this;
        }

        public SnapshotBuilder with(GlucoseReading reading) {
            readings.add(reading);
            if (lastHeardAt.isEmpty() || reading.receivedAt().isAfter(lastHeardAt.get())) {
                lastHeardAt = Optional.of(reading.receivedAt());
            }
            return this;
        }

        public Snapshot build() {
            observations.sort(Comparator.comparing(Observation::measuredAt));
            deviceEvents.sort(Comparator.comparing(Observation::measuredAt));
            return new Snapshot(
                    person,
                    asOf,
                    watchedSince,
                    readings,
                    lastHeardAt,
                    deviceEvents,
                    forecast,
                    new Circumstances(zone, observations, devices, hub));
        }
    }
}
