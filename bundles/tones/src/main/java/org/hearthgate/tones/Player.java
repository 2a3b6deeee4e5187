package org.hearthgate.tones;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.alert.Priority;

/**
 * Keeps an alarm sounding until it is told to stop, on a thread of its own. Never more than {@value #AHEAD_MILLIS} ms are handed over before
 * they are heard, so that silence comes soon after it was asked for. Between alarms the card stays open and is given some silence from time
 * to time: one that was pulled out is noticed before the night needs it.
 */
public final class Player implements AutoCloseable {
    private static final int CHUNK_MILLIS = 40;
    private static final int AHEAD_MILLIS = 200;
    /** Longer than any buffer on the way holds back. */
    private static final int TAIL_MILLIS = 240;

    private static final int FADE_SAMPLES = Synthesis.RATE / 200;
    private static final Duration RETRY_WHILE_SOUNDING = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Made once and never heard, so that the first alarm of the night finds everything loaded. */
    private static final Alarm WARM_UP = new Alarm("warm-up", Priority.HIGH, 0, 0, 0);

    /**
     * How it stands with the way to be heard.
     *
     * @param open what it sounds with; empty while nothing works
     * @param trouble why the newest try failed; empty while it works, and before the first try
     * @param everWorked whether anything ever did since the start
     */
    public record State(Optional<String> open, Optional<String> trouble, boolean everWorked) {}

    private final String name;
    private final SpeakerOpener opener;
    private final Duration retryWhileSounding;
    private final Duration lookWhileIdle;
    private final Duration patience;
    private final Wishes wishes = new Wishes();
    private final AtomicInteger hanging = new AtomicInteger();
    private final Thread thread;
    private volatile State state = new State(Optional.empty(), Optional.empty(), false);

    // of the player's thread alone
    private Optional<DeviceThread> device = Optional.empty();
    private Optional<Alarm> playing = Optional.empty();
    private long soundingSince;
    private int bursts;
    private long paceSince;
    private long paceMillis;

    /**
     * Begins at once to look for a way to be heard.
     *
     * @param name of its threads
     * @param lookWhileIdle how often an open card is tried, and a missing one looked for, while nothing is to sound
     */
    public Player(String name, SpeakerOpener opener, Duration lookWhileIdle) {
        this(name, opener, RETRY_WHILE_SOUNDING, lookWhileIdle, PATIENCE);
    }

