package org.hearthgate.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.osgi.framework.ServiceReference;

/**
 * One replay of one history under one set of rules: a hub of its own, with nothing of a home but the rules' settings.
 *
 * @param csv the history
 * @param out where the alert events go
 * @param person id under which it is replayed
 * @param name as the sentences shall say it
 * @param zone of local times
 * @param leftOut by which models for everybody it is forecast: by those that had not learned from this one, {@code set/subject}
 */
record ReplayRun(Path csv, Path out, String person, String name, String zone, Optional<String> leftOut) {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final Set<String> ROOMS = Set.of(
            "api",
            "home",
            "ingest",
            "keys",
            "store.sqlite",
            "alerting",
            "rules",
            "forecast.tribuo",
            "adapter.simulator");
    private static final String RULES = "org.hearthgate.rule.";
    private static final String LIMITS = "org.hearthgate.limits";
    private static final String FORECAST = "org.hearthgate.forecast";
    private static final String HOME_MADE = "org.hearthgate.rule.home~";

    /** What came of it. */
    record Result(String line, ReplaySummary summary) {}

    /** {@return only what decides when somebody is called} What a home has learned of its people stays in the home. */
    static Settings rulesOf(Settings all) {
        var rules = new Settings();
        all.all().forEach((pid, values) -> {
            if (pid.startsWith(RULES) || pid.startsWith(LIMITS)) {
                rules.put(pid, values);
            } else if (pid.equals(FORECAST)) {
                var models = new LinkedHashMap<>(values);
                models.remove("directory");
                rules.put(pid, models);
            }
        });
        return rules;
    }

    /** {@return the same, with what was set as the limits of one person now theirs whom this names} */
    static Settings limitsOf(String person, Settings all) {
        Set<Object> named = all.all().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(LIMITS) && entry.getValue().containsKey("person"))
                .map(entry -> entry.getValue().get("person"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (named.size() > 1) {
            throw Failure.usage("these are the limits of several people " + named
                    + ", and the history is of one: leave those of one in the folder");
        }
        var mapped = new Settings();
        all.all().forEach((pid, values) -> {
            var copy = new LinkedHashMap<>(values);
            if (pid.startsWith(LIMITS)) {
                copy.replace("person", person);
            }
            mapped.put(pid, copy);
        });
        return mapped;
    }

    /**
     * Runs it to its end.
     *
     * @param scratch an empty folder of its own
     */
    Result under(Settings rules, Path scratch) throws IOException, InterruptedException {
        Path summary = scratch.resolve("summary.json");
        Settings settings = rulesOf(rules);
        boolean homeMade = settings.all().keySet().stream().anyMatch(pid -> pid.startsWith(HOME_MADE));
        settings.put("org.hearthgate.person~replay", Map.of("id", person, "name", name));
        settings.put(
                "org.hearthgate.store.sqlite",
                Map.of("directory", scratch.resolve("data").toString()));
        settings.put(
                "org.hearthgate.keys",
                Map.of("directory", scratch.resolve("keys").toString()));
        // a replay has no devices, and asking its own probes every ten seconds of a month costs more than all the rules
        settings.put("org.hearthgate.alerting.surroundings", Map.of("lookEverySeconds", 60L));
        // no night is guarded here, and the same history must give the same answer twice, whichever thread is quicker
        settings.put("org.hearthgate.alerting", Map.of("forecastWaitMillis", 60_000L));
        Map<String, Object> forecast = settings.of(FORECAST);
        forecast.put("readRecordFirst", true);
        forecast.put("nightly", false); // learning at home takes longer than all the rest of a replay
        leftOut.ifPresent(someone -> forecast.put("leaveOut", someone));
        settings.put(
                "org.hearthgate.adapter.simulator.replay",
                Map.of(
                        "file",
                        csv.toAbsolutePath().toString(),
                        "person",
                        person,
                        "out",
                        out.toAbsolutePath().toString(),
                        "summary",
                        summary.toString(),
                        "zone",
                        zone));
        try (Gateway gateway = Gateway.start(
                settings,
                scratch.resolve("cache"),
                file -> takesPart(file) || homeMade && file.startsWith("org.hearthgate.home.rules-"))) {
            return new Result(result(gateway), ReplaySummary.read(summary));
        }
    }

    /** Everything but our own rooms, and of those the ones a replay needs: nobody is called by it. */
    static boolean takesPart(String file) {
        if (file.contains("jetty") || file.contains("paho")) {
            return false;
        }
        return !file.startsWith("org.hearthgate.")
                || ROOMS.stream().anyMatch(room -> file.startsWith("org.hearthgate." + room + "-"));
    }

    private static String result(Gateway gateway) throws InterruptedException {
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
