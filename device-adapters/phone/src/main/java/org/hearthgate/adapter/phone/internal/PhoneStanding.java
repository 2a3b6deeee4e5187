package org.hearthgate.adapter.phone.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.DeviceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a phone and the sensors it tells of fare, in words, and the one line of the log when it goes or returns. Safe on every thread. */
final class PhoneStanding {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneStanding.class);
    private static final int MOST_SENSORS = 8;
    /** A sensor is stale by the hub's rules from here on. */
    private static final Duration STALE = Duration.ofMinutes(11);

    private final PhoneSettings settings;
    private final Map<DeviceId, Instant> newest = new LinkedHashMap<>();
    private Optional<Instant> heardAt = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private String remark = "";
    private boolean everAnswered;

    PhoneStanding(PhoneSettings settings) {
        this.settings = settings;
    }

    /**
     * It answered.
     *
     * @param readings times of the newest readings by device
     * @param note anything else that a parent should know; may be empty
     */
    synchronized void answered(Instant at, Map<DeviceId, Instant> readings, String note) {
        if (trouble.isPresent()) {
            LOG.info("{} answers again", settings.device());
        } else if (!everAnswered) {
            LOG.info("{} answers", settings.device());
        }
        everAnswered = true;
        trouble = Optional.empty();
        heardAt = Optional.of(at);
        remark = note;
        readings.forEach((device, measured) -> {
            newest.merge(device, measured, (one, other) -> one.isAfter(other) ? one : other);
            if (newest.size() > MOST_SENSORS) {
                newest.entrySet().stream()
                        .min(Map.Entry.comparingByValue())
                        .ifPresent(oldest -> newest.remove(oldest.getKey()));
            }
        });
    }

    /** It did not answer, or not as it should. */
    synchronized void failed(String reason) {
        if (trouble.isEmpty()) {
            LOG.warn("{} is lost: {}", settings.device(), reason);
        }
        trouble = Optional.of(reason);
    }

    /** Said again at the next look; replaces what was remarked at the last answer. */
    synchronized void remark(String note) {
        remark = note;
    }

    /** {@return the phone first, then each sensor that it names} */
    synchronized List<DeviceStatus> statuses(Instant now) {
        var statuses = new ArrayList<DeviceStatus>();
        DeviceStatus.State state = trouble.isPresent()
                ? DeviceStatus.State.LOST
                : heardAt.isPresent() ? DeviceStatus.State.HEARD : DeviceStatus.State.WAITING;
        statuses.add(new DeviceStatus(settings.device(), Optional.of(settings.person()), state, heardAt, why(now)));
        newest.forEach((device, measured) -> {
            if (!device.equals(settings.device())) {
                boolean stale = age(measured, now).compareTo(STALE) > 0;
                statuses.add(new DeviceStatus(
                        device,
                        Optional.of(settings.person()),
                        stale ? DeviceStatus.State.LOST : DeviceStatus.State.HEARD,
                        Optional.of(measured),
                        "Told of by " + settings.title() + "; its newest reading is " + minutes(age(measured, now))
                                + " old"));
            }
        });
        return statuses;
    }

    private String why(Instant now) {
        if (trouble.isPresent()) {
            return settings.title() + ": " + trouble.get();
        }
        if (heardAt.isEmpty()) {
            return settings.title() + " was not asked yet; it will be within seconds";
        }
        Optional<Instant> last = newest.values().stream().max(Instant::compareTo);
        String state = last.map(measured -> {
                    Duration age = age(measured, now);
                    return age.compareTo(STALE) > 0
                            ? settings.title() + " answers, but its newest reading is " + minutes(age)
                                    + " old: look at the sensor and at the app on the phone"
                            : settings.title() + " answers; its newest reading is " + minutes(age) + " old";
                })
                .orElse(
                        settings.title()
                                + " answers, but has no reading to tell: is a sensor running, and does the app keep its readings?");
        return remark.isEmpty() ? state : state + ". " + remark;
    }

    private static Duration age(Instant measured, Instant now) {
        Duration age = Duration.between(measured, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static String minutes(Duration age) {
        return age.toMinutes() < 120 ? age.toMinutes() + " min" : age.toHours() + " h";
    }
}
