package org.hearthgate.it.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hearthgate.it.InsideBundle;
import org.hearthgate.it.faults.inside.FaultActivator;
import org.hearthgate.it.faults.inside.Script;

/** What all rounds share: the distribution with the fault bundle in it, the disk that fails, the class archive, the way to start a hub. */
final class Workbench implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    /** Between two restarts on the hub's clock, as long as its devices have nothing new. */
    private static final Duration RESTART_TAKES = Duration.ofSeconds(5);

    private final Path folder;
    private final Path distribution;
    private final Path archive;
    private final Path sqlite;
    private final Optional<FailingDisk> failingDisk;
    private final Random random;
    private int starts;

    Workbench(Path shipped, Path source, Path folder, Random random) throws IOException, InterruptedException {
        this.folder = folder;
        this.random = random;
        distribution = InsideBundle.distribution(shipped, folder.resolve("distribution"), FaultActivator.class);
        archive = folder.resolve("classes.jsa");
        sqlite = Files.createDirectories(folder.resolve("sqlite"));
        failingDisk = FailingDisk.make(source, folder);
    }

    Random random() {
        return random;
    }

    Optional<FailingDisk> failingDisk() {
        return failingDisk;
    }

    /** {@return a new, empty folder} */
    Path folder(String name) throws IOException {
        Path made = folder.resolve(name);
        remove(made);
        return Files.createDirectories(made);
    }

    /** One life of a hub: where its record lies and what shall go wrong. */
    final class Life {
        private final Path record;
        private final Ledger ledger;
        private final Map<String, String> properties = new HashMap<>();
        private final Map<String, String> environment = new HashMap<>();
        private boolean everything;

        private Life(Path record, Ledger ledger) {
            this.record = record;
            this.ledger = ledger;
        }

        /** Ends at the n-th passing of this point. */
        Life endingAt(String point, int passing) {
            properties.put("faults.point", point);
            properties.put("faults.passing", Integer.toString(passing));
            return this;
        }

        Life onFailingDisk() {
            environment.putAll(failingDisk.orElseThrow().environment());
            return this;
        }

        /** The devices have only so much to say. */
        Life sending(long annas, long bens) {
            properties.put("faults.annaLast", Long.toString(ledger.annaNext() + annas - 1));
            properties.put("faults.benLast", Long.toString(ledger.benNext() + bens - 1));
            return this;
        }

        Life running(String command) {
            properties.put("faults.command", command);
            return this;
        }

        Life runningOnce(String command) {
            properties.put("faults.commandTimes", "1");
            return running(command);
        }

        Life askedForEverything() {
            everything = true;
            return this;
        }

        /** Tells everything once more when the devices have said what they have to say. */
        Life testifyingAtTheEnd() {
            properties.put("faults.testifyAtTheEnd", "true");
            return askedForEverything();
        }

        FaultedHub start() throws IOException {
            ledger.ask(everything);
            long anna = ledger.annaNext();
            properties.put("faults.anna", Long.toString(anna));
            properties.put("faults.ben", Long.toString(ledger.benNext()));
            properties.put("faults.annaFrom", Integer.toString(ledger.annaFrom()));
            properties.put("faults.benFrom", Integer.toString(ledger.benFrom()));
            properties.put(
                    "faults.clock",
                    Long.toString(Script.annaAt(anna)
                            .plus(ledger.restarted(RESTART_TAKES))
                            .toEpochMilli()));
            return FaultedHub.start(command(), environment, ledger, folder.resolve("hub-" + starts % 4 + ".log"));
        }

        /** Starts and waits until it has told what it holds. */
        FaultedHub started() throws IOException, InterruptedException {
            FaultedHub hub = start();
            if (!hub.isReady(READY_WITHIN)) {
                hub.kill();
                throw new UnreadyException(
                        "the hub did not start: " + ledger.findings() + hub.told() + "\n" + hub.log());
            }
            return hub;
        }

        private List<String> command() throws IOException {
            starts++;
            Path cache = folder("cache-" + starts % 2);
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xms24m",
                    "-Xmx96m",
                    "-Xss512k",
                    "-XX:TieredStopAtLevel=1",
                    "-Dhearthgate.distribution=" + distribution));
            if (Files.exists(archive)) {
                command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
            }
            properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
            String logging = System.getProperty("java.util.logging.config.file");
            if (logging != null) {
                command.add(
                        "-Djava.util.logging.config.file=" + Path.of(logging).toAbsolutePath());
            }
            command.addAll(List.of(
                    "-cp",
                    classPath(),
                    "org.hearthgate.launcher.FaultedGateway",
                    record.toString(),
                    cache.toString(),
                    sqlite.toString()));
            return command;
        }
    }

    /** The hub said that it cannot start, or said nothing. */
    static final class UnreadyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadyException(String message) {
            super(message);
        }
    }

    Life life(Path record, Ledger ledger) {
        return new Life(record, ledger);
    }

    /** Only what the launcher needs: a JVM opens every jar of its class path. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith("test-classes")
                        || Stream.of("launcher", "felix.framework", "jackson-core", "picocli", "slf4j", "osgi.service")
                                .anyMatch(Path.of(entry).getFileName().toString()::contains))
                .reduce((all, one) -> all + File.pathSeparator + one)
                .orElseThrow();
    }

    /** A class archive saves a part of every start; without one everything works all the same. */
    void archiveClasses() throws IOException, InterruptedException {
        var ledger = new Ledger();
        Life life = life(folder("archive-record"), ledger).sending(Script.EPISODE, 10);
        life.properties.put("faults.clock", Long.toString(Script.annaAt(0).toEpochMilli()));
        ledger.ask(true);
        List<String> command = life.command();
        command.add(1, "-XX:ArchiveClassesAtExit=" + folder.resolve("making.jsa"));
        command.addAll(2, List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        try (FaultedHub hub = FaultedHub.start(command, Map.of(), ledger, folder.resolve("archive.log"))) {
            if (!hub.tells("done"::equals, READY_WITHIN)) {
                throw new UnreadyException("not even a healthy hub takes readings: " + hub.told() + "\n" + hub.log());
            }
            hub.stop();
        }
        if (Files.exists(folder.resolve("making.jsa"))) {
            Files.move(folder.resolve("making.jsa"), archive);
        }
    }

    /** Copies a folder with everything below it. */
    static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path there = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(one, there);
                }
            }
        }
    }

    static void remove(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Override
    public void close() throws IOException {
        remove(folder);
    }
}
