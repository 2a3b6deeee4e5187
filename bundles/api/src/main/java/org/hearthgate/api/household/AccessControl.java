package org.hearthgate.api.household;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Recognises credentials. Compares in constant time and keeps only their hashes. Any thread; returns at once. An unknown credential is
 * empty, whatever is wrong with it: the caller learns nothing.
 */
@ProviderType
public interface AccessControl {
    /** {@return who carries this token (bearer token, log-in, Nightscout access token)} */
    Optional<Access> byToken(String token);

    /** {@return who carries this hash, the value of Nightscout's {@code api-secret} header: SHA-1 in hex of the person's secret} */
    Optional<Access> byNightscoutSecret(String sha1Hex);
}
