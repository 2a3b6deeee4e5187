package org.hearthgate.ingest.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;

/**
 * Whose clock is so far ahead that its readings are refused at the door, so that the silence that follows has a name: in the record for the
 * rule that calls, and in the hub's health. Safe on every thread.
 */
public final class RefusedAhead {
    private static final Duration TELL_EVERY = Duration.ofMinutes(10);
    private static final Duration REMEMBERED = Duration.ofMinutes(30);
    private static final int MOST_DEVICES = 64;

    private final HubClock clock;
    private final Map<DeviceId, Latest> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Latest> eldest) {
            return size() > MOST_DEVICES;
        }
    };

    private record Latest(Duration ahead, Duration at, Duration toldAt) {}

    public RefusedAhead(HubClock clock) {
        this.clock = clock;
    }

    /** {@return what goes into the record about it; not for each reading} */
    public synchronized Optional<DeviceEvent> refused(Observation observation) {
        Instant now = clock.now();
        Duration elapsed = clock.elapsed();
        Duration ahead = Duration.between(now, observation.measuredAt());
        Optional<Latest> before = Optional.ofNullable(latest.get(observation.device()));
        boolean told = before.filter(known -> elapsed.minus(known.toldAt()).compareTo(TELL_EVERY) < 0)
                .isPresent();
        boolean tell = observation instanceof GlucoseReading && !told; // only its silence is an alarm
        Duration toldAt = tell ? elapsed : before.map(Latest::toldAt).orElse(elapsed.minus(TELL_EVERY));
        latest.put(observation.device(), new Latest(ahead, elapsed, toldAt));
        return tell ? Optional.of(event(observation, now, ahead)) : Optional.empty();
    }

    private static DeviceEvent event(Observation refused, Instant now, Duration ahead) {
        return new DeviceEvent(
                Origin.of(refused.person(), refused.device(), now, now, Provenance.of(ClockStage.ADAPTER)),
                DeviceEvent.Event.CLOCK_CHANGED,
                String.format(
                        Locale.ROOT,
                        DeviceEvent.REFUSED_AHEAD_SECONDS + "%d; its readings are refused until its clock is set",
                        ahead.toSeconds()));
    }

    /** {@return what the family can do about the worst of them} */
    public synchronized Optional<String> complaint() {
        Duration elapsed = clock.elapsed();
        return latest.entrySet().stream()
                .filter(entry -> elapsed.minus(entry.getValue().at()).compareTo(REMEMBERED) < 0)
                .max(Comparator.comparing(entry -> entry.getValue().ahead()))
                .map(worst -> "the clock of device " + worst.getKey() + " is "
                        + worst.getValue().ahead().toMinutes()
                        + " min ahead and its readings are refused: set its date, time and time zone");
    }
}
