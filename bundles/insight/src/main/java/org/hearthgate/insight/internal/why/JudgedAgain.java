package org.hearthgate.insight.internal.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.store.ObservationStore;

/** Asks today's rule about the moment in which an alert was raised, and says whether it answers as it did then; if not, why not. */
public final class JudgedAgain {
    private final ObservationStore store;
    private final Household household;
    private final List<AlertRule> rules;

    public JudgedAgain(ObservationStore store, Household household, List<AlertRule> rules) {
        this.store = store;
        this.household = household;
        this.rules = List.copyOf(rules);
    }

    /** {@return plain sentences, the answer first} */
    public List<String> say(AlertJournal.Entry raised) {
        Alert alert = raised.alert();
        Optional<AlertRule> rule =
                rules.stream().filter(known -> known.id().equals(alert.rule())).findFirst();
        if (alert.person().equals(Alert.HUB) || rule.filter(AlertRule::aboutHub).isPresent()) {
            return List.of("It is about the hub itself. How its parts fared then is not in the record, so it cannot be"
                    + " judged again.");
        }
        Optional<Person> person = household.person(alert.person());
        if (person.isEmpty()) {
            return List.of("Whom it is about does not live here any more, so it cannot be judged again.");
        }
        if (rule.isEmpty()) {
            return List.of("This hub has no rule " + alert.rule()
                    + " today: it was taken away, or it is a part of alerting itself. So it cannot be judged again.");
        }
        return say(raised, rule.get(), person.get());
    }

    private List<String> say(AlertJournal.Entry raised, AlertRule rule, Person person) {
        Alert alert = raised.alert();
        Instant asOf = alert.raisedAt();
        Moment.Rebuilt moment = new Moment(store, household.zone()).of(person, asOf, raised);
        Verdict verdict;
        Map<String, String> limits;
        try {
            verdict = rule.evaluate(moment.snapshot());
            limits = rule.thresholds(moment.snapshot());
        } catch (RuntimeException e) { // a rule is somebody else's code: its fault is an answer, too
            return List.of("Today's rule fails on that moment: " + e.getMessage() + ".");
        }
        List<String> differences = limits(raised.thresholds(), limits, rule.thresholds());
        boolean sameVersion = rule.version() == alert.ruleVersion();
        boolean same = isSame(verdict, alert);
        var said = new ArrayList<String>();
        if (same) {
            said.add("The same readings, judged again now, give the same: " + sentence(verdict) + ".");
        } else {
            said.add("The same readings, judged again now, give something else: " + sentence(verdict) + ".");
        }
        if (sameVersion && differences.isEmpty()) {
            said.add("The rule is the same (version " + rule.version() + ") and so are its limits.");
        }
        if (!sameVersion) {
            said.add("The rule has changed: version " + alert.ruleVersion() + " then, version " + rule.version()
                    + " now.");
        }
        differences.forEach(said::add);
        if (moment.gone() > 0) {
            said.add(moment.gone() + " of the " + raised.evidence().size()
                    + " readings that the journal names are not in the record any more as they were (put right, or too"
                    + " old).");
        }
        if (!same && sameVersion && differences.isEmpty() && moment.gone() == 0) {
            said.add("What the record does not keep may have made the difference: how devices and the hub fared, a"
                    + " forecast, when the hub had started.");
        }
        return said;
    }

    /** An old entry has the home's limits, a newer one the person's own. */
    private static List<String> limits(Map<String, String> then, Map<String, String> now, Map<String, String> ofHome) {
        if (then.equals(now) || then.equals(ofHome)) {
            return List.of();
        }
        var names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        var differences = new ArrayList<String>();
        for (String name : names) {
            if (!Objects.equals(then.get(name), now.get(name))) {
                differences.add("The limit " + name + " was " + then.getOrDefault(name, "not there") + " then and is "
                        + now.getOrDefault(name, "not there") + " now.");
            }
        }
        return differences;
    }

    private static boolean isSame(Verdict verdict, Alert alert) {
        return verdict instanceof Verdict.Holds holds
                && holds.finding().priority() == alert.priority()
                && holds.finding().value().equals(alert.value());
    }

    private static String sentence(Verdict verdict) {
        if (verdict instanceof Verdict.Holds holds) {
            return "it calls, as " + priorityAndWords(holds.finding());
        }
        if (verdict instanceof Verdict.Lingers lingers) {
            return "between the limits: it would keep an alert, and raise none ("
                    + lingers.finding().message() + ")";
        }
        return verdict instanceof Verdict.Clear
                ? "it does not call"
                : "it cannot tell, for want of fresh and trusted data";
    }

    private static String priorityAndWords(Finding finding) {
        return finding.priority().code() + " (" + finding.message() + ")";
    }

    /** {@return limits as words, in order of name} */
    static String words(Map<String, String> limits) {
        var words = new StringBuilder();
        new TreeMap<>(limits).forEach((name, value) -> words.append(words.length() == 0 ? "" : ", ")
                .append(name)
                .append(' ')
                .append(value));
        return words.toString();
    }
}
