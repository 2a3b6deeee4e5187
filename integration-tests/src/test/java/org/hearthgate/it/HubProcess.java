package org.hearthgate.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real command as a real process, as a family's machine runs it. */
public final class HubProcess implements AutoCloseable {
    private static final String HUB =
            Distribution.ROOT.resolve("gateway-config/hub").toString();

    private final Process process;
    private final Map<String, URI> addresses;
    private final Path log;

    private HubProcess(Process process, Map<String, URI> addresses, Path log) {
        this.process = process;
        this.addresses = addresses;
        this.log = log;
    }

    /** What one run of the command left behind. */
    record Outcome(int exit, String out, String err) {}

    /** Runs a command to its end, at most two minutes. */
    static Outcome hub(Path folder, String... arguments) throws IOException, InterruptedException {
        return hubOn(Path.of(System.getProperty("java.home")), folder, arguments);
    }

    /** The same on another JDK. */
    static Outcome hubOn(Path jdk, Path folder, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "hub", ".out");
        Path err = Files.createTempFile(folder, "hub", ".err");
        Process process = builder(jdk, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("hub " + String.join(" ", arguments) + " did not end within 2 minutes");
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Makes a home and gives what the command printed. */
    public static JsonNode init(Path home, String... people) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("init", "--home", home.toString()));
        Stream.of(people).forEach(name -> arguments.addAll(List.of("--person", name)));
        Outcome outcome = hub(home.getParent(), arguments.toArray(String[]::new));
        if (outcome.exit != 0) {
            throw new AssertionError("hub init: " + outcome.err);
        }
        return Phone.JSON.readTree(outcome.out);
    }

    /** Starts a home on free loopback ports and waits for READY. */
    static HubProcess run(Path home, String... more) throws IOException {
        return run(home, Map.of(), more);
    }

    /** The same with more in its environment. */
    public static HubProcess run(Path home, Map<String, String> environment, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "run",
                "--home",
                home.toString(),
                "--http",
                "127.0.0.1:0",
                "--coap",
                "127.0.0.1:0",
                "--coaps",
                "127.0.0.1:0"));
        arguments.addAll(List.of(more));
        return ready(home.resolve("hub.log"), environment, arguments.toArray(String[]::new));
    }

    /** Starts any command that prints READY and its addresses. */
    static HubProcess ready(Path log, String... arguments) throws IOException {
        return ready(log, Map.of(), arguments);
    }

    /** The same with more in its environment. */
    static HubProcess ready(Path log, Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = builder(Path.of(System.getProperty("java.home")), arguments);
        builder.environment().putAll(environment);
        Process process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line == null || !line.startsWith("READY")) {
            process.destroyForcibly();
            throw new AssertionError("no READY but '" + line + "'; log: " + Files.readString(log));
        }
        var addresses = new HashMap<String, URI>();
        Stream.of(line.split("[ {},]+")).filter(word -> word.contains("=")).forEach(word -> {
            String[] pair = word.split("=", 2);
            addresses.put(pair[0], URI.create(pair[1]));
        });
        return new HubProcess(process, addresses, log);
    }

    private static ProcessBuilder builder(Path jdk, String... arguments) {
        var command = new ArrayList<String>();
        command.add(HUB);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", jdk.toString());
        return builder;
    }

    public URI address(String name) {
        return addresses.get(name);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** {@return resident memory in MiB, from /proc} */
    double residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** kill -9. The script has replaced itself by the JVM, so this is the JVM. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM, and at most 20 s; {@return the exit code} */
    int stop() {
        process.destroy();
        if (!endsWithin20Seconds()) {
            kill();
            throw new AssertionError("the hub did not stop within 20 s of SIGTERM");
        }
        return process.exitValue();
    }

    private boolean endsWithin20Seconds() {
        return !process.onExit()
                .completeOnTimeout(process, 20, TimeUnit.SECONDS)
                .join()
                .isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        if (!endsWithin20Seconds()) {
            kill();
        }
    }
}
