package org.hearthgate.adapter.meter.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** Says in plain words what was entered into a meter beside a value and is no observation of its own. Codes without a meaning say nothing. */
final class ContextText {
    private static final List<String> MEALS =
            List.of("", "before a meal", "after a meal", "fasting", "between meals", "at bedtime");
    private static final List<String> EATEN =
            List.of("", "breakfast", "lunch", "dinner", "snack", "drink", "supper", "brunch");
    private static final List<String> TESTERS =
            List.of("", "", "measured by a health care professional", "measured by a laboratory");
    private static final List<String> HEALTHS =
            List.of("", "a little ill", "seriously ill", "menstruating", "under stress", "");
    private static final List<String> MEDICATIONS = List.of(
            "",
            "rapid-acting insulin",
            "short-acting insulin",
            "intermediate insulin",
            "long-acting insulin",
            "mixed insulin");

    private ContextText() {}

    /** {@return one sentence, empty when there is nothing to say} */
    static String of(MeterContext context, boolean withMedication) {
        var parts = new ArrayList<String>();
        context.meal().ifPresent(code -> add(parts, MEALS, code));
        context.carbohydrate().ifPresent(eaten -> add(parts, EATEN, eaten.meal()));
        context.tester().ifPresent(tester -> {
            add(parts, TESTERS, tester.who());
            add(parts, HEALTHS, tester.health());
        });
        context.exercise().ifPresent(exercise -> parts.add(exercise(exercise)));
        context.medication().filter(given -> withMedication).ifPresent(given -> parts.add(medication(given)));
        context.hba1cPercent()
                .flatMap(MedicalFloat::number)
                .ifPresent(percent -> parts.add("HbA1c " + percent.toPlainString() + " %"));
        String sentence = String.join(", ", parts);
        return sentence.isEmpty() ? "" : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static void add(List<String> parts, List<String> words, int code) {
        if (code < words.size() && !words.get(code).isEmpty()) {
            parts.add(words.get(code));
        }
    }

    private static String exercise(MeterContext.Exercise exercise) {
        String length = exercise.seconds() == MeterContext.Exercise.OVERRUN
                ? "for more than 18 h"
                : "for " + Math.round(exercise.seconds() / 60.0) + " min";
        return "exercise " + length + " at " + exercise.percent() + " %";
    }

    private static String medication(MeterContext.Medication given) {
        String what = given.kind() < MEDICATIONS.size() && given.kind() > 0
                ? MEDICATIONS.get(given.kind())
                : "another medication";
        Optional<String> amount = given.amount()
                .times(java.math.BigDecimal.valueOf(1000))
                .number()
                .map(value -> value.toPlainString() + (given.litres() ? " mL" : " g"));
        return what + amount.map(text -> " " + text).orElse("");
    }
}
