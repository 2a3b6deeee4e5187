package org.hearthgate.nightscout.internal;

import java.util.Set;

/**
 * What a path names, however a client spells it.
 *
 * @param name without {@code /api/v1/} and extension; empty when it is outside
 * @param ofXdrip whether it is one of xDrip's own paths at the root
 */
record Resource(String name, String extension, boolean ofXdrip) {
    private static final Set<String> EXTENSIONS = Set.of("json", "txt", "tsv", "csv", "html");
    private static final String V1 = "/api/v1/";

    static Resource of(String path) {
        if (path.equals("/sgv.json")) {
            return new Resource("entries/sgv", "json", true);
        }
        if (path.equals("/status.json")) {
            return new Resource("status", "json", true);
        }
        if (path.equals("/pebble")) {
            return new Resource("pebble", "json", true);
        }
        String name = path.startsWith(V1) ? path.substring(V1.length()) : "";
        while (name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        int dot = name.lastIndexOf('.');
        boolean extended = dot > name.lastIndexOf('/') && EXTENSIONS.contains(name.substring(dot + 1));
        return extended
                ? new Resource(name.substring(0, dot), name.substring(dot + 1), false)
                : new Resource(name, "", false);
    }
}
