package org.hearthgate.nightscout.internal;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request as the site sees it, free of the servlet container so that every answer can be tested without one.
 *
 * @param method upper case
 * @param path decoded, from the root, e.g. {@code /api/v1/entries.json}
 * @param query undecoded, without the question mark; empty when there is none
 * @param headers the first value of a header, whatever its case
 * @param body read at most once, and only by who may write
 */
record SiteRequest(
        String method, String path, String query, Function<String, Optional<String>> headers, InputStream body) {
    Optional<String> header(String name) {
        return headers.apply(name);
    }
}
