package org.hearthgate.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The road from a device to an alert in a process of its own, started by the same code as {@code hub run}, but without addresses, so that
 * a thousand rounds take minutes. The distribution it is given holds the fault bundle too.
 */
public final class FaultedGateway {
    /** Rooms a round needs; the fault bundle is one of them. */
    private static final List<String> ROOMS =
            List.of("api", "home", "keys", "ingest", "store.sqlite", "alerting", "rules", "it.inside");

    private static final List<String> NOT_NEEDED = List.of("jetty", "servlet", "paho", "commons-");

    private FaultedGateway() {}

    /** @param folders of the record, of the framework's cache, of SQLite's native library */
    public static void main(String[] folders) throws InterruptedException {
        var settings = new Settings()
                .put("org.hearthgate.person~anna", Map.of("id", "anna", "name", "Anna"))
                .put("org.hearthgate.person~ben", Map.of("id", "ben", "name", "Ben"))
                .put(
                        "org.hearthgate.store.sqlite",
                        Map.of("directory", folders[0], "nativeDirectory", folders[2], "lowSpaceMebibytes", 0))
                // beside the record, so that a copy of it can be opened
                .put("org.hearthgate.keys", Map.of("directory", folders[0] + "/keys"))
                .put("org.hearthgate.ingest", Map.of("store.target", "(hearthgate.fault=true)"))
                .put(
                        "org.hearthgate.alerting",
                        Map.of("store.target", "(hearthgate.fault=true)", "journal.target", "(hearthgate.fault=true)"));
        Gateway gateway = Gateway.start(settings, Path.of(folders[1]), FaultedGateway::takesPart);
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "faults-stop"));
        gateway.await();
    }

    private static boolean takesPart(String file) {
        return file.startsWith("org.hearthgate.")
                ? ROOMS.stream().anyMatch(room -> file.startsWith("org.hearthgate." + room + "-"))
                : Stream.of(file).noneMatch(name -> NOT_NEEDED.stream().anyMatch(name::contains));
    }
}
