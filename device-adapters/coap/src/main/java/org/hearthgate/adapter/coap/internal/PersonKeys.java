package org.hearthgate.adapter.coap.internal;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;
import org.hearthgate.api.observation.PersonId;

/**
 * The keys of the people and of single devices, looked up at each handshake. Somebody who does not live here gets a key that nobody knows: the handshake then
 * goes the way of a wrong key, to the octet, and tells a guesser nothing about who lives here.
 */
final class PersonKeys implements AdvancedPskStore {
    private final DeviceBook book;
    private final byte[] nobodysKey = new byte[32];

    PersonKeys(DeviceBook book) {
        this.book = book;
        new SecureRandom().nextBytes(nobodysKey);
    }

    /** {@return the person a DTLS identity names, if it has the form of one} */
    static Optional<PersonId> person(String identity) {
        try {
            return Optional.of(new PersonId(identity));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean hasEcdhePskSupported() {
        return true;
    }

    @Override
    public PskSecretResult requestPskSecretResult(
            ConnectionId connection,
            ServerNames serverNames,
            PskPublicInformation identity,
            String hmacAlgorithm,
            SecretKey otherSecret,
            byte[] seed,
            boolean useExtendedMasterSecret) {
        byte[] key = book.keyOf(identity.getPublicInfoAsString())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(nobodysKey);
        // a fresh object each time: the handshake destroys what it is given
        return new PskSecretResult(connection, identity, SecretUtil.create(key, PskSecretResult.ALGORITHM_PSK));
    }

    @Override
    public PskPublicInformation getIdentity(InetSocketAddress peer, ServerNames virtualHost) {
        return null; // asked of clients only
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        // every result is given at once
    }
}
