package org.hearthgate.tones;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What people want to hear, as it stands between those who say it and the player's thread. Thread-safe; nobody waits but the player. */
final class Wishes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Wish alarm = new Wish(Optional.empty());
    private Wish test = new Wish(Optional.empty());
    private long version;
    private boolean closed;

    /** One wish, when it was uttered, and who waits for it to be heard. */
    record Wish(Optional<Alarm> alarm, long at, CompletableFuture<Duration> heard) {
        Wish(Optional<Alarm> alarm) {
            this(alarm, System.nanoTime(), new CompletableFuture<>());
        }

        void failed(String why) {
            heard.completeExceptionally(new IOException(why));
        }
    }

    /**
     * What is to be done now.
     *
     * @param alarm to sound; empty: nothing
     * @param test whether it sounds once and gives way to any alarm
     * @param version changes with every wish
     * @param waiting who is told when it has begun
     */
    record Job(Optional<Alarm> alarm, boolean test, long version, List<Wish> waiting) {
        /** The card has taken the first of it. */
        void begun() {
            for (Wish wish : waiting) {
                if (!wish.heard().isDone()) {
                    wish.heard().complete(Duration.ofNanos(System.nanoTime() - wish.at()));
                }
            }
        }
    }

    CompletableFuture<Duration> alarm(Alarm wanted) {
        lock.lock();
        try {
            alarm.failed("another alarm took its place");
            alarm = new Wish(Optional.of(wanted));
            wake();
            return alarm.heard();
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<Duration> test(Alarm wanted) {
        lock.lock();
        try {
            test.failed("another test took its place");
            test = new Wish(Optional.of(wanted));
            wake();
            return test.heard();
        } finally {
            lock.unlock();
        }
    }

    void nothing() {
        lock.lock();
        try {
            alarm.failed("it was silenced before it sounded");
            alarm = new Wish(Optional.empty());
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** For an alarm that is said once and done with, unless another was wanted meanwhile. */
    void said(Alarm done) {
        lock.lock();
        try {
            if (alarm.alarm().filter(done::equals).isPresent()) {
                alarm = new Wish(Optional.empty());
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return what to do next} A test is taken once; what sounds already stands for it. */
    Job next() {
        lock.lock();
        try {
            Wish asked = test;
            test = new Wish(Optional.empty());
            return alarm.alarm().isEmpty()
                    ? new Job(asked.alarm(), asked.alarm().isPresent(), version, List.of(asked))
                    : new Job(alarm.alarm(), false, version, List.of(alarm, asked));
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether this job is still what is wanted} */
    boolean isCurrent(Job job) {
        lock.lock();
        try {
            return !closed && (job.test() ? alarm.alarm().isEmpty() : version == job.version());
        } finally {
            lock.unlock();
        }
    }

    /** Nothing can be heard at present: who waits is told why. {@return what is still wanted} */
    Job failed(IOException why) {
        lock.lock();
        try {
            alarm.heard().completeExceptionally(why);
            test.heard().completeExceptionally(why);
            test = new Wish(Optional.empty());
            return new Job(alarm.alarm(), false, version, List.of());
        } finally {
            lock.unlock();
        }
    }

    /** {@return false as soon as something else is wanted than at this version; true after so long} */
    boolean unchangedFor(long nanos, long since) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (left > 0 && !closed && version == since) {
                left = changed.awaitNanos(left);
            }
            return !closed && version == since;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        version++;
        changed.signalAll();
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            wake();
        } finally {
            lock.unlock();
        }
    }
}
