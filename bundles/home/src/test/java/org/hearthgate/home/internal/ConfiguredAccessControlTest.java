package org.hearthgate.home.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hearthgate.home.internal.Configs.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.FixedHousehold;
import org.junit.jupiter.api.Test;

class ConfiguredAccessControlTest {
    private static final PersonId ANNA = new PersonId("anna");
    private static final PersonId BEN = new PersonId("ben");

    private final ConfiguredAccessControl control = new ConfiguredAccessControl(FixedHousehold.of("Anna", "Ben"));

    private static String hex(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfiguredCredential token(String name, String role, String token, String... persons) {
        return credential(
                name,
                Map.of(
                        "subject",
                        name,
                        "role",
                        role,
                        "persons",
                        List.of(persons),
                        "tokenSha256",
                        hex("SHA-256", token)));
    }

    private static ConfiguredCredential secret(String name, String secret, String person) {
        return credential(
                name,
                Map.of(
                        "subject",
                        name,
                        "role",
                        "uploader",
                        "persons",
                        person,
                        "nightscoutSecretSha256",
                        hex("SHA-256", hex("SHA-1", secret))));
    }

    @Test
    void recognises_a_token_and_whom_it_reaches() {
        control.add(token("mum", "family", "s3cret", "anna"));
        assertThat(control.byToken("s3cret")).contains(new Access("mum", Role.FAMILY, java.util.Set.of(ANNA)));
    }

    @Test
    void denies_everything_else() {
        control.add(token("mum", "family", "s3cret", "anna"));
        for (String wrong : List.of("", "s3cre", "s3cret ", "S3CRET", hex("SHA-256", "s3cret"), "x".repeat(100_000))) {
            assertThat(control.byToken(wrong)).as("'%s'", wrong).isEmpty();
            assertThat(control.byNightscoutSecret(wrong)).as("'%s'", wrong).isEmpty();
        }
    }

    @Test
    void recognises_a_nightscout_secret_in_lower_and_in_upper_case_hex() {
        control.add(secret("phone", "a-long-secret", "anna"));
        String sha1 = hex("SHA-1", "a-long-secret");
        assertThat(control.byNightscoutSecret(sha1)).isPresent();
        assertThat(control.byNightscoutSecret(sha1.toUpperCase(Locale.ROOT))).isPresent();
        assertThat(control.byNightscoutSecret("a-long-secret")).isEmpty();
        assertThat(control.byToken(sha1)).as("a secret is no token").isEmpty();
    }

    @Test
    void reaches_everybody_by_a_star_and_not_by_an_empty_list() {
        control.add(token("gran", "family", "star", "*"));
        assertThat(control.byToken("star").orElseThrow().persons()).containsExactlyInAnyOrder(ANNA, BEN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token("x", "family", "t"))
                .withMessageContaining("org.hearthgate.access~x")
                .withMessageContaining("needs persons");
    }

    @Test
    void lets_installer_and_fleet_reach_nobody_even_if_told_to() {
        control.add(token("installer", "installer", "i", "*"));
        control.add(token("fleet", "fleet", "f", "anna"));
        assertThat(control.byToken("i").orElseThrow().persons()).isEmpty();
        assertThat(control.byToken("f").orElseThrow().persons()).isEmpty();
    }

    @Test
    void opens_nothing_with_a_secret_that_two_configurations_claim_until_one_is_gone() {
        ConfiguredCredential annas = secret("a", "the-same-secret", "anna");
        control.add(annas);
        control.add(secret("b", "the-same-secret", "ben"));
        String sha1 = hex("SHA-1", "the-same-secret");
        assertThat(control.byNightscoutSecret(sha1)).isEmpty();
        control.remove(annas);
        assertThat(control.byNightscoutSecret(sha1).orElseThrow().persons()).containsExactly(BEN);
    }

    @Test
    void forgets_a_credential_that_is_taken_away() {
        ConfiguredCredential mum = token("mum", "family", "s3cret", "anna");
        control.add(mum);
        control.remove(mum);
        assertThat(control.byToken("s3cret")).isEmpty();
    }

    @Test
    void refuses_an_uploader_for_two_people() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token("phone", "uploader", "t", "anna", "ben"))
                .withMessageContaining("exactly one person");
        assertThatIllegalArgumentException().isThrownBy(() -> token("phone", "follower", "t", "*"));
    }

    @Test
    void refuses_an_unknown_role_a_missing_hash_and_a_plain_secret_in_place_of_its_hash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token("x", "admin", "t", "anna"))
                .withMessageContaining("'admin'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> credential("x", Map.of("subject", "x", "role", "fleet")))
                .withMessageContaining("nobody can use it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> credential("x", Map.of("subject", "x", "role", "fleet", "tokenSha256", "hunter2")))
                .withMessageContaining("64 hex")
                .withMessageNotContaining("hunter2");
    }
}
