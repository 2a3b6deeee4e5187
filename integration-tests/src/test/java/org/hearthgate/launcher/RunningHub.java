package org.hearthgate.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.FrameworkFactory;

/** The built bundles in a framework inside this JVM, started by the same code that `hub run` uses, on free loopback ports. */
public final class RunningHub implements AutoCloseable {
    private final Gateway gateway;
    private final JsonNode secrets;
    private final Map<String, URI> addresses;

    private RunningHub(Gateway gateway, JsonNode secrets, Map<String, URI> addresses) {
        this.gateway = gateway;
        this.secrets = secrets;
        this.addresses = addresses;
    }

    /** Starts a new home for these people on a framework. */
    public static RunningHub start(
            FrameworkFactory framework, Path folder, List<String> people, Consumer<Config> more) {
        Home.Made made = Home.make(folder.resolve("home"), people, "Europe/Berlin");
        Settings settings = made.home().settings();
        settings.of("org.hearthgate.store.sqlite")
                .put("directory", made.home().data().toString());
        settings.of("org.apache.felix.http").putAll(HttpDefaults.at(new Address("127.0.0.1", 0)));
        settings.of("org.hearthgate.adapter.coap")
                .putAll(Map.of(
                        "plainEnabled",
                        true,
                        "host",
                        "127.0.0.1",
                        "port",
                        0,
                        "secureHost",
                        "127.0.0.1",
                        "securePort",
                        0));
        more.accept((pid, values) -> settings.of(pid).putAll(values));
        Gateway gateway =
                Gateway.start(framework, settings, folder.resolve("cache"), bundle -> !bundle.contains("demo.broker"));
        try {
            Map<String, URI> addresses = new Readiness(gateway, "coap", "coaps").await(Duration.ofSeconds(30));
            return new RunningHub(gateway, new ObjectMapper().readTree(made.json("", "", "")), addresses);
        } catch (IOException e) {
            gateway.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /** Adds settings to the home before it starts. */
    @FunctionalInterface
    public interface Config {
        void put(String pid, Map<String, Object> values);
    }

    public URI address(String name) {
        return Optional.ofNullable(addresses.get(name)).orElseThrow();
    }

    /** {@return what `hub init` would have printed} */
    public JsonNode secrets() {
        return secrets;
    }

    public BundleContext context() {
        return gateway.context();
    }

    /** {@return the bundle of one of our rooms, e.g. {@code rules}} */
    public Bundle room(String name) {
        return List.of(context().getBundles()).stream()
                .filter(bundle -> bundle.getSymbolicName().equals("org.hearthgate." + name))
                .findFirst()
                .orElseThrow();
    }

    public List<String> inactiveBundles() {
        return gateway.inactiveBundles();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
