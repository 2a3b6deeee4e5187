package org.hearthgate.commissioning.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.hearthgate.api.commissioning.SettingsForm.Choice;
import org.hearthgate.api.commissioning.SettingsForm.Field;
import org.hearthgate.api.commissioning.SettingsForm.Type;

/**
 * Brings one value into the form its setting wants, or says what is wrong with it. An adapter checks its settings itself; this is so that
 * an installer hears of a slip before anything is touched, with the limits beside it.
 */
final class FieldCheck {
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_LIST = 200;

    private final Field field;

    FieldCheck(Field field) {
        this.field = field;
    }

    /**
     * {@return the value as a configuration takes it: text, Long, Double, Boolean, or texts in an array}
     *
     * @throws IllegalArgumentException with a sentence for people that never holds a secret
     */
    Object value(Object given) {
        if (!field.list()) {
            return one(given);
        }
        if (!(given instanceof List<?> several)) {
            throw no("is a list of texts", given);
        }
        if (several.size() > LONGEST_LIST) {
            throw new IllegalArgumentException("takes " + LONGEST_LIST + " entries at most, got " + several.size());
        }
        return several.stream().map(this::one).map(String::valueOf).toArray(String[]::new);
    }

    private Object one(Object given) {
        Object value =
                switch (field.type()) {
                    case TEXT, SECRET -> text(given);
                    case TRUTH -> truth(given);
                    case WHOLE_NUMBER -> whole(number(given), given);
                    case NUMBER -> number(given).doubleValue();
                };
        choice(value);
        return value;
    }

    private String text(Object given) {
        if (!(given instanceof String text)) {
            throw no("is a text", given);
        }
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "may have " + LONGEST_TEXT + " characters, has " + text.length() + "; shorten it");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("holds a control character such as a line break; leave it out");
        }
        if (field.required() && text.isBlank()) {
            throw new IllegalArgumentException("must not be empty; " + help());
        }
        return text;
    }

    private Boolean truth(Object given) {
        if (given instanceof Boolean truth) {
            return truth;
        }
        throw no("is true or false", given);
    }

    private BigDecimal number(Object given) {
        if (!(given instanceof Number)) {
            throw no(field.type() == Type.NUMBER ? "is a number" : "is a whole number", given);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(given.toString());
        } catch (NumberFormatException e) { // NaN, infinite
            throw no("is a number", given);
        }
        if (field.min().filter(min -> number.compareTo(new BigDecimal(min)) < 0).isPresent()
                || field.max()
                        .filter(max -> number.compareTo(new BigDecimal(max)) > 0)
                        .isPresent()) {
            throw new IllegalArgumentException("must be " + range() + ", was " + given);
        }
        return number;
    }

    private Long whole(BigDecimal number, Object given) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw no("is a whole number", given);
        }
    }

    private String range() {
        if (field.min().isPresent() && field.max().isPresent()) {
            return field.min().get() + " to " + field.max().get();
        }
        return field.min()
                .map(min -> "at least " + min)
                .orElseGet(() -> "at most " + field.max().orElse(""));
    }

    private void choice(Object value) {
        if (!field.choices().isEmpty()
                && field.choices().stream().noneMatch(choice -> choice.value().equals(String.valueOf(value)))) {
            throw new IllegalArgumentException("must be one of "
                    + field.choices().stream().map(Choice::value).collect(Collectors.joining(", "))
                    + (field.type() == Type.SECRET ? "" : ", was " + shown(value)));
        }
    }

    private IllegalArgumentException no(String wanted, Object given) {
        return new IllegalArgumentException(
                wanted + (field.type() == Type.SECRET ? "" : ", was " + shown(given)) + "; " + help());
    }

    /** {@return what the setting means, as its adapter says} */
    String help() {
        String words = field.name() + (field.description().isEmpty() ? "" : ": " + field.description());
        return "it means \"" + words + "\"";
    }

    private static String shown(Object given) {
        String text = given instanceof String ? "the text '" + given + "'" : String.valueOf(given);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
