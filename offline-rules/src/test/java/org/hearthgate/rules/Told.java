package org.hearthgate.rules;

import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.testkit.Given;

/** What a rule says, in one word for a table. */
public final class Told {
    private Told() {}

    /** {@return the priority where it holds, {@code lingers}, {@code clear} or {@code unknown}} */
    public static String by(AlertRule rule, Snapshot snapshot) {
        Verdict verdict = rule.evaluate(snapshot);
        if (verdict instanceof Verdict.Holds holds) {
            return holds.finding().priority().name();
        }
        return verdict.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    public static String by(AlertRule rule, Given.SnapshotBuilder snapshot) {
        return by(rule, snapshot.build());
    }

    /** {@return its sentence} Fails where it does not hold. */
    public static String sentence(AlertRule rule, Given.SnapshotBuilder snapshot) {
        return finding(rule, snapshot).message();
    }

    public static Finding finding(AlertRule rule, Given.SnapshotBuilder snapshot) {
        if (rule.evaluate(snapshot.build()) instanceof Verdict.Holds holds) {
            return holds.finding();
        }
        throw new AssertionError(rule.id() + " finds nothing");
    }
}
