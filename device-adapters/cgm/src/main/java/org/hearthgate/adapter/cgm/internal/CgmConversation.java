package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.gatt.RecordAccess;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;

/**
 * One connection to a sensor, in the order that a real Accu-Chek SmartGuide answers to: listen first, then ask how old the session is, who
 * it is, what time it believes, how long it lives, how often it measures; then take values as they come, and fill gaps while none come.
 */
final class CgmConversation {
    private static final Duration AHEAD = Duration.ofMinutes(2);
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration STATUS_EVERY = Duration.ofHours(1);
    private static final Duration STATUS_AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final int SILENT_INTERVALS = 3;
    private static final int LIVE_MINUTES = 3;
    private static final int BATCH = 100;
    private static final int MOST_FILLED = 2_000;
    private static final int MOST_UNASKED_A_MINUTE = 600;
    private static final int MOST_ASKED = 50_000;

    private final CgmDialogue dialogue;
    private final GattSession connection;
    private final HubClock clock;
    private final CgmSettings settings;
    private final SensorIntroduction sensor;
    private final List<Observation> filled = new ArrayList<>();
    private final Map<Integer, Object> unasked = new HashMap<>();
    private SensorSession session;
    private Backfill backfill;
    private CgmStatus status;
    private Duration statusAt;
    private OptionalInt runTimeHours = OptionalInt.empty();
    private int intervalMinutes;
    private boolean intervalKnown;
    private boolean canBackfill;
    private Duration begunAt;
    private Duration valueAt;
    private Duration minute = Duration.ZERO;
    private int inMinute;
    private int asked;

    CgmConversation(CgmDialogue dialogue, GattSession connection) {
        this.dialogue = dialogue;
        this.connection = connection;
        clock = dialogue.clock();
        settings = dialogue.settings();
        sensor = new SensorIntroduction(connection, dialogue.refusals());
        intervalMinutes = (int) settings.interval().toMinutes();
    }

    /** Talks until the sensor has nothing to say for too long, or tells a time that cannot be. */
    void hold() throws GattException, InterruptedException {
        begunAt = clock.elapsed();
        valueAt = begunAt;
        try {
            introduce();
            while (!silentForTooLong()) {
                Optional<GattValue> value = connection.next(patience());
                dialogue.outbox().push();
                if (!backfill.running()) {
                    flush();
                }
                if (value.isPresent()) {
                    handle(value.get());
                } else {
                    ask();
                }
                if (backfill.silent()) {
                    flush();
                    write(RecordAccess.abort());
                }
            }
        } catch (SensorTimeException e) {
            dialogue.remark(settings.called() + " was hung up on: " + e.getMessage()
                    + ". Its values are taken again when it keeps to one time; if it does not, put on a new one");
        }
    }

    private void introduce() throws GattException, InterruptedException, SensorTimeException {
        connection.subscribe(CgmUuid.SERVICE, CgmUuid.MEASUREMENT);
        canBackfill = sensor.subscribe(CgmUuid.RECORD_ACCESS);
        boolean asksInterval = sensor.subscribe(CgmUuid.OPS_CONTROL);
        CgmStatus first = sensor.status();
        sensor.whoItIs();
        sensor.feature();
        Optional<SessionStart> told = sensor.sessionStart();
        enter(first, told.flatMap(SessionStart::instant));
        if (told.isPresent()) {
            sensor.setClock(told.get(), session, clock);
        }
        runTimeHours = sensor.runTimeHours();
        tell();
        if (asksInterval) {
            sensor.askInterval();
        }
        intervalKnown = !asksInterval;
    }

    private void enter(CgmStatus now, Optional<Instant> told) throws SensorTimeException {
        status = now;
        statusAt = clock.elapsed();
        SensorSession found;
        try {
            found = dialogue.book().at(now.offsetMinutes(), told);
        } catch (SensorTimeException e) {
            dialogue.refusals()
                    .refuse(e.getMessage(), new byte[] {(byte) now.offsetMinutes(), (byte) (now.offsetMinutes() >>> 8)
                    });
            throw e;
        }
        if (found != session) {
            flush();
            filled.clear();
            session = dialogue.enter(found);
            backfill = new Backfill(clock, settings.backfill());
            unasked.clear();
        }
    }

