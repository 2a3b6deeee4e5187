package org.hearthgate.adapter.coap.internal.observe;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Keeps one resource under observation for as long as the hub runs: registers, takes only what is new, registers again when nothing came
 * for as long as the last word was fresh, and pauses ever longer while the sensor is away. Time is the hub's elapsed time, and passes by
 * {@link #tick}. Safe on every thread; calls its line and its listener while it is locked, both return at once.
 */
public final class Watch {
    /** Nobody answers slower and means it: four transmissions of RFC 7252 take 45 s. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** More notifications in {@link #FLOOD_SPAN} are a flood. */
    static final int MOST_NOTICES = 60;

    static final Duration FLOOD_SPAN = Duration.ofSeconds(10);
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(10);
    private static final int STEEPEST = 12;

    private final Line line;
    private final Duration refresh;
    private final RandomGenerator random;
    private final Consumer<Notice> listener;
    private final Consumer<State> told;
    private final Sequence sequence = new Sequence();

    private State state = State.STARTING;
    private boolean asked;
    private boolean justAsked;
    private boolean underObservation;
    private Duration dueAt = Duration.ZERO;
    private int failures;
    private Duration spanFrom = Duration.ZERO;
    private int noticesInSpan;
    private long overtaken;
    private Optional<String> trouble = Optional.empty();

    /** How it stands. */
    public enum State {
        /** Nothing came yet. */
        STARTING,
        /** The sensor tells by itself. */
        OBSERVING,
        /** The sensor answers, but does not observe: it is asked again and again. */
        POLLING,
        /** It does not answer, refuses or floods. */
        AWAY,
        CLOSED
    }

    /**
     * @param refresh the longest time without a word before the sensor is asked again, whatever freshness it claims: a sensor that was
     *     switched off and on knows nothing of us
     * @param random for jitter
     * @param listener takes what is new
     * @param told hears of each change of state, once
     */
    public Watch(Line line, Duration refresh, RandomGenerator random, Consumer<Notice> listener, Consumer<State> told) {
        this.line = line;
        this.refresh = refresh;
        this.random = random;
        this.listener = listener;
        this.told = told;
    }

    /** Does what is due; each second or so. */
    public synchronized void tick(Duration now) {
        if (state == State.CLOSED || now.compareTo(dueAt) < 0) {
            return;
        }
        if (asked) {
            failed("it does not answer; check its power, its address and, over coaps, its key", now);
            return;
        }
        asked = true;
        dueAt = now.plus(PATIENCE);
        line.register();
    }

    /** The sensor answered a registration. */
    public synchronized void answered(Notice notice, Duration now) {
        if (state == State.CLOSED || !asked) {
            return;
        }
        asked = false;
        failures = 0;
        trouble = Optional.empty();
        underObservation = notice.number().isPresent();
        if (underObservation) {
            sequence.restart(notice.number().getAsInt(), now);
            dueAt = staleAt(notice, now);
        } else {
            Duration pause = notice.maxAge().compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : notice.maxAge();
            dueAt = now.plus(pause.compareTo(refresh) < 0 ? pause : refresh);
        }
        become(underObservation ? State.OBSERVING : State.POLLING);
        justAsked = true;
        listener.accept(notice);
        justAsked = false;
    }

    /** The sensor told something by itself. */
    public synchronized void notified(Notice notice, Duration now) {
        if (state == State.CLOSED || !underObservation || flooded(now)) {
            return;
        }
        if (notice.number().isEmpty()) { // a last word: RFC 7641, section 3.2
            underObservation = false;
            asked = false;
            dueAt = now;
            listener.accept(notice);
        } else if (sequence.isNew(notice.number().getAsInt(), now)) {
            if (!asked) {
                dueAt = staleAt(notice, now);
            }
            listener.accept(notice);
        } else {
            overtaken++;
        }
    }

    private boolean flooded(Duration now) {
        if (now.minus(spanFrom).compareTo(FLOOD_SPAN) >= 0) {
            spanFrom = now;
            noticesInSpan = 0;
        }
        if (++noticesInSpan <= MOST_NOTICES) {
            return false;
        }
        failures = STEEPEST;
        failed(
                "it sends more than " + MOST_NOTICES + " times in " + FLOOD_SPAN.toSeconds()
                        + " s; it is left alone for some minutes; slow it down",
                now);
        return true;
    }

    /** It cannot be reached, or refused. */
    public synchronized void failed(String why, Duration now) {
        if (state == State.CLOSED) {
            return;
        }
        line.cancel();
        asked = false;
        underObservation = false;
        trouble = Optional.of(why);
        long steps = 1L << Math.min(failures, STEEPEST);
        failures = Math.min(failures + 1, STEEPEST);
        Duration pause = FIRST_PAUSE.multipliedBy(steps);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        dueAt = now.plusMillis((long) (pause.toMillis() * (0.75 + random.nextDouble() / 2)));
        become(State.AWAY);
    }

    /** A notification is expected before its Max-Age is over; a random 5 to 15 s later it is asked for (RFC 7641, section 3.3.1). */
    private Duration staleAt(Notice notice, Duration now) {
        Duration age = notice.maxAge().compareTo(refresh) < 0 ? notice.maxAge() : refresh;
        return now.plus(age).plusMillis(5_000 + (long) (random.nextDouble() * 10_000));
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            told.accept(next);
        }
    }

    /** {@return within the listener: whether this is the answer to a question rather than told by itself} */
    public synchronized boolean justAsked() {
        return justAsked;
    }

    public synchronized State state() {
        return state;
    }

    /** {@return why it is away, one sentence} */
    public synchronized Optional<String> trouble() {
        return trouble;
    }

    /** {@return how many notifications came too late to be of use} */
    public synchronized long overtaken() {
        return overtaken;
    }

    /** Ends it and tells the sensor. */
    public synchronized void close() {
        if (state != State.CLOSED) {
            line.cancel();
            become(State.CLOSED);
        }
    }
}
