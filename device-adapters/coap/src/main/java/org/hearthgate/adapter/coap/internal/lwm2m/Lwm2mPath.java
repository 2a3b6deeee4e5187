package org.hearthgate.adapter.coap.internal.lwm2m;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value stands on an LwM2M device.
 *
 * @param before what stands in front of the path in a name: nothing or the device's own name with its separator
 * @param object e.g. 3303
 * @param instance e.g. 0
 * @param resource e.g. 5700
 */
public record Lwm2mPath(String before, int object, int instance, int resource) {
    private static final Pattern FORM = Pattern.compile("(|.*[:/_])(\\d{1,5})/(\\d{1,5})/(\\d{1,5})");

    /** {@return the name of the device in front, closed by one separator; empty where there is none} */
    public String device() {
        String bare = before.replaceFirst("[:/_]+$", "");
        return bare.isEmpty() ? "" : bare + ":";
    }

    /** {@return the path at the end of a resolved name} */
    public static Optional<Lwm2mPath> of(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches()
                ? Optional.of(new Lwm2mPath(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4))))
                : Optional.empty();
    }
}
