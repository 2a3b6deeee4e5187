package org.hearthgate.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
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

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        settings.of("org.hearthgate.store.sqlite")
                .putIfAbsent("directory", home.data().toString());
        settings.of("org.hearthgate.keys").putIfAbsent("directory", home.keys().toString());
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
        Gateway gateway = start(settings, home, endpoints, addresses -> spec.commandLine()
                .getOut()
                .println(ready(addresses)));
        try {
            gateway.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return KEEPS_RUNNING;
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

    /** Starts the hub, tells its addresses when it is ready, and stops it with the process. */
    static Gateway start(
            Settings settings, Home home, List<String> endpoints, java.util.function.Consumer<Map<String, URI>> told) {
        home.takeAlone();
        PrivateFiles.folder(home.data());
        requireFree(settings.of("org.apache.felix.http"));
        Gateway gateway = Gateway.start(
                settings,
                home.cache(),
                bundle -> !bundle.contains("demo.broker") || settings.has("org.hearthgate.demo.broker"));
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "hearthgate-stop"));
        Map<String, URI> addresses = new Readiness(gateway, endpoints.toArray(String[]::new)).await(PATIENCE);
        told.accept(addresses);
        return gateway;
    }

    /** A taken port is the commonest mistake of all; the server itself would tell it with a stack trace. */
    private static void requireFree(Map<String, Object> http) {
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
