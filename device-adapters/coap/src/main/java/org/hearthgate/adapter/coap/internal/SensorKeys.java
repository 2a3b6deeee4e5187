package org.hearthgate.adapter.coap.internal;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;

/** The keys with which the hub shows itself to sensors, each at its own address. Safe on every thread. */
final class SensorKeys implements AdvancedPskStore {
    private final Map<InetSocketAddress, String> identities = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    /** From now on the hub calls itself so at that address. */
    void put(InetSocketAddress sensor, String identity, String key) {
        keys.put(identity, key);
        identities.put(sensor, identity);
    }

    /** @throws IllegalArgumentException if that identity has another key already */
    void check(String identity, String key) {
        if (!keys.getOrDefault(identity, key).equals(key)) {
            throw new IllegalArgumentException(
                    "identity '" + identity
                            + "' is used with another .psk already; give each sensor an identity of its own, or all the same key");
        }
    }

    /** Forgets a sensor. */
    void remove(String identity) {
        identities.values().removeIf(identity::equals);
        keys.remove(identity);
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
        String key = keys.get(identity.getPublicInfoAsString());
        return key == null
                ? new PskSecretResult(connection, identity, null)
                : new PskSecretResult(
                        connection,
                        identity,
                        SecretUtil.create(key.getBytes(StandardCharsets.UTF_8), PskSecretResult.ALGORITHM_PSK));
    }

    @Override
    public PskPublicInformation getIdentity(InetSocketAddress peer, ServerNames virtualHost) {
        String identity = identities.get(peer);
        return identity == null ? null : new PskPublicInformation(identity);
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        // every result is given at once
    }
}
