package org.hearthgate.it.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One life of the hub with the fault bundle in it, in a process that can be killed. */
final class FaultedHub implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(1).toNanos();

    private final Process process;
    private final Ledger ledger;
    private final Path log;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch allRead = new CountDownLatch(1);
    private final AtomicInteger acknowledgements = new AtomicInteger();

    private FaultedHub(Process process, Ledger ledger, Path log) {
        this.process = process;
        this.ledger = ledger;
        this.log = log;
    }

    /**
     * Starts a process and follows what it tells.
     *
     * @param command the JVM with all its words
     */
    static FaultedHub start(List<String> command, Map<String, String> environment, Ledger ledger, Path log)
            throws IOException {
        var builder = new ProcessBuilder(new ArrayList<>(command));
        builder.environment().putAll(environment);
        Process process = builder.redirectError(log.toFile()).start();
        var hub = new FaultedHub(process, ledger, log);
        var thread = new Thread(hub::follow, "faulted-hub-lines");
        thread.setDaemon(true);
        thread.start();
        return hub;
    }

    private void follow() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            told.add("lost the hub's lines: " + e);
        } catch (RuntimeException e) { // a harness that misreads must not pass for a hub that loses nothing
            ledger.finding("the hub's lines cannot be understood: " + e);
        } finally {
            allRead.countDown();
        }
    }

    private void take(String line) {
        String[] words = line.split(" ", 5);
        switch (words[0]) {
            case "acknowledged" -> {
                ledger.acknowledged(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                acknowledgements.incrementAndGet();
            }
            case "stored" -> ledger.stored(words[1], words[2]);
            case "journal" -> ledger.journal(words[1], words[2], Integer.parseInt(words[3]));
            case "announced" -> ledger.announced(words[2], Integer.parseInt(words[3]));
            case "sounding" -> ledger.sounding(words[2], Integer.parseInt(words[3]));
            case "chain" -> ledger.chain(Integer.parseInt(words[1]));
            case "testifying" -> ledger.askAgain();
            case "READY", "TESTIFIED" -> {
                ledger.settle(); // here, because from the next line on more is acknowledged
                told.add(line);
            }
            case "refused", "unjudged", "unreadable" -> {
                ledger.finding(line);
                told.add(line);
            }
            default -> told.add(line);
        }
    }

    /** {@return whether a line like this came in time; false as soon as the process has ended without} */
    boolean tells(Predicate<String> line, Duration patience) throws InterruptedException {
        return comes(() -> told.stream().anyMatch(line), patience);
    }

    /** {@return whether every alert that was told is in the journal, too} */
    boolean savesItsAlerts(Duration patience) throws InterruptedException {
        return comes(
                () -> told.stream()
                        .filter(line -> line.startsWith("health alerting"))
                        .reduce((one, later) -> later)
                        .filter(line -> line.contains("not saved"))
                        .isEmpty(),
                patience);
    }

    boolean isReady(Duration patience) throws InterruptedException {
        return tells(line -> line.equals("READY") || line.startsWith("failed"), patience) && told.contains("READY");
    }

    /** {@return whether devices were answered so many times more} */
    boolean acknowledgesAgain(int times, Duration patience) throws InterruptedException {
        int before = acknowledgements.get();
        return comes(() -> acknowledgements.get() >= before + times, patience);
    }

    /** {@return whether it came true in time, and while the process was alive} */
    boolean comes(BooleanSupplier holds, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline || (!process.isAlive() && allRead.getCount() == 0)) {
                return holds.getAsBoolean();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    /** {@return what the store has said that a person must know: by its health, as a page shows it, or at its start in the log} */
    Optional<String> storeTrouble() {
        Optional<String> health = Stream.of("health store FAILED", "health backup WARN", "health store WARN")
                .flatMap(start -> told.stream().filter(line -> line.startsWith(start)))
                .findFirst();
        return health.or(this::refusal);
    }

    /** Why the store did not start. */
    private Optional<String> refusal() {
        try {
            return log().lines()
                    .filter(line -> line.contains("StoreException: "))
                    .map(line -> line.substring(line.indexOf("StoreException: ") + "StoreException: ".length()))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether it became ready; false as soon as the store has said why it cannot start} */
    boolean isReadyUnlessRefused() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!isReady(Duration.ofMillis(200))) {
            if (refusal().isPresent() || !process.isAlive() || System.nanoTime() > deadline) {
                return isReady(Duration.ZERO);
            }
        }
        return true;
    }

    List<String> told() {
        return List.copyOf(told);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    Path logFile() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@return whether the process ended by itself in time} */
    boolean ends(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        allRead.await();
    }

    /** SIGTERM, as systemd stops it. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            ledger.finding("the hub did not stop within 20 s of SIGTERM");
        }
        kill();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