    private void tell() {
        var now = new CgmStatus(session.age(), status.said(), status.check());
        dialogue.outbox().live(dialogue.events().of(now, session, runTimeHours));
        if (SessionEvents.over(now, runTimeHours)) {
            dialogue.remark(settings.called() + " has ended its session: put on a new sensor");
        } else if (session.age() < settings.warmUpMinutes()) {
            dialogue.remark(
                    settings.called() + " warms up for " + (settings.warmUpMinutes() - session.age()) + " min more");
        }
    }

    private void lookAgain() throws GattException, InterruptedException, SensorTimeException {
        enter(sensor.status(), session.told());
        tell();
    }

    private Duration patience() {
        boolean something = !dialogue.outbox().idle() || canBackfill && backfill.wanted(session, intervalMinutes);
        return something ? SOON : IDLE;
    }

    /** Nothing is queued: the time to ask for what is missing. */
    private void ask() throws GattException, InterruptedException, SensorTimeException {
        if (sinceBegun().compareTo(IDLE) < 0 && !intervalKnown) {
            return; // the answer is on its way, and what is a gap depends on it
        }
        if (clock.elapsed().minus(statusAt).compareTo(STATUS_EVERY) > 0) {
            lookAgain();
        }
        if (!canBackfill || !dialogue.outbox().idle() || !filled.isEmpty()) {
            return;
        }
        Optional<byte[]> question = backfill.begin(session, intervalMinutes);
        if (question.isPresent()) {
            asked = 0;
            if (!write(question.get())) {
                backfill.refused();
            }
        }
    }

    private Duration sinceBegun() {
        return clock.elapsed().minus(begunAt);
    }

    private boolean write(byte[] question) throws GattException, InterruptedException {
        try {
            connection.write(CgmUuid.SERVICE, CgmUuid.RECORD_ACCESS, question);
            return true;
        } catch (GattException e) {
            if (e.reason() != GattException.Reason.REFUSED) {
                throw e;
            }
            return false;
        }
    }

    private boolean silentForTooLong() throws GattException, InterruptedException, SensorTimeException {
        Duration silence = clock.elapsed().minus(valueAt);
        if (silence.compareTo(Duration.ofMinutes((long) SILENT_INTERVALS * intervalMinutes)) < 0
                || backfill.running()
                || session.age() < settings.warmUpMinutes()) {
            return false;
        }
        boolean explained = dialogue.remark().isPresent();
        lookAgain();
        if (!explained && dialogue.remark().isEmpty()) {
            dialogue.remark(settings.called() + " was connected and sent nothing for " + silence.toMinutes()
                    + " min; it is connected anew. If that does not help, put it nearer to the hub");
        }
        return true;
    }

    private void handle(GattValue value) throws GattException, InterruptedException, SensorTimeException {
        UUID from = value.characteristic();
        if (from.equals(CgmUuid.MEASUREMENT)) {
            bound();
            measured(value);
        } else if (from.equals(CgmUuid.RECORD_ACCESS)) {
            answered(value.octets());
        } else if (from.equals(CgmUuid.OPS_CONTROL)) {
            controlled(value.octets());
        }
    }

    private void bound() throws GattException {
        if (clock.elapsed().minus(minute).compareTo(Duration.ofMinutes(1)) > 0) {
            minute = clock.elapsed();
            inMinute = 0;
        }
        boolean toMany = backfill.running() ? ++asked > MOST_ASKED : ++inMinute > MOST_UNASKED_A_MINUTE;
        if (toMany) {
            throw new GattException(
                    GattException.Reason.FLOODED,
                    "the sensor " + connection.address()
                            + " sends more than any sensor measures; it is connected anew");
        }
    }

    private void measured(GattValue value) throws GattException, InterruptedException, SensorTimeException {
        CgmFrame frame = CgmDecoder.measurements(value.octets(), settings.order());
        frame.fault().ifPresent(fault -> {
            dialogue.refusals().refuse(fault, value.octets());
            backfill.spoilt();
        });
        backfill.heard();
        for (CgmMeasurement measurement : frame.records()) {
            if (sensor.spoilt(measurement.check())) {
                dialogue.refusals()
                        .refuse("wrong check (E2E-CRC)", measurement.raw().octets());
                backfill.spoilt();
            } else {
                place(measurement, value.receivedAt());
            }
        }
        if (!backfill.running() || filled.size() >= BATCH) {
            flush();
        }
    }

