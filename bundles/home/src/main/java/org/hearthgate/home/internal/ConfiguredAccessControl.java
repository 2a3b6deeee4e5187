package org.hearthgate.home.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.AccessControl;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises the credentials that the configuration states. A secret that two configurations claim opens neither door: a phone could
 * otherwise write one child's glucose into the other's record.
 */
@Component(name = "org.hearthgate.access.control", configurationPid = "org.hearthgate.access.control")
public final class ConfiguredAccessControl implements AccessControl {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredAccessControl.class);
    private static final Pattern SHA_1 = Pattern.compile("[0-9a-f]{40}");
    private static final int LONGEST_TOKEN = 512;

    private record Key(byte[] hash, ConfiguredCredential opens) {}

    private record Keys(List<Key> tokens, List<Key> secrets) {}

    private final Household household;
    private final List<ConfiguredCredential> configured = new ArrayList<>();
    private volatile Keys keys = new Keys(List.of(), List.of());

    @Activate
    public ConfiguredAccessControl(@Reference Household household) {
        this.household = household;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void add(ConfiguredCredential credential) {
        configured.add(credential);
        configured.sort(Comparator.comparing(ConfiguredCredential::configuration));
        refresh();
    }

    synchronized void remove(ConfiguredCredential credential) {
        configured.remove(credential);
        refresh();
    }

    private void refresh() {
        keys = new Keys(
                unambiguous("tokenSha256", ConfiguredCredential::tokenSha256),
                unambiguous("nightscoutSecretSha256", ConfiguredCredential::nightscoutSecretSha256));
    }

    private List<Key> unambiguous(String key, Function<ConfiguredCredential, Optional<String>> hash) {
        var byHash = configured.stream()
                .filter(credential -> hash.apply(credential).isPresent())
                .collect(Collectors.groupingBy(
                        credential -> hash.apply(credential).orElseThrow()));
        var unambiguous = new ArrayList<Key>();
        byHash.forEach((hex, claims) -> {
            if (claims.size() > 1) {
                LOG.error(
                        "Configurations {} have the same {}; none of them is accepted until each has its own",
                        claims.stream().map(ConfiguredCredential::configuration).toList(),
                        key);
            } else {
                unambiguous.add(new Key(hex.getBytes(UTF_8), claims.get(0)));
            }
        });
        return List.copyOf(unambiguous);
    }

    @Override
    public Optional<Access> byToken(String token) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return find(keys.tokens(), token);
    }

    @Override
    public Optional<Access> byNightscoutSecret(String sha1Hex) {
        String lower = sha1Hex.toLowerCase(Locale.ROOT);
        return SHA_1.matcher(lower).matches() ? find(keys.secrets(), lower) : Optional.empty();
    }

    private Optional<Access> find(List<Key> candidates, String secret) {
        byte[] presented = sha256Hex(secret);
        ConfiguredCredential found = null;
        for (Key candidate : candidates) { // to the end, found or not: the time tells nothing
            if (MessageDigest.isEqual(candidate.hash(), presented)) {
                found = candidate.opens();
            }
        }
        return Optional.ofNullable(found).flatMap(this::access);
    }

    private Optional<Access> access(ConfiguredCredential credential) {
        Set<PersonId> persons = new HashSet<>(credential.persons());
        if (credential.everybody()) {
            household.people().stream().map(Person::id).forEach(persons::add);
        }
        boolean seesPeople = credential.role() != Role.INSTALLER && credential.role() != Role.FLEET;
        if (seesPeople && persons.isEmpty()) {
            return Optional.empty(); // nobody lives here yet, so there is nothing it could open
        }
        return Optional.of(new Access(credential.subject(), credential.role(), persons));
    }

    private static byte[] sha256Hex(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).getBytes(UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
