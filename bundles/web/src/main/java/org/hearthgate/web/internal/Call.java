package org.hearthgate.web.internal;

import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as the routes see it, free of any container, so that every right can be tested without one.
 *
 * @param method in upper case
 * @param path decoded, without query
 * @param headers by name in lower case; only those the room reads
 * @param body at most {@link #longestBody} bytes
 * @param remoteAddress of the peer, for counting log-in attempts
 * @param secure whether it came over TLS
 */
record Call(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String remoteAddress,
        boolean secure) {
    static final int LONGEST_BODY = 4096;
    private static final int LONGEST_SET = 65_536;

    /** {@return how many bytes may be sent there; a whole home's devices are longer than a snooze} */
    static int longestBody(String path) {
        return path.equals(DeviceSetRoutes.IMPORT) ? LONGEST_SET : LONGEST_BODY;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean mutates() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
