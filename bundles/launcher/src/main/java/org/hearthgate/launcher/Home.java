package org.hearthgate.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * A home's folder: {@code config/} (settings, private), {@code data/} (the record), {@code keys/} (what opens it),
 * {@code cache/} (the framework's, may be deleted).
 *
 * @param folder absolute
 */
record Home(Path folder) {
    static final int HTTP_PORT = 8080;
    static final int COAP_PORT = 5683;
    static final int COAPS_PORT = 5684;
    private static final String CLIENT_ID = "client-id";

    static Home existing(Path folder) {
        var home = new Home(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(home.config())) {
            throw Failure.badData(
                    folder + " is not a home: make one with `hub init --home " + folder + " --person NAME`");
        }
        return home;
    }

    /**
     * Takes the home for this process alone, until it ends.
     *
     * @throws Failure if another hub runs on it
     */
    void takeAlone() {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw Failure.tryLater("another hub is running on " + folder + "; stop it first, or use another home");
            }
        } catch (IOException e) {
            throw Failure.badData("cannot lock " + folder.resolve("hub.lock") + ": " + e.getMessage());
        }
    }

    /** {@return this hub's name towards a broker: random, made with the home, the same for its whole life} */
    String clientId() {
        try {
            return Files.readString(folder.resolve(CLIENT_ID)).strip();
        } catch (IOException e) {
            throw Failure.badData("cannot read " + folder.resolve(CLIENT_ID) + ": " + e.getMessage());
        }
    }

    Path config() {
        return folder.resolve("config");
    }

    Path data() {
        return folder.resolve("data");
    }

    /** {@return where the running hub can be spoken to; on tmpfs or disk, whatever the home is on} */
    Path run() {
        return folder.resolve("run");
    }

    /** Apart from the record, so that a copy of {@code data/} alone opens nothing. */
    Path keys() {
        return folder.resolve("keys");
    }

    /** {@return where it is counted how starts go; beside the record, not in it: it may be the record that fails} */
    Path starts() {
        return folder.resolve("starts");
    }

    Path cache() {
        return folder.resolve("cache");
    }

    /** {@return the settings of the home, with the home's own folders where they say nothing else} */
    Settings settings() {
        Settings settings = Settings.read(config());
        unlessSaid(settings.of("org.hearthgate.store.sqlite"), "directory", data());
        unlessSaid(settings.of("org.hearthgate.keys"), "directory", keys());
        unlessSaid(settings.of("org.hearthgate.forecast"), "directory", data().resolve("forecast"));
        unlessSaid(settings.of("org.hearthgate.home"), "stateDirectory", data());
        unlessSaid(settings.of("org.hearthgate.watchdog.self-test"), "directory", data());
        unlessSaid(settings.of("org.hearthgate.control"), "directory", run());
        unlessSaid(settings.of("org.hearthgate.commissioning"), "directory", config());
        return settings;
    }

    /** An empty one says nothing: so it stands in the example that files are copied from. */
    private static void unlessSaid(Map<String, Object> values, String key, Path folder) {
        if (String.valueOf(values.getOrDefault(key, "")).isBlank()) {
            values.put(key, folder.toString());
        }
    }

    /**
     * Makes a home with new keys and secrets.
     *
     * @param names as the family says them
     * @param zone of the home, e.g. {@code Europe/Berlin}
     * @return what has to be told to the family once; the home keeps hashes where the protocol allows it
     */
    static Made make(Path folder, List<String> names, String zone) {
        var home = new Home(folder.toAbsolutePath().normalize());
        if (Files.exists(home.config())) {
            throw Failure.badData(folder + " is a home already; choose another folder, or remove it first");
        }
        var settings = new Settings();
        settings.put("org.hearthgate.home", Map.of("zone", zone));
        settings.put(
                "org.hearthgate.store.sqlite", Map.of("directory", home.data().toString()));
        settings.put("org.hearthgate.keys", Map.of("directory", home.keys().toString()));
        settings.put("org.apache.felix.http", new LinkedHashMap<>(HttpDefaults.at(new Address("0.0.0.0", HTTP_PORT))));
        settings.put(
                "org.hearthgate.adapter.coap",
                Map.of(
                        "plainEnabled",
                        false,
                        "host",
                        "127.0.0.1",
                        "port",
                        COAP_PORT,
                        "secureHost",
                        "0.0.0.0",
                        "securePort",
                        COAPS_PORT));

        var tokens = new LinkedHashMap<String, String>();
        for (String role : List.of("family", "installer", "fleet", "clinician")) {
            String token = Secrets.words(6);
            tokens.put(role, token);
            boolean seesPeople = role.equals("family") || role.equals("clinician");
            settings.put(
                    "org.hearthgate.access~" + role,
                    Map.of(
                            "subject",
                            role,
                            "role",
                            role,
                            "persons",
                            seesPeople ? new String[] {"*"} : new String[0],
                            "tokenSha256",
                            Secrets.sha256(token)));
        }
        var people = new ArrayList<Map<String, String>>();
        var ids = new TreeSet<String>();
        for (String name : names) {
            String id = newId(name, ids);
            ids.add(id);
            people.add(person(settings, id, name));
        }
        PrivateFiles.folder(home.folder);
        PrivateFiles.folder(home.config());
        PrivateFiles.folder(home.data());
        settings.write(home.config());
        PrivateFiles.write(home.folder.resolve(CLIENT_ID), "hearthgate-" + Secrets.hex(6) + "\n");
        return new Made(home, people, tokens);
    }

    private static Map<String, String> person(Settings settings, String id, String name) {
        String secret = Secrets.words(5);
        String token = id + "-" + Secrets.hex(8);
        String psk = Secrets.hex(32);
        String urn = "urn:dev:mac:02" + Secrets.hex(2) + "fffe" + Secrets.hex(3) + ":";
        settings.put("org.hearthgate.person~" + id, Map.of("id", id, "name", name));
        settings.put(
                "org.hearthgate.access~uploader-" + id,
                Map.of(
                        "subject",
                        "phone of " + name,
                        "role",
                        "uploader",
                        "persons",
                        new String[] {id},
                        "nightscoutSecretSha256",
                        Secrets.sha256(Secrets.sha1(secret))));
        settings.put(
                "org.hearthgate.access~follower-" + id,
                Map.of(
                        "subject",
                        "follower of " + name,
                        "role",
                        "follower",
                        "persons",
                        new String[] {id},
                        "tokenSha256",
                        Secrets.sha256(token),
                        // clients may put the SHA-1 of the token into the api-secret header
                        "nightscoutSecretSha256",
                        Secrets.sha256(Secrets.sha1(token))));
        settings.put("org.hearthgate.adapter.coap.device~" + id, Map.of("person", id, "deviceUrn", urn, ".psk", psk));
        var told = new LinkedHashMap<String, String>();
        told.put("id", id);
        told.put("name", name);
        told.put("nightscoutSecret", secret);
        told.put("nightscoutToken", token);
        told.put("coapIdentity", id);
        told.put("coapPsk", psk);
        told.put("coapDevice", urn);
        return told;
    }

    private static String newId(String name, TreeSet<String> taken) {
        if (name.isBlank() || name.length() > 64) {
            throw Failure.usage("a person's name must have 1 to 64 characters, was '" + name + "'");
        }
        String plain = java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String base = plain.isEmpty() ? "person" : plain.substring(0, Math.min(40, plain.length()));
        String id = base;
        for (int i = 2; taken.contains(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    /**
     * A new home.
     *
     * @param people id, name and secrets of each
     * @param tokens by role
     */
    record Made(Home home, List<Map<String, String>> people, Map<String, String> tokens) {
        String json(String http, String coap, String coaps) {
            var told = new LinkedHashMap<String, Object>();
            told.put("http", http);
            told.put("coap", coap);
            told.put("coaps", coaps);
            told.put("persons", people);
            told.put("tokens", tokens);
            return Settings.json(told);
        }
    }
}
