package org.hearthgate.adapter.vitals.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattUuid;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.Observation;

/**
 * The conversation with an oximeter: its stored spot checks first, then what it measures now. Worn over night it is kept connected and
 * its stream is thinned.
 */
final class OximeterDialogue implements GattDialogue {
    static final UUID SERVICE = GattUuid.of(0x1822);

    private static final UUID SPOT_CHECK = GattUuid.of(0x2A5E);
    private static final UUID CONTINUOUS = GattUuid.of(0x2A5F);
    private static final UUID FEATURES = GattUuid.of(0x2A60);
    private static final UUID RECORD_ACCESS = GattUuid.of(0x2A52);
    /** Report stored records, all of them; a PLX device knows no other selection. */
    private static final byte[] REPORT_ALL = {0x01, 0x01};

    private static final byte[] REPORTED = {0x06, 0x00, 0x01, 0x01};
    private static final byte[] NONE_STORED = {0x06, 0x00, 0x01, 0x06};
    private static final Duration UNTIL_ANSWER = Duration.ofSeconds(10);
    private static final int MOST_STORED = 10_000;
    private static final int BATCH = 500;

    private final DeviceLine line;
    private final boolean worn;
    private final boolean bonded;
    private final Duration listenFor;
    private final SpotCheckIntake spotChecks;
    private final SaturationWindow window;
    private volatile Optional<String> note = Optional.empty();

    /**
     * @param worn whether it is kept connected for its stream
     * @param every how long a stretch of the stream makes one observation
     */
    OximeterDialogue(DeviceLine line, boolean worn, boolean bonded, Duration listenFor, Duration every) {
        this.line = line;
        this.worn = worn;
        this.bonded = bonded;
        this.listenFor = worn ? every : listenFor;
        spotChecks = new SpotCheckIntake(line);
        window = new SaturationWindow(line, every);
    }

    @Override
    public String name() {
        return "oximeter";
    }

    @Override
    public Reach reach() {
        return worn ? Reach.KEEP : Reach.WHEN_HEARD;
    }

    @Override
    public boolean bonded() {
        return bonded;
    }

    /** {@return what the installer should know; empty when all is well} */
    Optional<String> note() {
        return note;
    }

    @Override
    public void converse(GattSession session) throws GattException, InterruptedException {
        boolean spots = session.has(SERVICE, SPOT_CHECK);
        boolean streams = session.has(SERVICE, CONTINUOUS);
        if (!spots && !streams) {
            throw new GattException(
                    GattException.Reason.NOT_FOUND,
                    "the device has neither spot checks (2A5E) nor a stream (2A5F); it is no oximeter this hub knows");
        }
        line.setClock(session);
        if (spots) {
            session.subscribe(SERVICE, SPOT_CHECK);
            note = askForStored(session);
        }
        if (streams && (worn || !spots)) {
            session.subscribe(SERVICE, CONTINUOUS);
        }
        try {
            listen(session);
        } finally {
            window.close();
        }
    }

    /** A worn oximeter that pauses is not hung up on: the finger is out for a moment. Three empty waits end it. */
    private void listen(GattSession session) throws GattException, InterruptedException {
        int silent = 0;
        while (silent < (worn ? 3 : 1)) {
            Optional<GattValue> value = session.next(listenFor);
            if (value.isEmpty()) {
                silent++;
                window.close();
            } else if (value.get().characteristic().equals(CONTINUOUS)) {
                silent = 0;
                window.take(value.get());
            } else if (value.get().characteristic().equals(SPOT_CHECK)) {
                silent = 0;
                line.keep(spotChecks.read(value.get(), false));
            }
        }
    }

    private Optional<String> askForStored(GattSession session) throws GattException, InterruptedException {
        if (!session.has(SERVICE, RECORD_ACCESS) || !stores(session)) {
            return Optional.empty();
        }
        try {
            session.subscribe(SERVICE, RECORD_ACCESS);
            session.write(SERVICE, RECORD_ACCESS, REPORT_ALL);
        } catch (GattException e) {
            if (e.reason() == GattException.Reason.LOST) {
                throw e;
            }
            return Optional.of("The oximeter keeps its stored spot checks back");
        }
        var batch = new ArrayList<Observation>();
        try {
            for (int values = 0; values < MOST_STORED; values++) {
                Optional<GattValue> value = session.next(UNTIL_ANSWER);
                if (value.isEmpty()) {
                    return Optional.of("The oximeter stopped in the middle of its stored spot checks");
                }
                if (value.get().characteristic().equals(RECORD_ACCESS)) {
                    byte[] answer = value.get().octets();
                    return Arrays.equals(answer, REPORTED) || Arrays.equals(answer, NONE_STORED)
                            ? Optional.empty()
                            : Optional.of("The oximeter could not tell its stored spot checks");
                }
                if (value.get().characteristic().equals(SPOT_CHECK)) {
                    batch.addAll(spotChecks.read(value.get(), true));
                }
                if (batch.size() >= BATCH) {
                    line.keep(List.copyOf(batch));
                    batch.clear();
                }
            }
            return Optional.of("The oximeter told " + MOST_STORED + " stored spot checks and did not end");
        } finally {
            line.keep(batch);
        }
    }

    private static boolean stores(GattSession session) throws GattException, InterruptedException {
        if (!session.has(SERVICE, FEATURES)) {
            return true;
        }
        try {
            return OximeterDecoder.storesSpotChecks(session.read(SERVICE, FEATURES));
        } catch (FrameException e) {
            return true;
        }
    }
}