    Player(String name, SpeakerOpener opener, Duration retryWhileSounding, Duration lookWhileIdle, Duration patience) {
        this.name = requireNonNull(name, "name");
        this.opener = requireNonNull(opener, "opener");
        this.retryWhileSounding = retryWhileSounding;
        this.lookWhileIdle = lookWhileIdle;
        this.patience = patience;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * From now on this sounds, in the place of what sounded before.
     *
     * @return how long it took from this call until the card had taken its first part; fails with what is wrong, and goes on trying
     */
    public CompletableFuture<Duration> sound(Alarm alarm) {
        return wishes.alarm(alarm);
    }

    /**
     * Sounds one burst unless an alarm is sounding, which then stands for it.
     *
     * @return as {@link #sound}
     */
    public CompletableFuture<Duration> soundOnce(Alarm alarm) {
        return wishes.test(alarm);
    }

    /** Nothing sounds any more, within some tenths of a second. */
    public void silence() {
        wishes.nothing();
    }

    /** {@return how it stands; any thread, at once} */
    public State state() {
        return state;
    }

    private void run() {
        try {
            while (!wishes.closed()) {
                try {
                    turn(device.isPresent() ? device.get() : open());
                } catch (IOException e) {
                    failed(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the thread ends
        } finally {
            device.ifPresent(DeviceThread::close);
        }
    }

    private DeviceThread open() throws IOException, InterruptedException {
        var opened = new DeviceThread(name + "-card", patience, hanging);
        try {
            opened.open(opener);
            opened.write(Synthesis.silence(CHUNK_MILLIS));
        } catch (IOException | InterruptedException e) {
            opened.close();
            throw e;
        }
        device = Optional.of(opened);
        paceSince = System.nanoTime();
        paceMillis = 0;
        state = new State(Optional.of(opened.speaker()), Optional.empty(), true);
        WARM_UP.burst(0, Duration.ZERO);
        return opened;
    }

    private void failed(IOException e) throws InterruptedException {
        device.ifPresent(DeviceThread::close);
        device = Optional.empty();
        state = new State(Optional.empty(), Optional.of(String.valueOf(e.getMessage())), state.everWorked());
        Wishes.Job job = wishes.failed(e);
        Duration pause = job.alarm().isPresent() ? retryWhileSounding : lookWhileIdle;
        wishes.unchangedFor(pause.toNanos(), job.version());
    }

    private void turn(DeviceThread card) throws IOException, InterruptedException {
        Wishes.Job job = wishes.next();
        if (job.alarm().isEmpty()) {
            playing = Optional.empty();
            if (wishes.unchangedFor(lookWhileIdle.toNanos(), job.version())) {
                card.write(Synthesis.silence(TAIL_MILLIS));
            }
            return;
        }
        Alarm alarm = job.alarm().get();
        if (playing.isEmpty() || !playing.get().id().equals(alarm.id())) {
            soundingSince = System.nanoTime();
            bursts = 0;
        }
        playing = job.alarm();
        boolean whole = burst(card, job, alarm);
        Optional<Duration> rest = job.test() ? Optional.empty() : alarm.rest();
        if (whole && rest.isPresent()) {
            whole = rest(card, job, rest.get());
        }
        if (rest.isEmpty()) {
            wishes.said(alarm);
        }
        if (!whole || rest.isEmpty()) {
            card.write(Synthesis.silence(TAIL_MILLIS));
            paceMillis += TAIL_MILLIS;
        }
    }

    /** {@return whether all of it was handed over; else the end of what was fades, so that it does not click} */
    private boolean burst(DeviceThread card, Wishes.Job job, Alarm alarm) throws IOException, InterruptedException {
        Rendering burst = alarm.rendering(bursts, Duration.ofNanos(System.nanoTime() - soundingSince));
        bursts++;
        int chunk = CHUNK_MILLIS * Synthesis.OCTETS_A_MILLI;
        for (int from = 0; from < burst.octets(); from += chunk) {
            if (!wishes.isCurrent(job)) {
                card.write(faded(burst.part(from, FADE_SAMPLES * 2)));
                return false;
            }
            card.write(burst.part(from, chunk));
            job.begun();
            keepPace(job);
        }
        return true;
    }

    private static byte[] faded(byte[] end) {
        int samples = end.length / 2;
        for (int i = 0; i < samples; i++) {
            int value = (short) ((end[2 * i] & 0xff) | (end[2 * i + 1] << 8)) * (samples - 1 - i) / samples;
            end[2 * i] = (byte) value;
            end[2 * i + 1] = (byte) (value >> 8);
        }
        return end;
    }

    /** The rest is handed over too, as silence: a card that is pulled out between two bursts is noticed then. */
    private boolean rest(DeviceThread card, Wishes.Job job, Duration rest) throws IOException, InterruptedException {
        byte[] nothing = Synthesis.silence(CHUNK_MILLIS);
        for (long left = rest.toMillis(); left > 0; left -= CHUNK_MILLIS) {
            if (!wishes.isCurrent(job)) {
                return false;
            }
            card.write(nothing);
            keepPace(job);
        }
        return true;
    }

    /** Waits while more was handed over than may be heard later; after a gap the count begins anew. */
    private void keepPace(Wishes.Job job) throws InterruptedException {
        long now = System.nanoTime();
        long elapsed = TimeUnit.NANOSECONDS.toMillis(now - paceSince);
        if (paceMillis < elapsed) {
            paceSince = now;
            paceMillis = 0;
            elapsed = 0;
        }
        paceMillis += CHUNK_MILLIS;
        wishes.unchangedFor(TimeUnit.MILLISECONDS.toNanos(paceMillis - elapsed - AHEAD_MILLIS), job.version());
    }

    /** Ends what sounds; waits for no card that hangs. */
    @Override
    public void close() {
        wishes.close();
        try {
            thread.join(PATIENCE.toMillis() + 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
