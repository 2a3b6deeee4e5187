package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a request in their order, with brackets and dollar signs literal or percent-encoded as clients please. */
record QueryString(List<Parameter> parameters) {
    static final QueryString NONE = new QueryString(List.of());

    private static final int MOST = 64;

    /** One of them, decoded. */
    record Parameter(String name, String value) {}

    QueryString {
        parameters = List.copyOf(parameters);
    }

    /** @throws RefusedRequest if a percent sign is not followed by two hex digits, or there are too many parameters */
    static QueryString parse(String query) {
        if (query.isEmpty()) {
            return NONE;
        }
        var parameters = new ArrayList<Parameter>();
        for (String part : query.split("&", MOST + 2)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            parameters.add(new Parameter(decode(name), equals < 0 ? "" : decode(part.substring(equals + 1))));
        }
        if (parameters.size() > MOST) {
            throw RefusedRequest.badRequest("more than " + MOST + " query parameters; ask for less at a time");
        }
        return new QueryString(parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw RefusedRequest.badRequest("the query has a percent sign without two hex digits; encode % as %25");
        }
    }

    Optional<String> first(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }
}
