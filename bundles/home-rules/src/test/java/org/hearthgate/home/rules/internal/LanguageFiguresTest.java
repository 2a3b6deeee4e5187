package org.hearthgate.home.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints what a rule costs; asked for by name only, since a figure is no proof. */
@EnabledIfSystemProperty(named = "home.rules.figures", matches = "true")
class LanguageFiguresTest {
    private static final int ROUNDS = 20_000;

    @Test
    void what_a_judgement_costs() {
        long start = System.nanoTime();
        var language = new Language();
        Expression expression = language.compile(
                "glucose < mgdl(120) && trend < mgdl_per_min(-1) && clock.between('00:00', '23:59') && last.carbs(minutes(45)) < grams(10)");
        long ready = System.nanoTime() - start;
        Snapshot snapshot = Given.snapshot().every5Min(150, 140, 130, 120, 110).build();
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long before = System.nanoTime();
            assertThat(expression.ask(snapshot)).contains(true);
            nanos[round] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "language and first rule ready in %d ms; a judgement: median %.1f us, p99 %.1f us%n",
                ready / 1_000_000, nanos[ROUNDS / 2] / 1e3, nanos[ROUNDS * 99 / 100] / 1e3);
    }
}
