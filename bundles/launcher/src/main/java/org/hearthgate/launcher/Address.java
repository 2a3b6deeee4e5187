package org.hearthgate.launcher;

import picocli.CommandLine;

/**
 * Where to listen.
 *
 * @param host name or address to bind to
 * @param port 0 (any free one) to 65535
 */
record Address(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    Address {
        if (host.isBlank() || port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("an address is HOST:PORT with a port of 0 to 65535");
        }
    }

    /** Reads {@code HOST:PORT}, {@code [IPv6]:PORT} or {@code PORT} on loopback. */
    static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return new Address(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no address: write HOST:PORT, e.g. 127.0.0.1:8080", e);
        }
    }

    /** Lets picocli read addresses. */
    static final class Converter implements CommandLine.ITypeConverter<Address> {
        @Override
        public Address convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
