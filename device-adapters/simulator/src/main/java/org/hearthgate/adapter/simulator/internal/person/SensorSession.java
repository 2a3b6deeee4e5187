package org.hearthgate.adapter.simulator.internal.person;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ten days of one sensor on one person, lived minute by minute. Nothing of an earlier session is remembered or stored: its last
 * three days, with its sensor, are lived again in silence, after which the body no longer knows where it began. Used by one thread at a
 * time.
 */
final class SensorSession {
    private static final int RUN_IN_MIN = 3 * 1440;
    private static final int SECONDS_PER_MIN = 60;

    private final VirtualPerson person;
    private final long start;
    private final Body body;
    private Sensor sensor;
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
        sensor = sensorOf(start - Sensor.LIFE_MIN);
        for (int age = 0; age < Sensor.LIFE_MIN - RUN_IN_MIN; age++) {
            sensor.step();
        }
        calendar = new Calendar(person);
        diary = new Diary(person, new Wearable(Chance.of(person.seed(), "wearable", start)));
        carer = new Carer(person, body, diary);
        minute = start - RUN_IN_MIN - 1;
        while (minute < start - 1) {
            live(happening -> {});
        }
    }

    private Sensor sensorOf(long sessionStart) {
        return new Sensor(Chance.of(person.seed(), "sensor", sessionStart));
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
        double sensed = readSensor(now, quiet);
        double effort =
                now.exercising() && !quiet ? now.day().exercise().orElseThrow().beatsAboveRest() : 0;
        carer.act(now, sensed, quiet);
        diary.wearable(now, effort);
        body.step(new Influence(carer.basalMilliunitsPerMin(now), now.sensitivity(), now.production(), effort));
        sensor.step();
    }

    /** {@return what the person goes by: the sensor where it shows something, else how it feels} */
    private double readSensor(Calendar.Moment now, boolean quiet) {
        changeSensor();
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

    private void changeSensor() {
        if (minute == start) {
            sensor = sensorOf(start);
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
