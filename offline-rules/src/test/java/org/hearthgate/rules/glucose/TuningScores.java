package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What other limits and other ways to look ahead would have done on the first 70 % of recorded people's days: each condition alone, without the
 * life of an alert.
 * Not part of the build (its name ends on no Test): {@code mvn -pl offline-rules -am test -Dtest=TuningScores
 * -Dsurefire.failIfNoSpecifiedTests=false -Dforecast.data=DIR} with the folder that holds {@code splits.csv} and {@code sets/}. The table is
 * written to {@code offline-rules/target/tuning-scores.md}.
 */
class TuningScores {
    private static final double URGENT = 55;
    private static final double LOW = 70;

    /** Whether something is so at one reading of one person. */
    private interface Condition {
        boolean at(Recorded person, int i);
    }

    private List<Recorded> people;
    private double days;
    private final StringBuilder table = new StringBuilder();

    @Test
    void score() throws IOException {
        Path data = Path.of(System.getProperty("forecast.data", ""));
        assumeTrue(
                Files.isReadable(data.resolve("splits.csv")),
                "no scores: give -Dforecast.data=DIR, a folder with splits.csv and sets/ in it");
        people = Recorded.people(data);
        days = people.stream().mapToLong(Recorded::days).sum();
        table.append(String.format(Locale.ROOT, "%n%d people, %.0f person-days%n%n", people.size(), days));
        table.append(
                "| condition | calls per person-day | at night per person-week | right: ≤ 55 within 30 min | right: < 70 "
                        + "within 30 min | in vain (no < 70) per week | urgent lows warned | median min before |\n"
                        + "|---|---|---|---|---|---|---|---|\n");
        ahead("≤ 55 in 20 min, straight line", Double.NaN, false, 20, URGENT);
        for (double fades : new double[] {30, 20, 15}) {
            ahead("≤ 55 in 20 min, fades in " + (int) fades + " min", fades, false, 20, URGENT);
            ahead("≤ 55 in 20 min, fades in " + (int) fades + " min, the flatter", fades, true, 20, URGENT);
        }
        ahead("< 70 in 30 min, straight line", Double.NaN, false, 30, LOW);
        ahead("< 70 in 30 min, fades in 20 min, the flatter", 20, true, 30, LOW);
        ahead("< 70 in 30 min, fades in 15 min, the flatter", 15, true, 30, LOW);
        fall(3, 150, 2, 120);
        fall(3, 120, 2, 100);
        moving(
                "rises by 3 a minute above 140",
                (p, i) -> p.trend()[i] >= 3 && p.mgPerDl()[i] > 140,
                (p, i) -> !(p.trend()[i] > 1.5));
        lasting("> 250", 250, 240, 30);
        lasting("> 180", 180, 170, 120);
        lasting("> 300", 300, 290, 30);
        lasting("> 300", 300, 290, 120);
        Files.writeString(Path.of("target", "tuning-scores.md"), table);
        assertThat(table).contains("| ≤ 55 in 20 min");
    }

    private void ahead(String name, double fades, boolean flatter, double minutes, double limit) {
        double carried = Double.isNaN(fades) ? minutes : fades * (1 - Math.exp(-minutes / fades));
        row(
                name,
                (p, i) -> p.mgPerDl()[i] > limit && p.mgPerDl()[i] + slope(p, i, flatter) * carried <= limit,
                (p, i) -> !(p.mgPerDl()[i] + slope(p, i, flatter) * carried <= limit + 12),
                limit);
    }

    private static double slope(Recorded person, int i, boolean flatter) {
        double trend = person.trend()[i];
        return Math.min(0, flatter && !Double.isNaN(person.step()[i]) ? Math.max(trend, person.step()[i]) : trend);
    }

    private void fall(double veryFast, double veryFastBelow, double fast, double fastBelow) {
        row(
                String.format(
                        Locale.ROOT,
                        "falls by %.0f below %.0f, or by %.0f below %.0f",
                        veryFast,
                        veryFastBelow,
                        fast,
                        fastBelow),
                (p, i) -> p.mgPerDl()[i] >= LOW
                        && (-p.trend()[i] >= veryFast && p.mgPerDl()[i] < veryFastBelow
                                || -p.trend()[i] >= fast && p.mgPerDl()[i] < fastBelow),
                (p, i) -> !(-p.trend()[i] > fast / 2 && p.mgPerDl()[i] < veryFastBelow),
                LOW);
    }

