package org.hearthgate.adapter.phone.internal;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which addresses are inside the house: a phone is asked for health data there and nowhere else. */
final class HomeNetwork {
    private static final int MOST_NETWORKS = 4;
    private static final int WIDEST_PREFIX = 24;
    private static final int WHOLE_ADDRESS = 32;

    private HomeNetwork() {}

    /** {@return whether this is loopback, link-local or private (RFC 1918, RFC 4193)} */
    static boolean holds(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        boolean near = address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress();
        return near || address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    /**
     * {@return every other address of the hub's own IPv4 networks, of each at most the 254 nearest (/24)} At most four networks; loopback,
     * tunnels and public networks are none.
     */
    static List<InetAddress> neighbours() throws SocketException {
        Set<InetAddress> found = new LinkedHashSet<>();
        int networks = 0;
        for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!card.isUp() || card.isLoopback() || card.isPointToPoint() || card.isVirtual()) {
                continue;
            }
            for (InterfaceAddress own : card.getInterfaceAddresses()) {
                if (own.getAddress() instanceof Inet4Address && holds(own.getAddress()) && networks < MOST_NETWORKS) {
                    networks++;
                    found.addAll(around(own.getAddress().getAddress(), own.getNetworkPrefixLength()));
                }
            }
        }
        return List.copyOf(found);
    }

    /** {@return the hosts of that network, without this one; of a network wider than /24 those of the /24 it lies in} */
    static List<InetAddress> around(byte[] own, int prefix) {
        int address = (own[0] & 0xff) << 24 | (own[1] & 0xff) << 16 | (own[2] & 0xff) << 8 | own[3] & 0xff;
        int hostBits = WHOLE_ADDRESS - Math.max(WIDEST_PREFIX, Math.min(WHOLE_ADDRESS - 2, prefix));
        int network = address >>> hostBits << hostBits;
        var hosts = new ArrayList<InetAddress>();
        for (int host = 1; host < (1 << hostBits) - 1; host++) {
            if (network + host != address) {
                hosts.add(ipv4(network + host));
            }
        }
        return hosts;
    }

    private static InetAddress ipv4(int address) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) (address >>> 24), (byte) (address >>> 16), (byte) (address >>> 8), (byte) address
                    });
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
