package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a sensor says of itself into events, each once: what belongs to the session has a number made of the session, so that telling
 * it again changes nothing, and what comes and goes is told when it comes. After a restart the record says what was told already. One
 * thread: the dialogue's.
 */
final class SessionEvents {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEvents.class);
    private static final int KIND_SHIFT = 48;
    private static final Duration LATE = Duration.ofMinutes(11);

    private final ObservationStore store;
    private final HubClock clock;
    private final CgmSettings settings;
    private final Set<Kind> standing = EnumSet.noneOf(Kind.class);
    private long session = -1;

    /** What can happen; the order is stored in the events' numbers, so it is added to and never changed. */
    private enum Kind {
        STARTED(DeviceEvent.Event.SENSOR_STARTED, null, "The sensor was started"),
        WARMING_UP(DeviceEvent.Event.WARM_UP_STARTED, null, "The sensor warms up"),
        WARM(DeviceEvent.Event.WARM_UP_ENDED, null, "The sensor has warmed up"),
        OUTLIVED(DeviceEvent.Event.SENSOR_ENDED, null, "The sensor's run time is over"),
        STOPPED(DeviceEvent.Event.SENSOR_ENDED, Annunciation.SESSION_STOPPED, "The sensor's session was stopped"),
        BATTERY(DeviceEvent.Event.BATTERY_LOW, Annunciation.BATTERY_LOW, "The sensor's battery is low"),
        TYPE(DeviceEvent.Event.SENSOR_FAULT, Annunciation.SENSOR_TYPE_INCORRECT, "Not a sensor for this device"),
        MALFUNCTION(DeviceEvent.Event.SENSOR_FAULT, Annunciation.SENSOR_MALFUNCTION, "The sensor does not work right"),
        FAULT(DeviceEvent.Event.SENSOR_FAULT, Annunciation.GENERAL_FAULT, "The device reports a fault"),
        ALERT(DeviceEvent.Event.OTHER, Annunciation.DEVICE_SPECIFIC_ALERT, "The device raises an alert of its own"),
        // not CALIBRATION: that one says that it was done
        CALIBRATION_RECOMMENDED(
                DeviceEvent.Event.OTHER, Annunciation.CALIBRATION_RECOMMENDED, "Calibration is recommended"),
        CALIBRATION_REQUIRED(DeviceEvent.Event.OTHER, Annunciation.CALIBRATION_REQUIRED, "Calibration is required"),
        HOT(DeviceEvent.Event.OTHER, Annunciation.TEMPERATURE_TOO_HIGH, "The sensor is too warm to measure"),
        COLD(DeviceEvent.Event.OTHER, Annunciation.TEMPERATURE_TOO_LOW, "The sensor is too cold to measure");

        private final DeviceEvent.Event event;
        private final Annunciation cause;
        private final String detail;

        Kind(DeviceEvent.Event event, Annunciation cause, String detail) {
            this.event = event;
            this.cause = cause;
            this.detail = detail;
        }
    }

    SessionEvents(ObservationStore store, HubClock clock, CgmSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    /** {@return what has happened and was not told yet} */
    List<Observation> of(CgmStatus status, SensorSession in, OptionalInt runTimeHours) {
        if (in.keyMinute() != session) {
            session = in.keyMinute();
            recall(in);
        }
        var told = new ArrayList<Observation>();
        int age = status.offsetMinutes();
        if (standing.add(Kind.STARTED)) {
            String life = runTimeHours.isPresent() && runTimeHours.getAsInt() > 0
                    ? DeviceEvent.LIFE_HOURS + runTimeHours.getAsInt() + "; "
                    : "";
            told.add(event(Kind.STARTED, in.measuredAt(0), number(Kind.STARTED, in.sequence(0)), life));
        }
        once(Kind.WARMING_UP, settings.warmUpMinutes() > 0, 0, in, told);
        once(
                Kind.WARM,
                settings.warmUpMinutes() > 0 && age >= settings.warmUpMinutes(),
                settings.warmUpMinutes(),
                in,
                told);
        runTimeHours.ifPresent(hours -> once(Kind.OUTLIVED, outlived(age, hours), hours * 60, in, told));
        for (Kind kind : Kind.values()) {
            if (kind.cause != null) {
                edge(kind, status, in, told);
            }
        }
        return told;
    }

    /** {@return whether the session is over} */
    static boolean over(CgmStatus status, OptionalInt runTimeHours) {
        return status.said().contains(Annunciation.SESSION_STOPPED)
                || runTimeHours.isPresent() && outlived(status.offsetMinutes(), runTimeHours.getAsInt());
    }

    private static boolean outlived(int ageMinutes, int hours) {
        return hours > 0 && ageMinutes >= hours * 60L;
    }

    private void once(Kind kind, boolean holds, int atMinute, SensorSession in, List<Observation> told) {
        boolean ended = kind == Kind.OUTLIVED && standing.contains(Kind.STOPPED);
        if (holds && !ended && standing.add(kind)) {
            told.add(event(kind, in.measuredAt(atMinute), number(kind, in.sequence(0)), ""));
        }
    }

    private void edge(Kind kind, CgmStatus status, SensorSession in, List<Observation> told) {
        if (!status.said().contains(kind.cause)) {
            standing.remove(kind);
        } else if (!(kind == Kind.STOPPED && standing.contains(Kind.OUTLIVED)) && standing.add(kind)) {
            told.add(event(kind, clock.now(), number(kind, in.sequence(status.offsetMinutes())), ""));
        }
    }

    private static long number(Kind kind, long sequence) {
        return (long) (kind.ordinal() + 1) << KIND_SHIFT | sequence;
    }

    private DeviceEvent event(Kind kind, Instant at, long number, String life) {
        Instant now = clock.now();
        Origin origin = Origin.of(
                        settings.person(),
                        settings.device(),
                        at.isAfter(now) ? now : at,
                        now,
                        Provenance.of(CgmAdapter.NAME))
                .withSequence(number);
        boolean late = Duration.between(at, now).compareTo(LATE) > 0;
        return new DeviceEvent(
                late ? origin.withDoubt(Doubt.Flag.LATE, "found out later") : origin, kind.event, life + kind.detail);
    }

    private void recall(SensorSession in) {
        standing.clear();
        try {
            recorded(in).forEach(number -> {
                int kind = (int) (number >>> KIND_SHIFT) - 1;
                if (kind >= 0 && kind < Kind.values().length) {
                    standing.add(Kind.values()[kind]);
                }
            });
        } catch (StoreException e) {
            LOG.debug("The record of {} cannot be read; its events may be told again", settings.device(), e);
        }
    }

    private LongStream recorded(SensorSession in) {
        Instant from = in.start().minus(SessionBook.SAME_SESSION.multipliedBy(2));
        return store
                .window(ObservationQuery.of(
                        settings.person(), from, clock.now().plus(Duration.ofDays(1)), ObservationKind.DEVICE_EVENT))
                .stream()
                .map(stored -> stored.observation().origin())
                .filter(origin -> origin.device().equals(settings.device())
                        && origin.provenance().adapter().equals(CgmAdapter.NAME)
                        && origin.sequence().isPresent())
                .mapToLong(origin -> origin.sequence().getAsLong())
                .filter(number -> SensorSession.keyMinuteOf(number & (1L << KIND_SHIFT) - 1) == in.keyMinute());
    }
}
