package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One {@code find[field][$operator]=value} of a query, as Mongo understands it: numbers compare with numbers and text with text; what is
 * not there is equal to nothing.
 *
 * @param values one, but for {@code $in}
 */
record FieldCondition(String field, Operator operator, List<String> values) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    /** The operators that clients use. */
    enum Operator {
        EQ,
        NE,
        GT,
        GTE,
        LT,
        LTE,
        IN;

        static Operator named(String name) {
            return Arrays.stream(values())
                    .filter(each -> name.equals("$" + each.name().toLowerCase(java.util.Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> RefusedRequest.badRequest("find has an operator that is not known; these are: "
                            + Arrays.stream(values())
                                    .map(each -> "$" + each.name().toLowerCase(java.util.Locale.ROOT))
                                    .collect(Collectors.joining(" "))));
        }
    }

    FieldCondition {
        values = List.copyOf(values);
    }

    boolean matches(JsonNode document) {
        JsonNode actual = document.path(field);
        return switch (operator) {
            case EQ -> equal(actual, values.get(0));
            case NE -> !equal(actual, values.get(0));
            case IN -> values.stream().anyMatch(value -> equal(actual, value));
            case GT -> order(actual).filter(order -> order > 0).isPresent();
            case GTE -> order(actual).filter(order -> order >= 0).isPresent();
            case LT -> order(actual).filter(order -> order < 0).isPresent();
            case LTE -> order(actual).filter(order -> order <= 0).isPresent();
        };
    }

    private static boolean equal(JsonNode actual, String value) {
        return compare(actual, value).filter(order -> order == 0).isPresent();
    }

    private Optional<Integer> order(JsonNode actual) {
        return compare(actual, values.get(0));
    }

    private static Optional<Integer> compare(JsonNode actual, String value) {
        if (actual.isNumber()) {
            return number(value).map(actual.decimalValue()::compareTo);
        }
        return actual.isTextual() || actual.isBoolean()
                ? Optional.of(actual.asText().compareTo(value))
                : Optional.empty();
    }

    static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
