package org.hearthgate.rules.hub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.hub.Health;
import org.hearthgate.rules.ConfiguredRule;
import org.hearthgate.rules.LocalHour;

/** A rule about some of the hub's own probes: says what the worst of them says, once it has lasted. */
abstract class HubRule extends ConfiguredRule {
    private static final int MOST_SAID = 2;

    /**
     * @param forSeconds how long it must last: a bundle that is being replaced calls nobody
     * @param callAgainMinutes after an answer, if it still holds
     */
    HubRule(String id, boolean enabled, int forSeconds, int callAgainMinutes) {
        super(id, 1);
        enabled(enabled);
        confirmFor(Duration.ofSeconds(count("forSeconds", forSeconds, 20, 172_800)));
        callAgainAfter(minutes("callAgainMinutes", callAgainMinutes, 10, 10_080));
    }

    @Override
    public final boolean aboutHub() {
        return true;
    }

    /** {@return how urgent this fact is; empty where it is none of this rule's business, or well} */
    abstract Optional<Priority> priority(HubFact fact, List<HubFact> all);

    @Override
    protected Verdict judge(Snapshot snapshot) {
        List<HubFact> all = snapshot.circumstances().hub();
        if (all.isEmpty()) {
            return Verdict.unknown(); // nobody has looked yet
        }
        List<Told> told = all.stream()
                .flatMap(fact -> priority(fact, all).map(priority -> new Told(priority, fact)).stream())
                .sorted((one, other) -> one.priority.compareTo(other.priority))
                .toList();
        if (told.isEmpty()) {
            return Verdict.clear();
        }
        String sentences = told.stream()
                .limit(MOST_SAID)
                .map(one -> sentence(one.fact.health().message()))
                .collect(Collectors.joining(" "));
        int more = told.size() - MOST_SAID;
        String why = told.stream()
                .map(one -> "'%s' has said %s since %s"
                        .formatted(
                                one.fact.probe(),
                                word(one.fact.health().status()),
                                LocalHour.of(one.fact.since(), snapshot)))
                .collect(Collectors.joining("; ", "", "."));
        return new Verdict.Holds(
                finding(told.get(0).priority, snapshot, sentences + (more > 0 ? " And " + more + " more." : ""), why));
    }

    private record Told(Priority priority, HubFact fact) {}

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    private static String word(Health.Status status) {
        return switch (status) {
            case OK -> "well";
            case WARN -> "look after it";
            case FAILED -> "failed";
        };
    }

    static boolean failed(HubFact fact) {
        return fact.health().status() == Health.Status.FAILED;
    }

    static boolean unwell(HubFact fact) {
        return fact.health().status() != Health.Status.OK;
    }
}
