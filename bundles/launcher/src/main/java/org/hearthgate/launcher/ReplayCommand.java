package org.hearthgate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.ServiceReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a recorded person through the real pipeline and the real rules on a clock moved by hand. */
@Command(
        name = "replay",
        description =
                "What the pipeline and the rules would have done with this history: one JSON line per alert event.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final Set<String> ROOMS =
            Set.of("api", "home", "ingest", "keys", "store.sqlite", "alerting", "rules", "adapter.simulator");

    @Spec
    private CommandSpec spec;

    @Option(names = "--person-csv", required = true, paramLabel = "FILE", description = "columns time,glucose_mgdl,…")
    private Path csv;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the alert events go, one JSON object a line")
    private Path out;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "settings of rules (org.hearthgate.rule.*.json) to try instead of the defaults")
    private Path rules;

    @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of the file's local times; default UTC")
    private String zone = "UTC";

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(csv)) {
            throw Failure.badData("cannot read " + csv + ": give a CSV file with the columns time and glucose_mgdl");
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Failure.usage("'" + zone + "' is no time zone: write one like Europe/Berlin");
        }
        Path scratch = Files.createTempDirectory("hearthgate-replay-");
        try (Gateway gateway = Gateway.start(settings(scratch), scratch.resolve("cache"), ReplayCommand::takesPart)) {
            spec.commandLine().getOut().println(result(gateway));
            return 0;
        } finally {
            PrivateFiles.remove(scratch);
        }
    }

    private Settings settings(Path scratch) {
        Settings settings = rules == null ? new Settings() : Settings.read(rules);
        settings.all().keySet().removeIf(pid -> !pid.startsWith("org.hearthgate.rule."));
        String name = csv.getFileName().toString().replaceAll("\\.csv$", "");
        settings.put("org.hearthgate.person~replay", Map.of("id", "replay", "name", name));
        settings.put(
                "org.hearthgate.store.sqlite",
                Map.of("directory", scratch.resolve("data").toString()));
        settings.put(
                "org.hearthgate.keys",
                Map.of("directory", scratch.resolve("keys").toString()));
        settings.put(
                "org.hearthgate.adapter.simulator.replay",
                Map.of(
                        "file",
                        csv.toAbsolutePath().toString(),
                        "person",
                        "replay",
                        "out",
                        out.toAbsolutePath().toString(),
                        "zone",
                        zone));
        return settings;
    }

    /** Everything but our own rooms, and of those the ones a replay needs. */
    static boolean takesPart(String file) {
        if (file.contains("jetty") || file.contains("paho")) {
            return false;
        }
        return !file.startsWith("org.hearthgate.")
                || ROOMS.stream().anyMatch(room -> file.startsWith("org.hearthgate." + room + "-"));
    }

    private static String result(Gateway gateway) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        Optional<ServiceReference<?>> job = Optional.empty();
        while (job.isEmpty()) {
            job = gateway.service(Future.class.getName(), "(hearthgate.job=replay)");
            if (System.nanoTime() > deadline) {
                throw Failure.internal("the replay did not start; not active: " + gateway.inactiveBundles(), null);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        try {
            return String.valueOf(((Future<?>) gateway.get(job.get())).get());
        } catch (ExecutionException e) {
            String message = String.valueOf(e.getCause().getMessage());
            throw e.getCause() instanceof IllegalArgumentException
                    ? Failure.badData(message)
                    : Failure.internal(message, e.getCause());
        }
    }
}
