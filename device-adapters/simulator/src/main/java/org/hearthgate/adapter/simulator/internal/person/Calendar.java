package org.hearthgate.adapter.simulator.internal.person;

import java.time.Instant;
import java.time.zone.ZoneRules;

/** Which local day and minute it is for a person, and what that does to the body: dawn, and the better and worse days of insulin. */
final class Calendar {
    private static final int MIN_PER_DAY = 1440;
    private static final int NOON = 720;
    private static final int DAWN = 6 * 60;
    private static final int MORNING = 8 * 60;
    private static final double MORNING_RESISTANCE = 0.1;

    private final VirtualPerson person;
    private final ZoneRules rules;
    private long epochDay = Long.MIN_VALUE;
    private Day yesterday;
    private Day today;
    private Day tomorrow;

    Calendar(VirtualPerson person) {
        this.person = person;
        rules = person.zone().getRules();
    }

    /**
     * One minute of a person's local time.
     *
     * @param previous the day before {@code day}
     * @param sensitivity factor on insulin's action
     * @param production factor on the liver's production
     */
    record Moment(long minute, int minuteOfDay, Day previous, Day day, double sensitivity, double production) {
        boolean asleep() {
            return day.asleepAt(minuteOfDay);
        }

        boolean exercising() {
            return day.exercise().filter(e -> e.at(minuteOfDay)).isPresent();
        }
    }

    Moment at(long minute) {
        int offset = rules.getOffset(Instant.ofEpochSecond(minute * 60)).getTotalSeconds() / 60;
        long local = minute + offset;
        turnTo(Math.floorDiv(local, (long) MIN_PER_DAY));
        int minuteOfDay = (int) Math.floorMod(local, (long) MIN_PER_DAY);
        double production = 1 + person.habits().dawnRise() * bump(minuteOfDay, DAWN);
        double sensitivity = dayFactor(minuteOfDay) * (1 - MORNING_RESISTANCE * bump(minuteOfDay, MORNING));
        return new Moment(minute, minuteOfDay, yesterday, today, sensitivity, production);
    }

    private void turnTo(long day) {
        if (day != epochDay) {
            epochDay = day;
            yesterday = Day.of(person.seed(), person.habits(), day - 1);
            today = Day.of(person.seed(), person.habits(), day);
            tomorrow = Day.of(person.seed(), person.habits(), day + 1);
        }
    }

    /** Each day's own factor at noon, sliding to the next day's: a body does not change at midnight. */
    private double dayFactor(int minuteOfDay) {
        double beyondNoon = (minuteOfDay - NOON) / (double) MIN_PER_DAY;
        return beyondNoon < 0
                ? today.sensitivity() + beyondNoon * (today.sensitivity() - yesterday.sensitivity())
                : today.sensitivity() + beyondNoon * (tomorrow.sensitivity() - today.sensitivity());
    }

    /** {@return 1 at the peak, falling smoothly to 0 three hours before and after} */
    private static double bump(int minuteOfDay, int peak) {
        double away = (minuteOfDay - peak) / 180.0;
        if (Math.abs(away) >= 1) {
            return 0;
        }
        double wave = StrictMath.cos(away * StrictMath.PI / 2);
        return wave * wave;
    }
}
