package org.hearthgate.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What works, what does not, what to do. Starts the home's bundles on free loopback ports and asks every health probe. */
@Command(
        name = "doctor",
        description =
                "What works in this home, what does not, and what to do. Stop the hub first: it needs the record to itself.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    private static final long LITTLE_SPACE_MIB = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "folder made by `hub init`")
    private Path folder;

    @Option(
            names = "--leave-safe-mode",
            description = "what kept the hub from staying up is mended: start it whole the next time")
    private boolean leaveSafeMode;

    private int failures;

    @Override
    public Integer call() throws IOException {
        Home home = Home.existing(folder);
        home.takeAlone();
        clock();
        disk(home);
        secrets(home);
        starts(home);
        hub(home);
        say(
                failures == 0 ? "ok" : "FAIL",
                "verdict",
                failures == 0 ? "this home can be relied on" : failures + " things need you");
        return failures == 0 ? 0 : Failure.TRY_LATER;
    }

    private void clock() {
        Instant now = Instant.now();
        if (now.isBefore(BUILT)) {
            fail("clock", "it says " + now + "; set the time or connect the hub to the internet once");
        } else {
            say("ok", "clock", now.toString());
        }
    }

    private void disk(Home home) throws IOException {
        FileStore store = Files.getFileStore(home.folder());
        long free = store.getUsableSpace() >> 20;
        if (free < LITTLE_SPACE_MIB) {
            fail("disk", free + " MiB are free in " + home.folder() + "; make room, or readings will be refused");
        } else {
            say("ok", "disk", free + " MiB free");
        }
    }

    private void secrets(Home home) throws IOException {
        try (Stream<Path> files = Files.list(home.config())) {
            for (Path file : files.toList()) {
                if (PrivateFiles.othersMayRead(file)) {
                    fail("secrets", "others may read " + file + "; run: chmod 600 " + file);
                }
            }
        }
        if (PrivateFiles.othersMayRead(home.config())) {
            fail("secrets", "others may look into " + home.config() + "; run: chmod 700 " + home.config());
        } else {
            say("ok", "secrets", "only the owner can read the settings");
        }
    }

    private void starts(Home home) {
        Starts starts = Starts.of(home.starts());
        if (leaveSafeMode) {
            starts.forget();
        }
        StartMode mode = starts.mode(Instant.now());
        if (mode == StartMode.WHOLE) {
            say("ok", "starts", "the hub will be started whole");
        } else {
            fail(
                    "starts",
                    "safe mode, because " + starts.why(Instant.now())
                            + ". Look at the log, mend or remove what was added" + " last, then run: hub doctor --home "
                            + home.folder() + " --leave-safe-mode");
        }
    }

    private void hub(Home home) {
        Settings settings = home.settings();
        settings.of("org.apache.felix.http").putAll(HttpDefaults.at(new Address("127.0.0.1", 0)));
        settings.of("org.hearthgate.adapter.coap")
                .putAll(Map.of("host", "127.0.0.1", "port", 0, "secureHost", "127.0.0.1", "securePort", 0));
        long started = System.nanoTime();
        try (Gateway gateway = Gateway.start(
                settings, home.folder().resolve("cache-doctor"), bundle -> !bundle.contains("demo.broker"))) {
            List<String> inactive = gateway.inactiveBundles();
            if (inactive.isEmpty()) {
                say("ok", "bundles", gateway.bundleCount() + " active");
            } else {
                fail("bundles", "not active: " + String.join(", ", inactive));
            }
            try {
                new Readiness(gateway, "coaps").await(PATIENCE);
                say(
                        "ok",
                        "alarm path",
                        "proven "
                                + Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms after the start");
            } catch (Failure e) {
                fail("alarm path", e.getMessage());
            }
            gateway.services("org.hearthgate.api.hub.HealthProbe").forEach(this::ask);
        } finally {
            PrivateFiles.remove(home.folder().resolve("cache-doctor"));
        }
    }

    /** The contract lives inside the framework, so it is called by name. */
    private void ask(Object probe) {
        try {
            Class<?> contract = Stream.of(probe.getClass().getInterfaces())
                    .filter(type -> type.getName().equals("org.hearthgate.api.hub.HealthProbe"))
                    .findFirst()
                    .orElseThrow();
            Object health = contract.getMethod("check").invoke(probe);
            Method status = health.getClass().getMethod("status");
            String word = status.invoke(health).toString();
            String name = contract.getMethod("name").invoke(probe).toString();
            String message =
                    health.getClass().getMethod("message").invoke(health).toString();
            if (word.equals("FAILED")) {
                fail(name, message);
            } else {
                say(word.toLowerCase(Locale.ROOT), name, message);
            }
        } catch (ReflectiveOperationException e) {
            fail(probe.getClass().getSimpleName(), "could not be asked: " + e);
        }
    }

    private void fail(String what, String message) {
        failures++;
        say("FAIL", what, message);
    }

    private void say(String word, String what, String message) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-5s %-12s %s%n", word, what, message);
        out.flush();
    }
}
