package org.hearthgate.adapter.simulator.internal.person;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Somebody who does not exist: a body, its therapy, its habits. The whole life follows from these and the calendar, so the same person
 * has the same glucose at the same minute whenever and however often it is asked for. Immutable, safe on every thread.
 */
public final class VirtualPerson {
    private static final int SESSION_HOUR_UTC = 15;
    private static final int DAYS_BEFORE_SHOW = 3;

    private final long seed;
    private final ZoneId zone;
    private final int readingEveryMinutes;
    private final Physiology physiology;
    private final Therapy therapy;
    private final Habits habits;
    private final long firstSessionMinute;
    private final Optional<LowSoon> lowSoon;

    private VirtualPerson(
            long seed,
            ZoneId zone,
            int readingEveryMinutes,
            Physiology physiology,
            Therapy therapy,
            Habits habits,
            long firstSessionMinute,
            Optional<LowSoon> lowSoon) {
        this.seed = seed;
        this.zone = requireNonNull(zone, "zone");
        this.readingEveryMinutes = readingEveryMinutes;
        this.physiology = physiology;
        this.therapy = therapy;
        this.habits = habits;
        this.firstSessionMinute = firstSessionMinute;
        this.lowSoon = lowSoon;
    }

    /**
     * {@return the person of this seed}
     *
     * @param zone in which this person gets up and eats
     * @param readingEveryMinutes of the sensor; 1 to 15 and a divisor of 60
     */
    public static VirtualPerson of(long seed, ZoneId zone, TherapyKind kind, int readingEveryMinutes) {
        Chance chance = Chance.of(seed, "body", 0);
        Physiology physiology;
        Therapy therapy;
        do {
            physiology = Physiology.drawn(chance);
            therapy = Therapy.titratedFor(physiology, kind);
        } while (!therapy.isUsual());
        Habits habits = Habits.drawn(Chance.of(seed, "habits", 0), physiology.kilograms());
        Chance sensors = Chance.of(seed, "sensors", 0);
        long firstSession = sensors.whole(0, 9) * 1440L + SESSION_HOUR_UTC * 60L + sensors.whole(0, 120);
        return new VirtualPerson(
                seed,
                zone,
                checkedMinutesBetweenReadings(readingEveryMinutes),
                physiology,
                therapy,
                habits,
                firstSession,
                Optional.empty());
    }

    /** {@return the same number} Fails with IllegalArgumentException when no sensor of ours reads that often. */
    public static int checkedMinutesBetweenReadings(int minutes) {
        if (minutes < 1 || minutes > 15 || 60 % minutes != 0) {
            throw new IllegalArgumentException(
                    "minutesBetweenReadings must be 1, 2, 3, 4, 5, 6, 10, 12 or 15, was " + minutes);
        }
        return minutes;
    }

    /** {@return this person, with a glucose that falls below 70 mg/dL on the sensor about ten minutes after that instant} */
    public VirtualPerson withLowSoonAfter(Instant show) {
        long minute = SensorSession.minuteOf(show);
        long first = Math.floorMod(minute - DAYS_BEFORE_SHOW * 1440L, (long) Sensor.LIFE_MIN);
        double grams = smallest(40, snack -> shown(first, new LowSoon(minute, snack, 0)) >= 125);
        double units = smallest(25, dose -> shown(first, new LowSoon(minute, grams, dose)) <= 66);
        return with(first, new LowSoon(minute, grams, units));
    }

    /** {@return the smallest amount up to this largest one that is enough, or the largest if none is} */
    private static double smallest(double largest, DoublePredicate isEnough) {
        double low = 0;
        double high = largest;
        for (int i = 0; i < 9; i++) {
            double middle = (low + high) / 2;
            if (isEnough.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private double shown(long first, LowSoon scenario) {
        long when = scenario.showMinute() + LowSoon.SHOWN_AFTER_MIN;
        SensorSession session = with(first, scenario).sessionAt(when);
        session.liveUntil(when, happening -> {});
        return session.shownMgPerDl();
    }

    private VirtualPerson with(long first, LowSoon scenario) {
        return new VirtualPerson(
                seed, zone, readingEveryMinutes, physiology, therapy, habits, first, Optional.of(scenario));
    }

    /** {@return the sensor session that covers this minute, at its beginning} */
    SensorSession sessionAt(long minute) {
        long number = Math.floorDiv(minute - firstSessionMinute, (long) Sensor.LIFE_MIN);
        return new SensorSession(this, firstSessionMinute + number * Sensor.LIFE_MIN);
    }

    long seed() {
        return seed;
    }

    ZoneId zone() {
        return zone;
    }

    int readingEveryMinutes() {
        return readingEveryMinutes;
    }

    Physiology physiology() {
        return physiology;
    }

    Therapy therapy() {
        return therapy;
    }

    Habits habits() {
        return habits;
    }

    Optional<LowSoon> lowSoon() {
        return lowSoon;
    }
}