    private void lasting(String name, double above, double over, double minutes) {
        int calls = 0;
        int night = 0;
        for (Recorded person : people) {
            double since = Double.NaN;
            boolean open = false;
            for (int i = 0; i < person.size(); i++) {
                if (person.afterHole(i) || person.mgPerDl()[i] <= over) {
                    since = Double.NaN;
                    open = false;
                }
                if (person.mgPerDl()[i] > above) {
                    since = Double.isNaN(since) ? person.minutes()[i] : since;
                } else {
                    since = Double.NaN;
                }
                if (!open && person.minutes()[i] - since >= minutes) {
                    open = true;
                    calls++;
                    night += person.atNight(i) ? 1 : 0;
                }
            }
        }
        table.append(String.format(
                Locale.ROOT,
                "| %s for %.0f min | %.2f | %.2f | | | | | |%n",
                name,
                minutes,
                calls / days,
                7 * night / days));
    }

    private void moving(String name, Condition raised, Condition over) {
        int calls = 0;
        int night = 0;
        for (Recorded person : people) {
            for (int i : raisings(person, raised, over, 0)) {
                calls++;
                night += person.atNight(i) ? 1 : 0;
            }
        }
        table.append(
                String.format(Locale.ROOT, "| %s | %.2f | %.2f | | | | | |%n", name, calls / days, 7 * night / days));
    }

    private void row(String name, Condition raised, Condition over, double endsAt) {
        int calls = 0;
        int night = 0;
        int urgent = 0;
        int low = 0;
        int crossings = 0;
        var leads = new ArrayList<Double>();
        for (Recorded person : people) {
            List<Integer> raisings = raisings(person, raised, over, endsAt);
            for (int i : raisings) {
                calls++;
                night += person.atNight(i) ? 1 : 0;
                urgent += person.lowestWithin(i, 30) <= URGENT ? 1 : 0;
                low += person.lowestWithin(i, 30) < LOW ? 1 : 0;
            }
            crossings += crossings(person, raisings, leads);
        }
        double[] sorted =
                leads.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        table.append(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.0f %% | %.0f %% | %.2f | %.0f %% | %.0f |%n",
                name,
                calls / days,
                7 * night / days,
                100.0 * urgent / calls,
                100.0 * low / calls,
                7 * (calls - low) / days,
                100.0 * sorted.length / crossings,
                sorted.length == 0 ? 0 : sorted[sorted.length / 2]));
    }

    /** Begins where the condition comes true, ends where it is over, at the limit itself, or with a hole in the data. */
    private static List<Integer> raisings(Recorded person, Condition raised, Condition over, double endsAt) {
        var found = new ArrayList<Integer>();
        boolean open = false;
        for (int i = 0; i < person.size(); i++) {
            if (person.afterHole(i) || person.mgPerDl()[i] <= endsAt || open && over.at(person, i)) {
                open = false;
            }
            if (!open && raised.at(person, i)) {
                open = true;
                found.add(i);
            }
        }
        return found;
    }

    /** {@return how many urgent lows there were} Adds the minutes since a call of the last hour, where there was one. */
    private static int crossings(Recorded person, List<Integer> raisings, List<Double> leads) {
        int crossings = 0;
        boolean armed = true;
        for (int i = 0; i < person.size(); i++) {
            if (person.mgPerDl()[i] <= URGENT && armed) {
                armed = false;
                crossings++;
                double at = person.minutes()[i];
                raisings.stream()
                        .mapToDouble(raising -> at - person.minutes()[raising])
                        .filter(lead -> lead > 0 && lead <= 60)
                        .min()
                        .ifPresent(leads::add);
            } else if (person.mgPerDl()[i] > URGENT + 5) {
                armed = true;
            }
        }
        return crossings;
    }
}
