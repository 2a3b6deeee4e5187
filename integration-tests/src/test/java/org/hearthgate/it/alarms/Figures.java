package org.hearthgate.it.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hearthgate.it.alarms.ReplayedPerson.Call;

/**
 * The figures a parent would ask for. A call is every time an alert is raised, also when it is raised again because it got worse; nobody
 * answers in a replay. A night is 22:00 to 07:00. An urgent low is a first reading ≤ 55 after one above 60.
 */
final class Figures {
    private static final Duration SOON = Duration.ofMinutes(30);
    private static final Duration CONSENSUS = Duration.ofMinutes(15);
    private static final List<String> FIRST =
            List.of("urgent-low", "urgent-low-soon", "predicted-low", "low", "falling-fast", "very-high", "high");

    private final List<ReplayedPerson> people;
    private final double days;

    Figures(List<ReplayedPerson> people) {
        this.people = List.copyOf(people);
        days = people.stream().mapToLong(ReplayedPerson::days).sum();
    }

    String table() {
        var table = new StringBuilder();
        say(table, "%d people, %.0f person-days with readings%n%n", people.size(), days);
        say(table, "| rule | calls per person-day | of them at night, per person-week |%n|---|---|---|%n");
        rules().forEach(rule -> say(
                table,
                "| %s | %.2f | %.2f |%n",
                rule,
                calls(call -> call.rule().equals(rule)) / days,
                7 * calls(call -> call.rule().equals(rule) && call.atNight()) / days));
        say(
                table,
                "| all | %.2f | %.2f |%n| all about glucose of medium and high priority | %.2f | %.2f |%n",
                calls(call -> true) / days,
                7 * calls(Call::atNight) / days,
                calls(Figures::wakes) / days,
                7 * calls(call -> wakes(call) && call.atNight()) / days);
        say(
                table,
                "%nAbout glucose, of medium and high priority, at night, per week, by person: %s%n",
                spread(person -> 7.0
                        * person.calls().stream()
                                .filter(call -> wakes(call) && call.atNight())
                                .count()
                        / person.days()));
        urgentLows(table);
        falseCalls(table);
        return table.toString();
    }

    /** About glucose: a silence has its own reasons, and holes in a file are not holes of a hub. */
    private static boolean wakes(Call call) {
        return !call.rule().equals("no-data")
                && (call.priority().equals("high") || call.priority().equals("medium"));
    }

    private void urgentLows(StringBuilder table) {
        int episodes = 0;
        int caught = 0;
        int warned = 0;
        int warnedByAny = 0;
        var leads = new ArrayList<Double>();
        var leadsOfAny = new ArrayList<Double>();
        for (ReplayedPerson person : people) {
            for (Instant low : person.episodes(55, 60)) {
                episodes++;
                caught += person.calls("urgent-low").stream().anyMatch(call -> covers(call, low)) ? 1 : 0;
                Optional<Double> lead = lead(person, low, List.of("urgent-low-soon"));
                lead.ifPresent(leads::add);
                warned += lead.isPresent() ? 1 : 0;
                Optional<Double> any = lead(person, low, List.of("urgent-low-soon", "low", "predicted-low"));
                any.ifPresent(leadsOfAny::add);
                warnedByAny += any.isPresent() ? 1 : 0;
            }
        }
        say(table, "%n| urgent lows | %d (%.2f per person-day) |%n|---|---|%n", episodes, episodes / days);
        say(table, "| caught by urgent-low within a minute of the reading | %s |%n", share(caught, episodes));
        say(table, "| urgent-low-soon was open before | %s, %s |%n", share(warned, episodes), minutes(leads));
        say(
                table,
                "| urgent-low-soon, low or predicted-low was open before | %s, %s |%n",
                share(warnedByAny, episodes),
                minutes(leadsOfAny));
    }

    /** Called when the reading came, or still open from before. */
    private static boolean covers(Call call, Instant low) {
        return !call.at().isAfter(low.plusSeconds(60)) && !call.until().isBefore(low);
    }

