package org.hearthgate.ingest.internal.clock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One device's clock: what it shows against the hub's, and what its times mean. Confined to the pipeline's thread; a few dozen KiB.
 *
 * <p>Nothing is heard before it is measured, so the smallest delay of the last deliveries bounds how far the clock is ahead (a lower
 * envelope: slow deliveries cannot fool it). A clock ahead is proven by one reading and put right. A clock behind cannot be told from a
 * slow route, so nothing is ever taken for younger than its device says: what is old shall not look fresh. A correction is taken back once
 * {@link #PROOF} live readings in step show that the clock was set: it went back, or agrees with the hub's.
 */
final class OneClock {
    static final int PROOF = 3;
    private static final long TOLERANCE = Timeliness.TOLERANCE.toMillis();
    private static final long IN_STEP = Duration.ofSeconds(20).toMillis();
    private static final long SHORTEST_CADENCE = Duration.ofSeconds(45).toMillis();
    private static final long LONGEST_CADENCE = Duration.ofMinutes(16).toMillis();
    private static final long UNSEEN = Duration.ofHours(1).toMillis();
    private static final int SAMPLES = 32;
    private static final int RECENT = 512;
    private static final int MOST_PIECES = 64;

    private final List<Piece> pieces = new ArrayList<>();
    private final Deque<Long> lags = new ArrayDeque<>();
    private final Deque<Live> cadence = new ArrayDeque<>();
    private long newest = Long.MIN_VALUE;

    /** One device time means one instant, even while the clock's times repeat themselves. */
    private final Map<Long, Mapped> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Mapped> eldest) {
            return size() > RECENT;
        }
    };

    /** @param wentBack whether it told less than had been told before */
    private record Live(long device, long lag, long elapsed, boolean wentBack) {}

    /**
     * What a device time means.
     *
     * @param addMillis what is added to it
     * @param learned the piece that this very reading proved, to be kept in the record
     */
    record Mapped(long addMillis, Optional<Piece> learned) {}

    /** Takes up what the record holds, in the order in which it was learned; one that makes readings younger is not believed. */
    void restore(Piece piece) {
        if (piece.addMillis() <= 0) {
            add(piece);
        }
    }

    /** Takes up a reading that the record holds. */
    void restore(long device, long addMillis) {
        recent.put(device, new Mapped(addMillis, Optional.empty()));
        newest = Math.max(newest, device);
    }

    /** The hub's own clock was moved: what was seen by the old time proves nothing by the new one. */
    void forgetSamples() {
        lags.clear();
        cadence.clear();
    }

    /**
     * Maps a device time.
     *
     * @param device what the device's clock told, ms since 1970
     * @param received the hub's time at its arrival
     * @param elapsed the hub's running time then
     * @param learn whether the hub's clock may teach: it is trusted
     */
    Mapped map(long device, long received, long elapsed, boolean learn) {
        Mapped before = recent.get(device);
        if (before != null) {
            return before;
        }
        Optional<Piece> learned = learn ? learn(device, received, elapsed) : Optional.empty();
        learned.ifPresent(this::add);
        var mapped = new Mapped(correction(device), learned);
        recent.put(device, mapped);
        newest = Math.max(newest, device);
        return mapped;
    }

    private Optional<Piece> learn(long device, long received, long elapsed) {
        long lag = received - device;
        long left = lag - correction(device); // how old it would be on arrival
        if (left < -TOLERANCE) {
            cadence.clear();
            sample(lag);
            return Optional.of(new Piece(beginning(device), lag));
        }
        boolean wentBack = device < newest;
        boolean live = cadence.isEmpty() || follows(cadence.getLast(), device, lag, elapsed);
        if (!live) {
            cadence.clear();
        }
        if (!wentBack || live) {
            sample(lag);
        }
        cadence.add(new Live(device, lag, elapsed, wentBack));
        if (cadence.size() > PROOF) {
            cadence.removeFirst();
        }
        return cadence.size() == PROOF ? inStep(device, left) : Optional.empty();
    }

    private Optional<Piece> inStep(long device, long left) {
        long smallest = cadence.stream().mapToLong(Live::lag).min().orElseThrow();
        if (smallest + ahead().toMillis() > TOLERANCE) { // later than ever: what was seen before holds no more
            lags.clear();
            cadence.forEach(one -> lags.add(one.lag));
        }
        boolean agrees = Math.abs(smallest) <= TOLERANCE;
        boolean isSet = agrees || cadence.getFirst().wentBack;
        if (correction(device) == 0 || left <= TOLERANCE || !isSet) {
            return Optional.empty();
        }
        cadence.clear();
        return Optional.of(new Piece(device, agrees ? 0 : Math.min(0, smallest)));
    }

    private static boolean follows(Live last, long device, long lag, long elapsed) {
        long step = elapsed - last.elapsed;
        return step >= SHORTEST_CADENCE
                && step <= LONGEST_CADENCE
                && Math.abs(device - last.device - step) <= IN_STEP
                && Math.abs(lag - last.lag) <= IN_STEP;
    }

    private void sample(long lag) {
        lags.add(lag);
        if (lags.size() > SAMPLES) {
            lags.removeFirst();
        }
    }

    /** The clock was wrong before it was noticed: everything not heard yet belongs to the new piece. */
    private long beginning(long device) {
        if (newest == Long.MIN_VALUE) {
            return device - UNSEEN;
        }
        return newest < device ? Math.max(newest + 1, device - UNSEEN) : device;
    }

    private void add(Piece piece) {
        pieces.add(piece);
        if (pieces.size() > MOST_PIECES) {
            pieces.remove(0);
        }
    }

    /** The piece that was learned last counts where several cover a time. */
    private long correction(long device) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (pieces.get(i).fromMillis() <= device) {
                return pieces.get(i).addMillis();
            }
        }
        return 0;
    }

    int samples() {
        return lags.size();
    }

    /** {@return what is added to a time that this device tells now} */
    long correctionOf(long device) {
        Mapped before = recent.get(device);
        return before == null ? correction(device) : before.addMillis();
    }

    /** {@return how far it is ahead, by the delivery with the least delay} */
    Duration ahead() {
        return Duration.ofMillis(-lags.stream().mapToLong(Long::longValue).min().orElse(0));
    }

    boolean corrected() {
        return newest != Long.MIN_VALUE && correction(newest) != 0;
    }
}
