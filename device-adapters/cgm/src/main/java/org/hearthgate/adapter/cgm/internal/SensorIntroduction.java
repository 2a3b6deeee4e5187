package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.E2eCrc;
import org.hearthgate.api.ieee11073.FrameException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a sensor who it is and how it fares, value by value, and does not take a spoilt one for an answer. What a sensor need not have is
 * empty where it has not. One connection, one thread.
 */
final class SensorIntroduction {
    private static final Logger LOG = LoggerFactory.getLogger(SensorIntroduction.class);
    private static final int READS = 3;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(120);

    private final GattSession connection;
    private final Refusals refusals;
    private boolean checked;

    SensorIntroduction(GattSession connection, Refusals refusals) {
        this.connection = connection;
        this.refusals = refusals;
    }

    /** How a value is read. */
    private interface Reading<T> {
        T of(byte[] octets) throws FrameException;
    }

    /** How a value's check is found in it. */
    private interface Checked<T> {
        Check of(T value);
    }

    /** {@return whether the sensor's values carry an end-to-end check} */
    boolean checked() {
        return checked;
    }

    /** Subscribes where the sensor has it; {@return whether it has}. */
    boolean subscribe(UUID characteristic) throws GattException, InterruptedException {
        boolean there = connection.has(CgmUuid.SERVICE, characteristic);
        if (there) {
            connection.subscribe(CgmUuid.SERVICE, characteristic);
        }
        return there;
    }

    /** @throws GattException also when the sensor does not tell its status in a form that can be read */
    CgmStatus status() throws GattException, InterruptedException {
        for (int attempt = 0; attempt < READS; attempt++) {
            Optional<CgmStatus> status = value(CgmUuid.STATUS, CgmDecoder::status, CgmStatus::check);
            if (status.isPresent()) {
                return status.get();
            }
        }
        throw new GattException(
                GattException.Reason.PROTOCOL,
                "the sensor " + connection.address() + " does not tell how old its session is; put it nearer to the"
                        + " hub, and if that does not help put on a new one");
    }

    /** {@return model and serial number, as far as it tells} */
    String whoItIs() throws GattException, InterruptedException {
        return (text(CgmUuid.MODEL) + " " + text(CgmUuid.SERIAL_NUMBER)).strip();
    }

    private String text(UUID characteristic) throws GattException, InterruptedException {
        if (!connection.has(CgmUuid.INFORMATION, characteristic)) {
            return "";
        }
        try {
            String text = new String(
                    connection.read(CgmUuid.INFORMATION, characteristic), java.nio.charset.StandardCharsets.UTF_8);
            return text.replaceAll("\\p{Cntrl}", "").strip();
        } catch (GattException e) {
            return optional(e, "");
        }
    }

    void feature() throws GattException, InterruptedException {
        checked = false; // the feature value itself always has the place for a check
        checked = value(CgmUuid.FEATURE, CgmDecoder::feature, CgmFeature::check)
                .map(CgmFeature::checked)
                .orElse(false);
    }

    Optional<SessionStart> sessionStart() throws GattException, InterruptedException {
        return value(CgmUuid.SESSION_START, CgmDecoder::sessionStart, SessionStart::check);
    }

    OptionalInt runTimeHours() throws GattException, InterruptedException {
        Optional<RunTime> time = value(CgmUuid.RUN_TIME, CgmDecoder::runTime, RunTime::check);
        return time.map(RunTime::hours).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Tells the sensor the time if what it told is wrong by more than two minutes, or nothing. Never while the hub itself does not know. */
    void setClock(SessionStart told, SensorSession session, HubClock clock) throws GattException, InterruptedException {
        boolean right = told.instant()
                .filter(start -> Duration.between(start, session.start()).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .isPresent();
        if (right || !clock.trusted()) {
            return;
        }
        told.instant()
                .filter(start -> start.isAfter(clock.now().plus(CLOCK_TOLERANCE)))
                .ifPresent(start -> refusals.refuse(
                        "the session is said to begin in the future; the sensor was told the time", time(start)));
        try {
            byte[] now = time(clock.now());
            connection.write(CgmUuid.SERVICE, CgmUuid.SESSION_START, checked ? E2eCrc.append(now) : now);
        } catch (GattException e) {
            optional(e, "");
        }
    }

    private static byte[] time(Instant at) {
        LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return new byte[] {
            (byte) utc.getYear(),
            (byte) (utc.getYear() >>> 8),
            (byte) utc.getMonthValue(),
            (byte) utc.getDayOfMonth(),
            (byte) utc.getHour(),
            (byte) utc.getMinute(),
            (byte) utc.getSecond(),
            0, // zone: UTC
            0 // no daylight saving
        };
    }

    /** Asks for the interval between two values; the answer comes as a value of its own. */
    void askInterval() throws GattException, InterruptedException {
        byte[] question = {2};
        try {
            connection.write(CgmUuid.SERVICE, CgmUuid.OPS_CONTROL, checked ? E2eCrc.append(question) : question);
        } catch (GattException e) {
            optional(e, "");
        }
    }

    private <T> Optional<T> value(UUID characteristic, Reading<T> reading, Checked<T> check)
            throws GattException, InterruptedException {
        if (!connection.has(CgmUuid.SERVICE, characteristic)) {
            return Optional.empty();
        }
        byte[] octets;
        try {
            octets = connection.read(CgmUuid.SERVICE, characteristic);
        } catch (GattException e) {
            return optional(e, Optional.<T>empty());
        }
        try {
            T value = reading.of(octets);
            if (spoilt(check.of(value))) {
                refusals.refuse("wrong check (E2E-CRC)", octets);
                return Optional.empty();
            }
            return Optional.of(value);
        } catch (FrameException e) {
            refusals.refuse(e.getMessage(), octets);
            return Optional.empty();
        }
    }

    /** {@return whether a value with this check is not to be believed} */
    boolean spoilt(Check check) {
        return check == Check.MISMATCH || checked && check == Check.ABSENT;
    }

    /** A sensor may refuse what is not essential, but a lost link is lost. */
    private static <T> T optional(GattException refused, T without) throws GattException {
        switch (refused.reason()) {
            case REFUSED, NOT_FOUND, PROTOCOL -> LOG.debug("Not told by the sensor", refused);
            case LOST, UNPAIRED, SILENT, FLOODED, FORBIDDEN -> throw refused;
        }
        return without;
    }
}
