package org.hearthgate.ingest.internal.fusion;

import java.util.OptionalDouble;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.SkinConductance;
import org.hearthgate.api.observation.StepCount;

/** What is known of the body around the sensor: the newest heart rate, steps, skin temperature and conductance of the last minutes. */
final class Body {
    private static final long KEPT_FOR = 15 * 60_000L;
    private static final double SHORTEST_WALK_MINUTES = 1;

    private final Newest heart = new Newest();
    private final Newest steps = new Newest();
    private final Newest temperature = new Newest();
    private final Newest conductance = new Newest();

    private static final class Newest {
        private long at = Long.MIN_VALUE;
        private double value;

        void take(long when, double newer) {
            if (when >= at) {
                at = when;
                value = newer;
            }
        }

        OptionalDouble of(long now) {
            return at == Long.MIN_VALUE || now - at > KEPT_FOR ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /** Takes what is about the body; anything else is none of its business. */
    void take(Observation observation) {
        if (!observation.quality().mayAlarm()) {
            return;
        }
        long at = observation.measuredAt().toEpochMilli();
        if (observation instanceof HeartRate rate && rate.beatsPerMinute() > 0) {
            heart.take(at, rate.beatsPerMinute());
        } else if (observation instanceof StepCount walk) {
            double minutes = (at - walk.startedAt().toEpochMilli()) / 60_000.0;
            steps.take(at, walk.steps() / Math.max(minutes, SHORTEST_WALK_MINUTES));
        } else if (observation instanceof BodyTemperature skin) {
            temperature.take(at, skin.celsius());
        } else if (observation instanceof SkinConductance skin) {
            conductance.take(at, skin.microsiemens());
        }
    }

    OptionalDouble beatsPerMinute(long now) {
        return heart.of(now);
    }

    OptionalDouble stepsPerMinute(long now) {
        return steps.of(now);
    }

    OptionalDouble celsius(long now) {
        return temperature.of(now);
    }

    OptionalDouble microsiemens(long now) {
        return conductance.of(now);
    }
}
