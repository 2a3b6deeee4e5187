package org.hearthgate.ingest.internal.signal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalDouble;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.api.signal.InsulinAction;

/** What else is known of the person who wears the sensor: doses, movement, fingersticks. Bounded, the oldest go first. */
final class Wearer {
    private static final int MOST_DOSES = 256;
    private static final int MOST_PULSES = 360;
    private static final int MOST_STEPS = 128;
    private static final int MOST_STICKS = 32;
    private static final long STILL_MILLIS = 20 * 60_000L;
    private static final long RESTING_MILLIS = 3 * 3_600_000L;
    private static final int STEPS_OF_SOMEBODY_UP = 60;
    private static final double PULSE_OF_SOMEBODY_UP = 1.35;

    /** Something with a number, at a time; two that are equal are the same thing sent twice. */
    record Event(String source, long atMillis, double value) {}

    private final Deque<Event> doses = new ArrayDeque<>();
    private final Deque<Event> pulses = new ArrayDeque<>();
    private final Deque<Event> steps = new ArrayDeque<>();
    private final Deque<Event> fingersticks = new ArrayDeque<>();
    private long sleptFrom = Long.MAX_VALUE;
    private long sleptUntil = Long.MIN_VALUE;

    void heard(Observation observation) {
        long at = observation.measuredAt().toEpochMilli();
        String source = observation.device().value();
        if (observation instanceof InsulinDose dose && dose.purpose() == InsulinDose.Purpose.BOLUS) {
            keep(doses, new Event(source, at, dose.units()), MOST_DOSES);
        } else if (observation instanceof HeartRate heart && heart.beatsPerMinute() > 0) {
            keepApart(pulses, new Event(source, at, heart.beatsPerMinute()));
        } else if (observation instanceof StepCount count) {
            keep(steps, new Event(source, at, count.steps()), MOST_STEPS);
        } else if (observation instanceof SleepEpisode sleep && sleep.endedAt().toEpochMilli() > sleptUntil) {
            sleptFrom = at;
            sleptUntil = sleep.endedAt().toEpochMilli();
        } else if (observation instanceof CapillaryGlucose stick && stick.bound() == Bound.EXACT) {
            keep(fingersticks, new Event(source, at, stick.mgPerDl()), MOST_STICKS);
        }
    }

    Iterable<Event> fingersticks() {
        return fingersticks;
    }

    /** {@return rapid insulin still to act, in IU; empty when nothing is known of any dose in six hours} */
    OptionalDouble insulinOnBoard(long atMillis) {
        double units = 0;
        boolean known = false;
        for (Event dose : doses) {
            double minutes = (atMillis - dose.atMillis) / 60_000.0;
            if (minutes >= 0 && minutes < InsulinAction.RAPID.actionMinutes()) {
                units += dose.value * InsulinAction.RAPID.onBoard(minutes);
                known = true;
            }
        }
        return known ? OptionalDouble.of(units) : OptionalDouble.empty();
    }

    /**
     * {@return 1 for somebody who lies still, -1 for somebody who is up, in between for mixed signs; empty when nothing tells}
     *
     * @param atMillis looked at are the 20 min before
     */
    OptionalDouble stillness(long atMillis) {
        if (sleptFrom <= atMillis && atMillis <= sleptUntil) {
            return OptionalDouble.of(1);
        }
        double sum = 0;
        int signs = 0;
        double walked = 0;
        boolean counted = false;
        for (Event count : steps) {
            if (count.atMillis > atMillis - STILL_MILLIS && count.atMillis <= atMillis) {
                walked += count.value;
                counted = true;
            }
        }
        if (counted) {
            sum += walked > STEPS_OF_SOMEBODY_UP ? -1 : walked < STEPS_OF_SOMEBODY_UP / 6.0 ? 1 : 0;
            signs++;
        }
        OptionalDouble pulse = pulseAgainstResting(atMillis);
        if (pulse.isPresent()) {
            double above = (pulse.getAsDouble() - 1) / (PULSE_OF_SOMEBODY_UP - 1);
            sum += Math.max(-1, Math.min(1, 1 - 2 * above));
            signs++;
        }
        return signs == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / signs);
    }

    /** The mean pulse of the last 20 min over the lowest tenth of the last hours. */
    private OptionalDouble pulseAgainstResting(long atMillis) {
        var all = new double[pulses.size()];
        int n = 0;
        double sum = 0;
        int recent = 0;
        for (Event pulse : pulses) {
            if (pulse.atMillis <= atMillis && pulse.atMillis > atMillis - RESTING_MILLIS) {
                all[n++] = pulse.value;
                if (pulse.atMillis > atMillis - STILL_MILLIS) {
                    sum += pulse.value;
                    recent++;
                }
            }
        }
        if (recent == 0 || n < 10) {
            return OptionalDouble.empty();
        }
        Arrays.sort(all, 0, n);
        return OptionalDouble.of(sum / recent / all[n / 10]);
    }

    /** A pulse a second would fill the room with minutes; one each half minute is enough to see somebody get up. */
    private static void keepApart(Deque<Event> pulses, Event pulse) {
        Event last = pulses.peekLast();
        if (last == null || pulse.atMillis - last.atMillis >= 30_000 || pulse.atMillis < last.atMillis - 60_000) {
            keep(pulses, pulse, MOST_PULSES);
        }
    }

    private static void keep(Deque<Event> events, Event event, int most) {
        if (events.contains(event)) {
            return;
        }
        if (events.size() >= most) {
            events.removeFirst();
        }
        events.addLast(event);
    }
}
