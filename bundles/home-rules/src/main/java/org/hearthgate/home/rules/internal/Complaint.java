package org.hearthgate.home.rules.internal;

import dev.cel.common.CelIssue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says a checker's complaint in the words of somebody who writes a rule for a child. */
final class Complaint {
    private static final Pattern UNKNOWN_NAME = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern NOT_BOOLEAN =
            Pattern.compile("expected type 'bool' but found '([^']*)'.*", Pattern.DOTALL);

    private Complaint() {}

    static Refused.Fault of(String text, CelIssue issue) {
        return new Refused.Fault(
                Math.max(1, issue.getSourceLocation().getLine()),
                Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                reason(text, issue.getMessage()));
    }

    private static String reason(String text, String message) {
        Matcher unknown = UNKNOWN_NAME.matcher(message);
        if (unknown.matches()) {
            return "'" + unknown.group(1) + "' is not known here; known are "
                    + String.join(", ", Vocabulary.variables().keySet())
                    + " and the functions in the manual of home-made rules";
        }
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            return unfit(overload.group(1), overload.group(2));
        }
        Matcher notBoolean = NOT_BOOLEAN.matcher(message);
        if (notBoolean.matches()) {
            return "this says " + word(notBoolean.group(1))
                    + ", not yes or no: compare it with something, e.g. glucose < mgdl(80)";
        }
        if (text.length() > Language.LONGEST) {
            return "longer than " + Language.LONGEST + " characters: make two rules of it";
        }
        return "cannot be read here (" + message.lines().findFirst().orElse("") + ")";
    }

    private static String unfit(String function, String types) {
        String[] sides = types.replace("google.protobuf.Duration", "duration")
                .replaceAll("[()]", "")
                .split("[,.]\\s*");
        String name = function.replace("_", " ").strip();
        if (function.startsWith("_") && sides.length == 2) {
            return quantityAgainstNumber(sides)
                    .orElseGet(() -> "'" + name + "' does not go between " + word(sides[0]) + " and " + word(sides[1]));
        }
        String shown = function.replaceAll("\\.*$", "");
        return "'" + shown + "' does not take "
                + java.util.Arrays.stream(sides).map(Complaint::word).collect(Collectors.joining(" and "));
    }

    private static Optional<String> quantityAgainstNumber(String... sides) {
        Optional<Quantity> left = Quantity.ofTypeName(sides[0]);
        Optional<Quantity> right = Quantity.ofTypeName(sides[1]);
        Quantity quantity = left.or(() -> right).orElse(null);
        String other = left.isPresent() ? sides[1] : sides[0];
        if (quantity == null) {
            return Optional.empty();
        }
        String units =
                quantity.units().stream().map(unit -> unit.function() + "(…)").collect(Collectors.joining(" or "));
        return Optional.of(
                other.equals("int") || other.equals("double")
                        ? "the number needs its unit: write it as " + units
                        : "wrong unit: " + word(quantity.typeName()) + " is compared with " + units + ", not with "
                                + word(other));
    }

    private static String word(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "int", "double", "uint" -> "a number";
            case "bool" -> "yes or no";
            case "string" -> "a text";
            case "duration" -> "a stretch of time";
            default -> type.replace('_', ' ');
        };
    }
}
