package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out of a posted document what some clients send along to be let in. A credential is no part of the record, and none of the
 * quarantine either, where an installer reads what was refused.
 */
final class CarriedCredentials {
    /** As written without dashes and underscores, in lower case. */
    private static final Set<String> NAMES =
            Set.of("secret", "apisecret", "token", "accesstoken", "authorization", "password");

    private CarriedCredentials() {}

    /** Drops them at any depth; the reader bounds how deep a document is. */
    static void dropFrom(JsonNode document) {
        if (document instanceof ObjectNode fields) {
            List<String> carried = new ArrayList<>();
            fields.fieldNames().forEachRemaining(name -> {
                if (NAMES.contains(name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT))) {
                    carried.add(name);
                }
            });
            fields.remove(carried);
        }
        document.forEach(CarriedCredentials::dropFrom);
    }
}
