package org.hearthgate.adapter.phone.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a phone is to be found: a name or an address, and the port. A name is looked up at every visit, so that a phone that was given
 * another address is found again by the name that the router (or mDNS, {@code ….local}) knows.
 *
 * @param host name or IP address, without brackets
 * @param port TCP port, 1 to 65535
 */
record PhoneAddress(String host, int port) {
    /** Of xDrip+ and Juggluco. */
    static final int DEFAULT_PORT = 17580;

    private static final int LARGEST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile(
            "(?:\\[(?<six>[0-9a-fA-F:.%a-z]{2,60})]|(?<host>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?))(?::(?<port>\\d{1,5}))?");

    /** Who knows which address a name has now. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** @throws IllegalArgumentException if it is no host with an optional port */
    static PhoneAddress of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("host '" + text
                    + "' is no address: write a name or an IP address, and the port where it is not 17580, e.g. 192.168.1.23"
                    + " or annas-phone.fritz.box:17580");
        }
        int port = form.group("port") == null ? DEFAULT_PORT : Integer.parseInt(form.group("port"));
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("host '" + text + "' has a port outside 1 to 65535");
        }
        return new PhoneAddress(form.group("host") == null ? form.group("six") : form.group("host"), port);
    }

    /**
     * {@return where to connect to now}
     *
     * @param names asked anew each time
     * @param anywhere whether an address outside the house is allowed
     * @throws PhoneException if nobody knows the name, or it leads out of the house
     */
    InetSocketAddress resolve(Names names, boolean anywhere) throws PhoneException {
        InetAddress[] known;
        try {
            known = names.of(host);
        } catch (UnknownHostException e) {
            throw new PhoneException(
                    PhoneException.Why.AWAY,
                    "nobody in the house knows the name " + host
                            + ": is the phone in the Wi-Fi? If it stays so, set host to its IP address",
                    e);
        }
        return Arrays.stream(known)
                .filter(address -> anywhere || HomeNetwork.holds(address))
                .findFirst()
                .map(address -> new InetSocketAddress(address, port))
                .orElseThrow(() -> new PhoneException(
                        PhoneException.Why.AWAY,
                        host
                                + " is an address outside the house and is not asked: set host to the phone's own address in the"
                                + " Wi-Fi, or publicAddressAllowed if that is really meant"));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
