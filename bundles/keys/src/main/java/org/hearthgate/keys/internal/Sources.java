package org.hearthgate.keys.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.hearthgate.api.key.KeyException;

/** Opens the source that the settings name, and knows what each of them protects against. */
final class Sources {
    private static final String DO = "; correct org.hearthgate.keys";

    private final KeysConfig config;
    private final Map<String, String> environment;
    private final InstantSource machine;

    Sources(KeysConfig config, Map<String, String> environment, InstantSource machine) {
        this.config = config;
        this.environment = environment;
        this.machine = machine;
    }

    /** @throws KeyException if it cannot be used now */
    KeySource open() {
        return switch (config.source()) {
            case "file" -> new FileSource(new KeyFile(directory().resolve("hub.keys")), false, machine);
            case "systemd" -> new CredentialSource(credentials());
            case "pkcs11" -> new TokenSource(library(), config.slot(), pin());
            default -> throw wrong("'source' must be file, systemd or pkcs11, was '" + config.source() + "'");
        };
    }

    /** {@return the file that stands in while the source is missing} */
    KeyFile spare() {
        return new KeyFile(directory().resolve("spare.keys"));
    }

    String protection() {
        return switch (config.source()) {
            case "file" ->
                "the keys are a private file on this machine: a copy of the record alone, or a backup of it, tells nothing; a thief of the"
                        + " whole disk has both";
            case "systemd" ->
                "the keys are credentials of the system: a copy of the home tells nothing, and with a TPM neither does the whole disk in"
                        + " another machine; the root user of this machine can read them";
            case "pkcs11" ->
                "the keys never leave their token: a copy of the whole disk tells nothing without it; whoever has machine, token and PIN"
                        + " can read";
            default -> "no source of keys is configured";
        };
    }

    private Path directory() {
        if (config.directory() == null || config.directory().isBlank()) {
            throw wrong("'directory' is missing: set it to a private folder that is not the record's");
        }
        return Path.of(config.directory()).toAbsolutePath().normalize();
    }

    private Path credentials() {
        String folder = config.credentialsDirectory().isBlank()
                ? environment.getOrDefault("CREDENTIALS_DIRECTORY", "")
                : config.credentialsDirectory();
        if (folder.isBlank()) {
            throw wrong("source systemd needs a folder of credentials: start the hub as a service with"
                    + " LoadCredentialEncrypted=" + CredentialSource.NAME + ":FILE, or set 'credentialsDirectory'");
        }
        return Path.of(folder);
    }

    private Path library() {
        if (config.library().isBlank()) {
            throw wrong("source pkcs11 needs 'library', the token's own PKCS#11 library");
        }
        return Path.of(config.library());
    }

    private char[] pin() {
        if (config.pinFile().isBlank()) {
            return config._pin().toCharArray();
        }
        Path file = Path.of(config.pinFile());
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray();
        } catch (IOException e) {
            throw new KeyException(
                    KeyException.Reason.UNAVAILABLE,
                    "cannot read the PIN file " + file + ": " + e.getClass().getSimpleName()
                            + "; make it readable for the hub's user",
                    e);
        }
    }

    private static KeyException wrong(String what) {
        return new KeyException(KeyException.Reason.UNAVAILABLE, what + DO, null);
    }
}
