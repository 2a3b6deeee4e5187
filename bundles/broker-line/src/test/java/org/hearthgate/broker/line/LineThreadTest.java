package org.hearthgate.broker.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LineThreadTest {
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Logger LOG = Logger.getLogger(LineThread.class.getName());

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    /** Serves nobody, until it is let go. */
    private static final class Line implements LineThread.Line {
        private final CompletableFuture<Thread> served = new CompletableFuture<>();
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final boolean heeds;
        private volatile boolean told;

        Line(boolean heeds) {
            this.heeds = heeds;
        }

        @Override
        public void run() {
            served.complete(Thread.currentThread());
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void stop() {
            told = true;
            if (heeds) {
                letGo.countDown();
            }
        }

        Thread thread() throws Exception {
            return served.get(10, TimeUnit.SECONDS);
        }
    }

    @BeforeEach
    void listen() {
        LOG.addHandler(ear);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void listen_no_more() {
        LOG.removeHandler(ear);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void a_line_is_served_on_a_thread_of_its_own_that_bears_its_name_and_keeps_no_hub_from_ending() throws Exception {
        var line = new Line(true);
        var thread = new LineThread("house-kitchen", line);
        assertThat(line.served).isNotDone();
        thread.start();
        assertThat(line.thread().getName()).isEqualTo("house-kitchen");
        assertThat(line.thread().isDaemon()).isTrue();
        thread.stop();
    }

    @Test
    void whoever_stops_it_finds_the_line_ended() throws Exception {
        var line = new Line(true);
        var thread = new LineThread("house", line);
        thread.start();
        Thread served = line.thread();
        thread.stop();
        assertThat(served.isAlive()).isFalse();
        assertThat(logged).isEmpty();
    }

    @Test
    void a_line_that_does_not_let_go_is_left_behind_and_named() throws Exception {
        var line = new Line(false);
        var thread = new LineThread("house", line, MOMENT);
        thread.start();
        Thread served = line.thread();
        thread.stop();
        assertThat(line.told).isTrue();
        assertThat(served.isAlive()).isTrue();
        assertThat(logged).containsExactly("SEVERE Thread house did not end in time; it ends with what it waits for");
        line.letGo.countDown();
        served.join();
    }

    @Test
    void a_room_that_is_itself_interrupted_waits_no_longer_and_stays_interrupted() throws Exception {
        var line = new Line(false);
        var thread = new LineThread("house", line, Duration.ofMinutes(1));
        thread.start();
        Thread served = line.thread();
        Thread.currentThread().interrupt();
        thread.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(line.told).isTrue();
        line.letGo.countDown();
        served.join();
    }

    @Test
    void a_line_that_never_began_is_stopped_without_a_word() {
        var line = new Line(true);
        new LineThread("house", line).stop();
        assertThat(line.served).isNotDone();
        assertThat(line.told).isTrue();
        assertThat(logged).isEmpty();
    }
}
