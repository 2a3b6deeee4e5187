package org.hearthgate.adapter.simulator.internal.person;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ten days of one sensor on one person, lived minute by minute. Every session begins from its own day of running in, so that nothing
 * of an earlier one has to be remembered or stored. Used by one thread at a time.
 */
final class SensorSession {
    private static final int RUN_IN_MIN = 1440;
    private static final int SECONDS_PER_MIN = 60;

    private final VirtualPerson person;
    private final long start;
    private final Body body;
    private final Sensor sensor;
    private final Diary diary;
    private final Carer carer;
    private final Calendar calendar;
    private long minute;
    private double shown;
    private Optional<String> whySilent = Optional.empty();

    SensorSession(VirtualPerson person, long start) {
        this.person = person;
        this.start = start;
        body = Body.fasting(person.physiology(), Therapy.TARGET_MG_PER_DL);
        sensor = new Sensor(Chance.of(person.seed(), "sensor", start));
        calendar = new Calendar(person);
        diary = new Diary(person, new Wearable(Chance.of(person.seed(), "wearable", start)));
        carer = new Carer(person, body, diary);
        minute = start - RUN_IN_MIN - 1;
        while (minute < start - 1) {
            live(happening -> {});
        }
    }

    static long minuteOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), (long) SECONDS_PER_MIN);
    }

    /** Lives up to and including this minute, which lies before {@link #end()}. */
    void liveUntil(long until, Consumer<Happening> told) {
        while (minute < until) {
            live(told);
        }
    }

    private void live(Consumer<Happening> told) {
        minute++;
        Calendar.Moment now = calendar.at(minute);
        boolean quiet = person.lowSoon().filter(low -> low.quietAt(minute)).isPresent();
        diary.begin(minute, told);
        double inPlace = minute < start ? body.interstitialMgPerDl() : readSensor(now, quiet);
        double effort =
                now.exercising() && !quiet ? now.day().exercise().orElseThrow().beatsAboveRest() : 0;
        carer.act(now, inPlace, quiet);
        diary.wearable(now, effort);
        body.step(new Influence(carer.basalMilliunitsPerMin(now), now.sensitivity(), now.production(), effort));
        if (minute >= start) {
            sensor.step();
        }
    }

    /** {@return what the person goes by: the sensor where it shows something, else how it feels} */
    private double readSensor(Calendar.Moment now, boolean quiet) {
        tellSensorEvents();
        double pressed = quiet
                ? 1
                : now.day().compression().map(c -> c.at(now.minuteOfDay())).orElse(1.0);
        double raw = sensor.shows(body.interstitialMgPerDl()) * pressed;
        if (sensor.warmingUp()) {
            whySilent = Optional.of("The virtual sensor is warming up; it reads again within two hours");
            return body.interstitialMgPerDl();
        }
        if (!quiet && !now.day().signalAt(now.minuteOfDay())) {
            whySilent = Optional.of("The virtual sensor has lost its signal for a while, as real ones do");
            return body.interstitialMgPerDl();
        }
        whySilent = Optional.empty();
        shown = raw;
        if (minute % person.readingEveryMinutes() == 0) {
            diary.reading(raw);
        }
        return raw;
    }

    private void tellSensorEvents() {
        if (minute == start) {
            diary.sensorChanged();
        } else if (minute == start + Sensor.WARM_UP_MIN) {
            diary.warmUpEnded();
        }
    }

    /** {@return the first minute after this session} */
    long end() {
        return start + Sensor.LIFE_MIN;
    }

    /** {@return the last minute lived} */
    long minute() {
        return minute;
    }

    Optional<String> whySilent() {
        return whySilent;
    }

    double shownMgPerDl() {
        return shown;
    }

    double plasmaMgPerDl() {
        return body.plasmaMgPerDl();
    }
}
