package org.hearthgate.keys.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.key.HubKey;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.api.key.Wrapped;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three sources and what stands in for them. */
class HubKeysTest {
    private static final byte[] DATA_KEY = new byte[32];
    private static final byte[] CONTEXT = {1, 2, 3};
    private static final Path SOFTHSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private ChosenHubKeys open(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("directory", folder.resolve("keys").toString());
        return new ChosenHubKeys(
                Configured.by(KeysConfig.class, all),
                Map.of(),
                () -> Instant.parse("2026-03-02T12:00:00Z"),
                nanos::get);
    }

    private void keepsRotatesAndDestroys(Map<String, Object> settings) {
        ChosenHubKeys keys = open(settings);
        assertThat(keys.trouble()).isEmpty();
        String first = keys.current();
        Wrapped wrapped = keys.wrap(DATA_KEY, CONTEXT);
        keys.close();
        keys = open(settings);
        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
        refuses(keys, wrapped, new byte[] {1, 2, 4});
        byte[] flipped = wrapped.octets();
        flipped[20] ^= 1;
        refuses(keys, new Wrapped(wrapped.hubKey(), flipped), CONTEXT);

        String second = keys.rotate();
        assertThat(second).isEqualTo(keys.current()).isNotEqualTo(first);
        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
        keys.destroy(first);
        keys.close();
        ChosenHubKeys again = open(settings);
        assertThat(again.keys()).extracting(HubKey::id).containsExactly(second);
        assertThatThrownBy(() -> again.unwrap(wrapped, CONTEXT))
                .isInstanceOfSatisfying(
                        KeyException.class, e -> assertThat(e.reason()).isEqualTo(KeyException.Reason.UNKNOWN_KEY));
        assertThatThrownBy(() -> again.destroy(second)).isInstanceOf(IllegalArgumentException.class);
        again.close();
    }

    private static void refuses(ChosenHubKeys keys, Wrapped wrapped, byte[] context) {
        assertThatThrownBy(() -> keys.unwrap(wrapped, context))
                .isInstanceOfSatisfying(
                        KeyException.class, e -> assertThat(e.reason()).isEqualTo(KeyException.Reason.REFUSED));
    }

    @Test
    void a_file_keeps_rotates_and_destroys() throws IOException {
        keepsRotatesAndDestroys(Map.of());
        Path file = folder.resolve("keys/hub.keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(folder.resolve("keys"))).containsExactly(file);
    }

    @Test
    void a_file_that_others_may_read_is_refused_and_a_spare_key_stands_in_until_it_is_put_right() throws IOException {
        Wrapped wrapped = open(Map.of()).wrap(DATA_KEY, CONTEXT);
        Path file = folder.resolve("keys/hub.keys");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        ChosenHubKeys keys = open(Map.of());
        assertThat(keys.trouble())
                .hasValueSatisfying(trouble ->
                        assertThat(trouble).contains("chmod 600 " + file).contains("spare"));
        assertThat(new KeysHealth(keys).check().status()).isEqualTo(Health.Status.FAILED);
        assertThatThrownBy(() -> keys.unwrap(wrapped, CONTEXT)).isInstanceOf(KeyException.class);
        Wrapped tonight = keys.wrap(DATA_KEY, CONTEXT);
        assertThat(tonight.hubKey()).startsWith("spare-");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(keys.trouble()).as("looked at a moment ago").isPresent();
        nanos.addAndGet(ChosenHubKeys.LOOK_AGAIN.toNanos());
        assertThat(keys.trouble()).isEmpty();
        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
        assertThat(keys.unwrap(tonight, CONTEXT)).isEqualTo(DATA_KEY);
        keys.destroy(tonight.hubKey());
        assertThat(folder.resolve("keys/spare.keys")).doesNotExist();
    }

    @Test
    void a_damaged_file_is_refused_and_left_as_it_is_and_its_content_never_told() throws IOException {
        open(Map.of());
        Path file = folder.resolve("keys/hub.keys");
        Files.writeString(file, "file-1 2026-03-02T12:00:00Z secretsecret\n");
        assertThat(open(Map.of()).trouble())
                .hasValueSatisfying(
                        trouble -> assertThat(trouble).contains("damaged").doesNotContain("secretsecret"));
        assertThat(file).content().contains("secretsecret");
    }

    @Test
    void a_source_nobody_knows_and_a_missing_directory_are_told() {
        assertThat(open(Map.of("source", "cloud")).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("'source'", "cloud"));
        var keys = new ChosenHubKeys(Configured.by(KeysConfig.class));
        assertThat(keys.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("'directory' is missing"));
        assertThatThrownBy(() -> keys.wrap(DATA_KEY, CONTEXT)).isInstanceOf(KeyException.class);
    }

    @Test
    void credentials_of_the_system_are_read_and_changed_by_their_owner() throws IOException {
        Map<String, Object> settings = Map.of("source", "systemd", "credentialsDirectory", folder.toString());
        assertThat(open(settings).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("systemd-creds encrypt"));
        Path credential = folder.resolve("hearthgate-hub-key");
        Files.write(credential, new byte[32]);
        ChosenHubKeys keys = open(settings);
        Wrapped wrapped = keys.wrap(DATA_KEY, CONTEXT);
        assertThat(wrapped.hubKey()).startsWith("systemd-");
        assertThatThrownBy(keys::rotate).isInstanceOfSatisfying(KeyException.class, e -> assertThat(e.reason())
                .isEqualTo(KeyException.Reason.BY_HAND));

        Files.move(credential, folder.resolve("hearthgate-hub-key.previous"));
        Files.writeString(credential, "ab".repeat(32) + "\n");
        ChosenHubKeys changed = open(settings);
        assertThat(changed.current()).isNotEqualTo(wrapped.hubKey());
        assertThat(changed.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
    }

    @Test
    void a_token_keeps_rotates_and_destroys_and_no_key_leaves_it() throws Exception {
        String conf = System.getenv("SOFTHSM2_CONF");
        boolean there = Files.exists(SOFTHSM) && conf != null;
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("SoftHSM is missing: apt install softhsm2")
                .isTrue();
        Assumptions.assumeTrue(there, "SoftHSM is missing, its test is skipped: apt install softhsm2");
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Files.writeString(Path.of(conf), "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        Process init = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "hub",
                        "--pin",
                        "1234",
                        "--so-pin",
                        "5678")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("softhsm.log").toFile())
                .start();
        assertThat(init.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(init.exitValue())
                .as(Files.readString(folder.resolve("softhsm.log")))
                .isZero();
        keepsRotatesAndDestroys(Map.of("source", "pkcs11", "library", SOFTHSM.toString(), "_pin", "1234"));
        assertThat(open(Map.of("source", "pkcs11", "library", "/no/such.so")).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("/no/such.so"));
    }
}
