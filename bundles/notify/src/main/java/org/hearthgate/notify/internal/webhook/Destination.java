package org.hearthgate.notify.internal.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.hearthgate.api.notify.ChannelException;

/** Where a web hook goes: to https anywhere, to plain http inside the house alone, for what it says is about somebody's health. */
final class Destination {
    private final URI uri;

    /** @throws IllegalArgumentException when it is no address that may be used */
    Destination(String url) {
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'url' is no address"); // it may hold a secret
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("https", "http").contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException("'url' must be https://… (or http://… inside the house)");
        }
        if (uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("'url' must hold neither a password nor a #");
        }
    }

    /**
     * {@return the address to send to now}
     *
     * @throws ChannelException when plain http would leave the house, or nobody knows the name
     */
    URI checked() throws ChannelException {
        if ("http".equalsIgnoreCase(uri.getScheme())) {
            for (InetAddress address : resolved()) {
                if (!isNear(address)) {
                    throw ChannelException.permanent(
                            "the address is outside the house, where plain http can be read by" + " others; use https");
                }
            }
        }
        return uri;
    }

    private InetAddress[] resolved() throws ChannelException {
        try {
            return InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException e) {
            throw ChannelException.passing("nobody knows the host of its address; is the network there?", e);
        }
    }

    static boolean isNear(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }
}
