package org.hearthgate.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the rules did in one replay, and how it looks on a screen, alone or beside another.
 *
 * @param hours from the first row to the last
 * @param nightsDisturbed nights with at least one call
 * @param urgentLows how many there were
 * @param called how many of them were called for within five minutes
 */
record ReplaySummary(
        double hours, int nightsDisturbed, int urgentLows, int called, List<OfRule> rules, List<String> missed) {
    private static final double HOURS_A_DAY = 24;

    /**
     * One rule.
     *
     * @param raised alerts
     * @param atNight of those, between 22 and 7
     * @param longestMinutes that one of them was open
     */
    record OfRule(String rule, int raised, int atNight, int longestMinutes) {}

    static ReplaySummary read(Path file) {
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            double hours = 0;
            int nights = 0;
            int lows = 0;
            int called = 0;
            var rules = new ArrayList<OfRule>();
            var missed = new ArrayList<String>();
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "hours" -> hours = json.getDoubleValue();
                    case "nightsDisturbed" -> nights = json.getIntValue();
                    case "urgentLows" -> lows = json.getIntValue();
                    case "urgentLowsCalled" -> called = json.getIntValue();
                    case "missed" -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            missed.add(json.getText());
                        }
                    }
                    case "rules" -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            rules.add(rule(json));
                        }
                    }
                    default -> json.skipChildren();
                }
            }
            return new ReplaySummary(hours, nights, lows, called, rules, missed);
        } catch (IOException e) {
            throw Failure.internal("the replay left no summary: " + e.getMessage(), e);
        }
    }

    private static OfRule rule(JsonParser json) throws IOException {
        String rule = "";
        int raised = 0;
        int atNight = 0;
        int longest = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "rule" -> rule = json.getText();
                case "raised" -> raised = json.getIntValue();
                case "atNight" -> atNight = json.getIntValue();
                case "longestMinutes" -> longest = json.getIntValue();
                default -> json.skipChildren();
            }
        }
        return new OfRule(rule, raised, atNight, longest);
    }

    /** {@return the table of this one} */
    List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(line("rule", "raised", "a day", "at night", "longest open"));
        for (OfRule each : rules) {
            lines.add(line(each.rule(), each.raised(), perDay(each), each.atNight(), minutes(each)));
        }
        lines.add("nights with a call: " + nightsDisturbed + " in " + days() + " days");
        lines.add("urgent lows called for within 5 min: " + called + " of " + urgentLows);
        missed.forEach(at -> lines.add("  not called: the one of " + at));
        return lines;
    }

    /** {@return the table of this one beside another} */
    List<String> beside(ReplaySummary other, String thisOne, String theOther) {
        var lines = new ArrayList<String>();
        lines.add(pair("", thisOne, theOther));
        lines.add(pair("rule", header(), header()));
        var names = new TreeSet<String>();
        rules.forEach(each -> names.add(each.rule()));
        other.rules.forEach(each -> names.add(each.rule()));
        names.forEach(name -> lines.add(pair(name, cells(name), other.cells(name))));
        lines.add(pair("nights with a call", nightsDisturbed + "", other.nightsDisturbed + ""));
        lines.add(
                pair("urgent lows called for", called + " of " + urgentLows, other.called + " of " + other.urgentLows));
        return lines;
    }

    private static String header() {
        return "raised   a day  night  longest";
    }

    private String cells(String name) {
        Optional<OfRule> of =
                rules.stream().filter(each -> each.rule().equals(name)).findFirst();
        return of.map(each -> String.format(
                        Locale.ROOT, "%6d %7s %6d %8s", each.raised(), perDay(each), each.atNight(), minutes(each)))
                .orElse("     0       0      0        -");
    }

    private static String pair(String name, String one, String two) {
        return String.format(Locale.ROOT, "%-24s %-32s | %s", name, one, two).stripTrailing();
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-24s %6s %7s %9s %13s", cells);
    }

    private String perDay(OfRule of) {
        return hours < 1 ? "-" : String.format(Locale.ROOT, "%.2f", of.raised() * HOURS_A_DAY / hours);
    }

    private static String minutes(OfRule of) {
        return of.longestMinutes() < 60
                ? of.longestMinutes() + " min"
                : String.format(Locale.ROOT, "%d:%02d h", of.longestMinutes() / 60, of.longestMinutes() % 60);
    }

    private String days() {
        return String.format(Locale.ROOT, "%.1f", hours / HOURS_A_DAY);
    }
}
