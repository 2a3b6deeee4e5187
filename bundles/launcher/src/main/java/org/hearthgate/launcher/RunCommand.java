package org.hearthgate.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The gateway in the foreground. Prints READY with its addresses when the alarm path is proven; SIGTERM stops it cleanly. */
@Command(
        name = "run",
        description = "Run the gateway of a home in the foreground; prints READY and its addresses. SIGTERM stops it.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /** Not an exit code: the framework's threads keep the process. */
    static final int KEEPS_RUNNING = -1;

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "folder made by `hub init`")
    private Path folder;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            converter = Address.Converter.class,
            description = "the page and the phones' interface")
    private Address http;

    @Option(
            names = "--coap",
            paramLabel = "HOST:PORT",
            converter = Address.Converter.class,
            description = "plain CoAP; meant for loopback")
    private Address coap;

    @Option(
            names = "--coaps",
            paramLabel = "HOST:PORT",
            converter = Address.Converter.class,
            description = "CoAP over DTLS")
    private Address coaps;

    @Option(names = "--mqtt", paramLabel = "URL", description = "the cloud's broker, e.g. ssl://broker.example:8883")
    private URI mqtt;

    @Override
    public Integer call() {
        Home home = Home.existing(folder);
        Settings settings = home.settings();
        if (http != null) {
            settings.of("org.apache.felix.http").putAll(HttpDefaults.at(http));
        }
        var endpoints = new ArrayList<>(List.of("coaps"));
        if (coap != null) {
            settings.of("org.hearthgate.adapter.coap")
                    .putAll(Map.of("host", coap.host(), "port", coap.port(), "plainEnabled", true));
        }
        if (Boolean.TRUE.equals(settings.of("org.hearthgate.adapter.coap").get("plainEnabled"))) {
            endpoints.add(0, "coap");
        }
        if (coaps != null) {
            settings.of("org.hearthgate.adapter.coap")
                    .putAll(Map.of("secureHost", coaps.host(), "securePort", coaps.port()));
        }
        if (mqtt != null) {
            broker(settings, mqtt, home.clientId());
        }
        warnOfOpenDoors();
        run(settings, home, endpoints);
        return KEEPS_RUNNING;
    }

    private void run(Settings settings, Home home, List<String> endpoints) {
        home.takeAlone();
        requireFree(settings.of("org.apache.felix.http"));
        Starts starts = Starts.of(home.starts());
        Instant now = Instant.now();
        StartMode mode = starts.mode(now);
        if (mode != StartMode.WHOLE) {
            tellLeftOut(settings, mode, starts.why(now));
        }
        starts.begin(mode, now);
        ServiceManager manager = ServiceManager.of(System.getenv());
        Gateway gateway = start(settings, home, mode);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            manager.stopping();
                            starts.ended();
                            gateway.close();
                        },
                        "hearthgate-stop"));
        new Pulse(gateway, manager, mode).begin(); // before it is ready: one in safe mode may never be
        Map<String, URI> addresses = awaitReady(gateway, mode, endpoints, manager);
        starts.ready();
        spec.commandLine().getOut().println(ready(addresses) + (mode == StartMode.WHOLE ? "" : " mode=safe"));
        manager.ready(mode == StartMode.WHOLE ? "Ready" : "Ready, in safe mode: see `hub doctor`");
        try {
            if (!gateway.await(Starts.WELL_AFTER)) {
                starts.well();
                gateway.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A hub that does not get ready ends, because the next start may go better. One in safe mode has tried that often enough: it stays, so
     * that its watchdog can be heard.
     */
    private Map<String, URI> awaitReady(
            Gateway gateway, StartMode mode, List<String> endpoints, ServiceManager manager) {
        var readiness = new Readiness(
                gateway, mode.hasNightscout(), mode.endpoints(endpoints).toArray(String[]::new));
        while (true) {
            try {
                return readiness.await(PATIENCE);
            } catch (Failure e) {
                if (mode == StartMode.WHOLE) {
                    throw e;
                }
                spec.commandLine().getErr().println("hub: safe mode, " + e.getMessage());
                manager.ready("Safe mode, and not ready: " + e.getMessage());
            }
        }
    }

    private void tellLeftOut(Settings settings, StartMode mode, String why) {
        try {
            String leftOut = mode.leftOut(Gateway.distributionBundles().stream()
                    .map(file -> file.getFileName().toString()));
            settings.put("org.hearthgate.watchdog.start", Map.of("leftOut", leftOut, "why", why));
            spec.commandLine()
                    .getErr()
                    .println("hub: safe mode, because " + why + "; not started: " + leftOut
                            + ". Look at the log above, mend or remove what was added last, then run `hub doctor`");
        } catch (IOException e) {
            throw Failure.internal("the distribution cannot be read: " + e.getMessage(), e);
        }
    }

    private static void broker(Settings settings, URI mqtt, String clientId) {
        String pid = settings.all().keySet().stream()
                .filter(name -> name.startsWith("org.hearthgate.cloud.mqtt"))
                .findFirst()
                .orElse("org.hearthgate.cloud.mqtt~cloud");
        Map<String, Object> broker = settings.of(pid);
        broker.put("brokerUri", mqtt.toString());
        broker.putIfAbsent("clientId", clientId);
        broker.putIfAbsent("account", "home");
    }

    private void warnOfOpenDoors() {
        try {
            if (coap != null && !InetAddress.getByName(coap.host()).isLoopbackAddress()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "hub: plain CoAP on " + coap.host()
                                        + " is neither encrypted nor authenticated: anybody near can send readings; prefer --coaps");
            }
        } catch (UnknownHostException e) {
            throw Failure.usage("--coap " + coap.host() + ": no such host");
        }
    }

    /** Starts a home that was taken for this process alone. */
    static Gateway start(Settings settings, Home home, StartMode mode) {
        PrivateFiles.folder(home.data());
        return Gateway.start(
                settings,
                home.cache(),
                bundle -> mode.takesPart(bundle)
                        && (!bundle.contains("demo.broker") || settings.has("org.hearthgate.demo.broker")));
    }

    /** A taken port is the commonest mistake of all; the server itself would tell it with a stack trace. */
    static void requireFree(Map<String, Object> http) {
        String host = String.valueOf(http.get("org.apache.felix.http.host"));
        int port = ((Number) http.getOrDefault("org.osgi.service.http.port", 0)).intValue();
        try (var probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            probe.getLocalPort();
        } catch (UnknownHostException e) {
            throw Failure.usage("--http " + host + ": no such host");
        } catch (IOException e) {
            throw Failure.tryLater("cannot listen at " + host + ":" + port + " (" + e.getMessage()
                    + "); stop the other program or choose another port with --http");
        }
    }

    static String ready(Map<String, URI> addresses) {
        var line = new StringBuilder("READY");
        new LinkedHashMap<>(addresses)
                .forEach(
                        (name, uri) -> line.append(' ').append(name).append('=').append(uri));
        return line.toString();
    }
}
