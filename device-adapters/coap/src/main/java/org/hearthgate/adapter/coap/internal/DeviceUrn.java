package org.hearthgate.adapter.coap.internal;

import java.util.regex.Pattern;

/** How devices name themselves (RFC 9039): {@code urn:dev:mac:…}, {@code urn:dev:ow:…}, {@code urn:dev:org:…} and the like. */
final class DeviceUrn {
    private static final Pattern FORM =
            Pattern.compile("urn:dev:[a-z0-9]{1,16}:?[A-Za-z0-9._\\-:/]{0,170}[A-Za-z0-9][:/_]?");
    private static final Pattern SEPARATORS_AT_END = Pattern.compile("[:/_]+$");

    private DeviceUrn() {}

    static boolean isWellFormed(String urn) {
        return FORM.matcher(urn).matches();
    }

    /** {@return the URN without separators at its end, so that "urn:dev:mac:02ab", "…:" and "…/" are one device} */
    static String bare(String urn) {
        return SEPARATORS_AT_END.matcher(urn).replaceFirst("");
    }

    /** {@return whether {@code urn} is that device or one of its parts; "…:02ab" does not cover "…:02abcd"; case is no difference} */
    static boolean covers(String configured, String urn) {
        String whole = bare(configured);
        String part = bare(urn);
        return part.regionMatches(true, 0, whole, 0, whole.length())
                && (part.length() == whole.length() || ":/_".indexOf(part.charAt(whole.length())) >= 0);
    }
}
