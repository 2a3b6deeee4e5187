package org.hearthgate.adapter.coap.internal.link;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One resource that a device says it has.
 *
 * @param target as written between the angle brackets
 * @param attributes the first value of each name; empty text where it has none ({@code obs})
 */
public record Link(String target, Map<String, String> attributes) {
    public Link {
        attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** {@return a path on the device that answered; empty where the link leads elsewhere or is odd} */
    public Optional<String> path() {
        return target.startsWith("/") && !target.startsWith("//") && target.indexOf('?') < 0
                ? Optional.of(target)
                : Optional.empty();
    }

    /** {@return whether it can be observed} */
    public boolean observable() {
        return attributes.containsKey("obs");
    }

    public Optional<String> title() {
        return Optional.ofNullable(attributes.get("title")).filter(title -> !title.isBlank());
    }

    /** {@return the words of a space-separated attribute: {@code rt}, {@code if}, {@code ct}} */
    public List<String> words(String attribute) {
        String value = attributes.getOrDefault(attribute, "").strip();
        return value.isEmpty() ? List.of() : Arrays.asList(value.split(" +"));
    }
}