    /** The earliest call of an unbroken chain that was open when the limit was crossed. */
    private static Optional<Double> lead(ReplayedPerson person, Instant low, List<String> rules) {
        Instant reach = low;
        boolean found = true;
        while (found) {
            Instant end = reach;
            Optional<Instant> earlier = person.calls().stream()
                    .filter(call -> rules.contains(call.rule()))
                    .filter(call -> call.at().isBefore(end) && !call.until().isBefore(end))
                    .map(Call::at)
                    .min(Instant::compareTo);
            found = earlier.isPresent();
            reach = earlier.orElse(reach);
        }
        return reach.equals(low)
                ? Optional.empty()
                : Optional.of(Duration.between(reach, low).toSeconds() / 60.0);
    }

    private void falseCalls(StringBuilder table) {
        say(table, "%n| warned of | in vain when not seen | known calls | right | in vain per person-week |%n");
        say(table, "|---|---|---|---|---|%n");
        vain(table, "urgent-low-soon", "≤ 55 within 30 min", SOON, value -> value <= 55);
        vain(table, "urgent-low-soon", "< 70 within 30 min", SOON, value -> value < 70);
        vain(table, "predicted-low", "< 70 within 30 min", SOON, value -> value < 70);
        vain(table, "falling-fast", "< 70 within 30 min", SOON, value -> value < 70);
        int lows = 0;
        int brief = 0;
        int waited = 0;
        for (ReplayedPerson person : people) {
            for (Call call : person.calls("low")) {
                lows++;
                waited += call.message().contains("held back") ? 1 : 0;
                brief += person.seen(call.at(), CONSENSUS, value -> value >= 70).orElse(false) ? 1 : 0;
            }
        }
        say(
                table,
                "%n%d calls of low; %s were above 70 again within 15 min (the consensus counts no event then); %d had waited "
                        + "one reading because they looked like pressure%n",
                lows,
                share(brief, lows),
                waited);
    }

    private void vain(StringBuilder table, String rule, String what, Duration within, DoublePredicate condition) {
        int known = 0;
        int right = 0;
        for (ReplayedPerson person : people) {
            for (Call call : person.calls(rule)) {
                Optional<Boolean> seen = person.seen(call.at(), within, condition);
                known += seen.isPresent() ? 1 : 0;
                right += seen.orElse(false) ? 1 : 0;
            }
        }
        say(
                table,
                "| %s | %s | %d | %s | %.2f |%n",
                rule,
                what,
                known,
                share(right, known),
                7 * (known - right) / days);
    }

    private List<String> rules() {
        return Stream.concat(
                        FIRST.stream(),
                        people.stream()
                                .flatMap(person -> person.calls().stream())
                                .map(Call::rule)
                                .filter(rule -> !FIRST.contains(rule))
                                .sorted())
                .distinct()
                .toList();
    }

    private double calls(Predicate<Call> wanted) {
        return people.stream()
                .flatMap(person -> person.calls().stream())
                .filter(wanted)
                .count();
    }

    private String spread(ToDoubleFunction<ReplayedPerson> figure) {
        double[] sorted = people.stream().mapToDouble(figure).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "least %.1f, quarter %.1f, median %.1f, three quarters %.1f, most %.1f",
                sorted[0],
                sorted[sorted.length / 4],
                sorted[sorted.length / 2],
                sorted[sorted.length * 3 / 4],
                sorted[sorted.length - 1]);
    }

    private static String minutes(List<Double> leads) {
        double[] sorted =
                leads.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? "never"
                : String.format(
                        Locale.ROOT,
                        "median %.0f min before (quarter %.0f, three quarters %.0f), 10 min or more in %s of them",
                        sorted[sorted.length / 2],
                        sorted[sorted.length / 4],
                        sorted[sorted.length * 3 / 4],
                        share(
                                (int) Arrays.stream(sorted)
                                        .filter(each -> each >= 10)
                                        .count(),
                                sorted.length));
    }

    static String share(int part, int whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%d of %d (%.0f %%)", part, whole, 100.0 * part / whole);
    }

    private static void say(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values));
    }
}
