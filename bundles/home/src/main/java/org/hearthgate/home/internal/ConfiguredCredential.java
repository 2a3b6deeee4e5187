package org.hearthgate.home.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One credential as the configuration states it: hashes only, so that reading the configuration opens no door. */
@Component(
        name = ConfiguredCredential.PID,
        configurationPid = ConfiguredCredential.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true, // so that a bad configuration is told at once, not at the first log-in
        service = ConfiguredCredential.class)
@Designate(ocd = ConfiguredCredential.Config.class, factory = true)
public final class ConfiguredCredential {
    static final String PID = "org.hearthgate.access";
    private static final String EVERYBODY = "*";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredCredential.class);

    /** Settings of one credential. */
    @ObjectClassDefinition(name = "Access")
    public @interface Config {
        @AttributeDefinition(name = "Subject", description = "Whose credential it is; shown as who acknowledged")
        String subject();

        @AttributeDefinition(name = "Role", description = "family, installer, fleet, clinician, uploader or follower")
        String role();

        @AttributeDefinition(
                name = "Persons",
                description = "Ids of the people it reaches; * means everybody in the home")
        String[] persons() default {};

        @AttributeDefinition(
                name = "SHA-256 of the token",
                description = "64 lower-case hex characters; empty: no token")
        String tokenSha256() default "";

        @AttributeDefinition(
                name = "SHA-256 of the Nightscout secret",
                description = "Of the 40 lower-case hex characters of the secret's SHA-1; empty: no Nightscout secret")
        String nightscoutSecretSha256() default "";
    }

    private final String configuration;
    private final String subject;
    private final Role role;
    private final boolean everybody;
    private final Set<PersonId> persons;
    private final Optional<String> tokenSha256;
    private final Optional<String> nightscoutSecretSha256;

    /** @throws IllegalArgumentException if anything in it is malformed or opens nothing */
    @Activate
    public ConfiguredCredential(Config config, Map<String, Object> properties) {
        configuration = String.valueOf(properties.getOrDefault("service.pid", PID));
        subject = config.subject();
        check(subject != null && !subject.isBlank() && subject.length() <= 64, "subject must have 1 to 64 characters");
        role = roleOf(config.role());
        tokenSha256 = hash("tokenSha256", config.tokenSha256());
        nightscoutSecretSha256 = hash("nightscoutSecretSha256", config.nightscoutSecretSha256());
        check(
                tokenSha256.isPresent() || nightscoutSecretSha256.isPresent(),
                "it has neither tokenSha256 nor nightscoutSecretSha256, so nobody can use it; state one or remove it");
        Set<String> named = new HashSet<>(Arrays.asList(config.persons()));
        everybody = seesPeople(role) && named.remove(EVERYBODY);
        persons = seesPeople(role) ? ids(named) : Set.of();
        if (!seesPeople(role) && !named.isEmpty()) {
            LOG.warn("Configuration {}: role {} sees no person's data; its persons are left out", configuration, role);
        }
        check(
                !seesPeople(role) || everybody || !persons.isEmpty(),
                "role " + role + " needs persons: write their ids, or * for everybody in the home");
        check(
                !isOneSite(role) || !everybody && persons.size() == 1,
                "role " + role + " is for exactly one person: write one id in persons");
    }

    private static boolean seesPeople(Role role) {
        return role != Role.INSTALLER && role != Role.FLEET;
    }

    private static boolean isOneSite(Role role) {
        return role == Role.UPLOADER || role == Role.FOLLOWER;
    }

    private Role roleOf(String text) {
        String wanted = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(Role.values())
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> broken("role '" + text + "' is unknown; write one of family, installer, fleet, "
                        + "clinician, uploader, follower"));
    }

    private Optional<String> hash(String key, String hex) {
        if (hex.isBlank()) {
            return Optional.empty();
        }
        String lower = hex.strip().toLowerCase(Locale.ROOT);
        check(
                SHA_256.matcher(lower).matches(),
                key + " must be 64 hex characters, the SHA-256 and not the secret itself");
        return Optional.of(lower);
    }

    private Set<PersonId> ids(Set<String> named) {
        var ids = new HashSet<PersonId>();
        for (String id : named) {
            try {
                ids.add(new PersonId(id));
            } catch (IllegalArgumentException e) {
                throw broken(e.getMessage());
            }
        }
        return Set.copyOf(ids);
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw broken(otherwise);
        }
    }

    private IllegalArgumentException broken(String what) {
        return new IllegalArgumentException("configuration " + configuration + ": " + what);
    }

    String configuration() {
        return configuration;
    }

    String subject() {
        return subject;
    }

    Role role() {
        return role;
    }

    /** {@return whether it reaches whoever lives here} */
    boolean everybody() {
        return everybody;
    }

    Set<PersonId> persons() {
        return persons;
    }

    Optional<String> tokenSha256() {
        return tokenSha256;
    }

    Optional<String> nightscoutSecretSha256() {
        return nightscoutSecretSha256;
    }
}