    private void place(CgmMeasurement measurement, Instant receivedAt)
            throws GattException, InterruptedException, SensorTimeException {
        int offset = measurement.offsetMinutes();
        boolean ahead = session.ahead(offset).compareTo(AHEAD) > 0;
        boolean behind = !backfill.running()
                && session.age() - offset > SessionBook.SAME_SESSION.toMinutes()
                && !measurement.raw().equals(unasked.get(offset));
        if ((ahead || behind) && clock.elapsed().minus(statusAt).compareTo(STATUS_AT_MOST_EVERY) >= 0) {
            lookAgain(); // perhaps it is another session by now
        }
        if (session.ahead(offset).compareTo(AHEAD) > 0) {
            String reason = "its time is " + session.ahead(offset).toMinutes() + " min ahead of the session's";
            dialogue.refusals().refuse(reason, measurement.raw().octets());
            dialogue.remark(settings.called() + " sends values from the future: " + reason);
            return;
        }
        if (contradicts(measurement)) {
            dialogue.refusals()
                    .refuse(
                            "another value for a minute that had one",
                            measurement.raw().octets());
            dialogue.remark(settings.called() + " sends several values for one minute: its clock stands still");
            return;
        }
        take(measurement, receivedAt);
    }

    /** A sensor whose clock stands still would otherwise look like one that repeats itself. */
    private boolean contradicts(CgmMeasurement measurement) {
        if (backfill.running()) {
            return false;
        }
        Object before = unasked.putIfAbsent(measurement.offsetMinutes(), measurement.raw());
        return before != null && !before.equals(measurement.raw());
    }

    private void take(CgmMeasurement measurement, Instant receivedAt)
            throws GattException, InterruptedException, SensorTimeException {
        int offset = measurement.offsetMinutes();
        boolean live = session.age() - offset <= LIVE_MINUTES;
        if (live) {
            valueAt = clock.elapsed();
            session.heard(offset);
        }
        if (!session.isDealtWith(offset)) {
            try {
                GlucoseReading reading = SensorReading.of(measurement, session, settings, receivedAt, clock.trusted());
                if (live) {
                    dialogue.outbox().live(List.of(reading));
                } else {
                    filled.add(reading);
                }
            } catch (FrameException e) {
                dialogue.refusals().refuse(e.getMessage(), measurement.raw().octets());
                session.dealtWith(offset);
            }
        }
        if (live) {
            dialogue.unremarkable();
            follow(measurement);
        }
    }

    /** Where the status octets of a value say something new, the status itself is asked: its order is sure. */
    private void follow(CgmMeasurement measurement) throws GattException, InterruptedException, SensorTimeException {
        boolean news =
                measurement.said().isPresent() && !measurement.said().get().equals(status.said());
        if (news && clock.elapsed().minus(statusAt).compareTo(STATUS_AT_MOST_EVERY) >= 0) {
            lookAgain();
        } else {
            tell();
        }
    }

    private void answered(byte[] octets) {
        flush();
        try {
            RecordAccess.parse(octets).outcomeOf(RecordAccess.Operation.REPORT).ifPresent(backfill::ended);
        } catch (FrameException e) {
            dialogue.refusals().refuse(e.getMessage(), octets);
        }
        if (!backfill.possible()) {
            dialogue.remark(settings.called() + " does not give what it measured while the link was lost");
        }
    }

    private void controlled(byte[] octets) {
        intervalKnown = true;
        try {
            OpsControl control = CgmDecoder.opsControl(octets);
            if (sensor.spoilt(control.check())) {
                dialogue.refusals().refuse("wrong check (E2E-CRC)", octets);
            } else if (control.operand() instanceof OpsControl.Operand.Interval interval
                    && interval.minutes() >= 1
                    && interval.minutes() <= 60) {
                intervalMinutes = interval.minutes();
            }
        } catch (FrameException e) {
            dialogue.refusals().refuse(e.getMessage(), octets);
        }
    }

    /** Gives on what was filled in. What the sink does not take yet is kept for a while, and then asked for again. */
    private void flush() {
        if (filled.isEmpty()) {
            return;
        }
        if (dialogue.outbox().backfill(filled)) {
            filled.clear();
        } else if (filled.size() >= MOST_FILLED) {
            backfill.spoilt();
            filled.clear();
        }
    }
}
