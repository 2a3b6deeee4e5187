package org.hearthgate.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToIntBiFunction;

/** Starts the room of the forecasts alone, without a home, for one job. */
final class ForecastRoom {
    private static final String JOB = "(hearthgate.job=forecast)";

    private ForecastRoom() {}

    /** {@return the exit code of the job} @param options by their names, without the dashes */
    static int run(Map<String, String> options, PrintWriter out, PrintWriter err) throws IOException {
        Path cache = Files.createTempDirectory("hearthgate-forecast-");
        try (Gateway gateway = Gateway.start(new Settings(), cache, ForecastRoom::takesPart)) {
            BiConsumer<String, String> screen = (which, line) -> {
                if (which.equals("out")) {
                    out.println(line);
                    out.flush();
                } else {
                    err.println("hub: " + line);
                    err.flush();
                }
            };
            return job(gateway).applyAsInt(options, screen);
        } finally {
            PrivateFiles.remove(cache);
        }
    }

    /** Everything but our own rooms, the page's server, the record and the broker's client; of our own the contracts and the forecasts. */
    static boolean takesPart(String file) {
        if (!file.startsWith("org.hearthgate.")) {
            return !file.contains("jetty") && !file.contains("sqlite") && !file.contains("paho");
        }
        return file.startsWith("org.hearthgate.api-") || file.startsWith("org.hearthgate.forecast.");
    }

    @SuppressWarnings("unchecked") // the service's property says what it takes and gives
    private static ToIntBiFunction<Map<String, String>, BiConsumer<String, String>> job(Gateway gateway) {
        return gateway.service(ToIntBiFunction.class.getName(), JOB)
                .map(reference ->
                        (ToIntBiFunction<Map<String, String>, BiConsumer<String, String>>) gateway.get(reference))
                .orElseThrow(() -> Failure.internal(
                        "the room of the forecasts did not start; not active: " + gateway.inactiveBundles(), null));
    }
}
