package org.hearthgate.web.internal;

import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as the routes see it, free of any container, so that every right can be tested without one.
 *
 * @param method in upper case
 * @param path decoded, without query
 * @param headers by name in lower case; only those the room reads
 * @param body at most {@link #LONGEST_BODY} bytes
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

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean mutates() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
