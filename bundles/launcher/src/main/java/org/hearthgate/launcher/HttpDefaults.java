package org.hearthgate.launcher;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the page's server is set: few threads, small buffers, idle connections closed, nothing told about itself. */
final class HttpDefaults {
    private HttpDefaults() {}

    static Map<String, Object> at(Address address) {
        var values = new LinkedHashMap<String, Object>();
        values.put("org.apache.felix.http.enable", true);
        values.put("org.apache.felix.http.host", address.host());
        values.put("org.osgi.service.http.port", address.port());
        values.put("org.apache.felix.http.timeout", 30_000);
        values.put("org.apache.felix.http.jetty.threadpool.max", 24);
        values.put("org.apache.felix.http.jetty.acceptors", 1);
        values.put("org.apache.felix.http.jetty.selectors", 1);
        values.put("org.apache.felix.http.jetty.headerBufferSize", 8_192);
        values.put("org.apache.felix.http.jetty.sendServerHeader", false);
        return values;
    }
}
