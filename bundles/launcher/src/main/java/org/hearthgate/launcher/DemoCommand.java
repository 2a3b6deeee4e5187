package org.hearthgate.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A look at Hearthgate without a device and without a cloud: a simulated family of two, a broker inside, everything forgotten at the end. */
@Command(
        name = "demo",
        description =
                "A simulated family of two with a stand-in cloud inside. Nothing is kept; loopback only unless --lan.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int ANY_PORT = 0;

    @Spec
    private CommandSpec spec;

    @Option(names = "--http", paramLabel = "PORT", description = "port of the page; default 8080, or any free one")
    private Integer http;

    @Option(names = "--coap", paramLabel = "PORT", description = "port of plain CoAP; default any free one")
    private int coap = ANY_PORT;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "how much faster than real time the family lives; default ${DEFAULT-VALUE}",
            defaultValue = "20")
    private int speed;

    @Option(names = "--lan", description = "let other machines of the network see it")
    private boolean lan;

    @Override
    public Integer call() throws Exception {
        if (speed < 1 || speed > 600) {
            throw Failure.usage("--speed must be 1 to 600, was " + speed);
        }
        Path scratch = Files.createTempDirectory("hearthgate-demo-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> PrivateFiles.remove(scratch), "hearthgate-forget"));
        Home.Made made = Home.make(
                scratch,
                List.of("Anna", "Ben"),
                java.time.ZoneId.systemDefault().getId());
        Settings settings = made.home().settings();
        String host = lan ? "0.0.0.0" : "127.0.0.1";
        settings.of("org.apache.felix.http").putAll(HttpDefaults.at(new Address(host, httpPort(host))));
        settings.of("org.hearthgate.home").put("speed", (double) speed);
        settings.of("org.hearthgate.commissioning").remove("directory"); // and so it says that nothing is kept
        settings.of("org.hearthgate.adapter.coap")
                .putAll(Map.of(
                        "plainEnabled",
                        true,
                        "host",
                        "127.0.0.1",
                        "port",
                        coap,
                        "secureHost",
                        host,
                        "securePort",
                        ANY_PORT));
        // a look is no night: nobody is rung for the test, and a machine without a loudspeaker is no failure
        settings.of("org.hearthgate.watchdog").put("device", "none");
        settings.of("org.hearthgate.watchdog.self-test").putAll(Map.of("dailyAt", "", "afterStartSeconds", 0));
        simulatedFamily(settings);
        standInCloud(settings);
        made.home().takeAlone();
        RunCommand.requireFree(settings.of("org.apache.felix.http"));
        Gateway gateway = RunCommand.start(settings, made.home(), StartMode.WHOLE);
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "hearthgate-stop"));
        tell(new Readiness(gateway, "coap", "coaps", "mqtt").await(RunCommand.PATIENCE), made);
        gateway.await();
        return RunCommand.KEEPS_RUNNING;
    }

    private static void simulatedFamily(Settings settings) {
        settings.put(
                "org.hearthgate.adapter.simulator~anna",
                Map.of("person", "anna", "seed", 7, "therapy", "pump", "backfillHours", 24, "scenario", "low-soon"));
        settings.put(
                "org.hearthgate.adapter.simulator~ben",
                Map.of("person", "ben", "seed", 11, "therapy", "pen", "backfillHours", 24));
    }

    /** The broker stands in for the cloud; Ben's family lets a clinic have a summary, Anna's lets nothing out. */
    private static void standInCloud(Settings settings) throws IOException {
        int port = freePort();
        settings.put("org.hearthgate.demo.broker", Map.of("host", "127.0.0.1", "port", port));
        settings.put(
                "org.hearthgate.cloud.mqtt~clinic",
                Map.of(
                        "recipient", "clinic",
                        "brokerUri", "tcp://127.0.0.1:" + port,
                        "account", "demo",
                        "clientId", "hub-demo"));
        settings.put(
                "org.hearthgate.cloud.consent~clinic-ben",
                Map.of(
                        "recipient", "clinic",
                        "person", "ben",
                        "granularity", "summary-15min",
                        "pseudonym", "p-7f3a",
                        "grantedAt", Instant.now().minus(Duration.ofHours(3)).toString()));
    }

    private int httpPort(String host) throws IOException {
        if (http != null) {
            return http;
        }
        try (var probe = new ServerSocket(Home.HTTP_PORT, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            return freePort(); // somebody else has 8080; the address is printed
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void tell(Map<String, URI> addresses, Home.Made made) {
        PrintWriter out = spec.commandLine().getOut();
        URI page = addresses.get("http");
        out.println(RunCommand.ready(addresses));
        out.println();
        out.println("  Open   http://" + (lan ? hostName() : "127.0.0.1") + ":" + page.getPort() + "/");
        out.println("  Code   " + made.tokens().get("family"));
        out.println("         " + made.tokens().get("installer") + " (installer)");
        out.println();
        out.println("  Anna and Ben are simulated and live " + speed
                + " times as fast as you. A broker inside stands in for");
        out.println("  the cloud at " + addresses.get("mqtt") + "; only Ben's 15-minute summary is sent to it.");
        out.println("  Not a medical device: it advises and never doses. Stop with Ctrl-C; nothing is kept.");
        out.flush();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
