package org.hearthgate.home.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.testkit.Given;

/** Whatever a home writes, it is taken or refused; whatever is taken can be judged. */
class LanguageFuzzTest {
    private static final Language LANGUAGE = new Language();

    @Property(tries = 2_000)
    void any_text_is_taken_or_refused_with_a_place(@ForAll("scribbles") String text) {
        try {
            LANGUAGE.compile(text);
        } catch (Refused e) {
            assertThat(e.getMessage()).startsWith("line ");
        }
    }

    @Property(tries = 2_000)
    void any_well_formed_rule_can_be_judged_of_anybody(
            @ForAll("rules") String text, @ForAll("snapshots") Snapshot snapshot) {
        Expression expression = LANGUAGE.compile(text);
        Optional<Boolean> once = expression.ask(snapshot);
        assertThat(expression.ask(snapshot)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> scribbles() {
        Arbitrary<String> words = Arbitraries.of(
                "glucose",
                "trend",
                "<",
                ">=",
                "&&",
                "||",
                "!",
                "(",
                ")",
                "mgdl",
                "mmol",
                "70",
                "3.9",
                "'22:00'",
                ",",
                ".",
                "clock",
                "between",
                "last",
                "carbs",
                "hours",
                "?",
                ":",
                "[",
                "]",
                "{",
                "}",
                "\"",
                "\n",
                "é",
                "in",
                "null",
                "1e999",
                "9223372036854775808",
                "has",
                "dyn",
                "b''",
                "0x",
                "//");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(80),
                words.list().ofMaxSize(25).map(parts -> String.join(" ", parts)),
                rules().map(rule -> rule.substring(0, rule.length() / 2)));
    }

    @Provide
    Arbitrary<String> rules() {
        Arbitrary<String> atoms = Arbitraries.of(
                "glucose < mgdl(70)",
                "glucose >= mmol(10)",
                "trend < mgdl_per_min(-2)",
                "silence > minutes(10)",
                "heart_rate > bpm(100)",
                "ketone > ketone_mmol(1.5)",
                "weight < kg(30)",
                "last.insulin(hours(4)) > iu(0.5)",
                "last.lowest(hours(2)) < mgdl(80)",
                "last.steps(minutes(30)) > 100",
                "ahead.glucose(minutes(30)) < mgdl(70)",
                "ahead.low_chance(minutes(60)) > 0.5",
                "clock.between('22:00', '07:00')",
                "clock.on('SUN')");
        return atoms.list().ofMinSize(1).ofMaxSize(6).flatMap(parts -> Arbitraries.of(" && ", " || ")
                .map(joined -> String.join(
                        joined, parts.stream().map(part -> "(" + part + ")").toList())));
    }

    @Provide
    Arbitrary<Snapshot> snapshots() {
        return Arbitraries.doubles().between(20, 600).list().ofMaxSize(8).map(values -> Given.snapshot()
                .every5Min(values.stream().mapToDouble(Double::doubleValue).toArray())
                .build());
    }
}
