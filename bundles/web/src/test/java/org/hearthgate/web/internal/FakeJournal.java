package org.hearthgate.web.internal;

import java.util.List;
import java.util.Map;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.testkit.InMemoryAlertJournal;

/** Journals of alerts as a test tells them, each under the limits of a low. */
final class FakeJournal {
    private FakeJournal() {}

    static AlertJournal of(Alert... changes) {
        var journal = new InMemoryAlertJournal();
        for (Alert alert : changes) {
            journal.append(List.of(
                    new AlertJournal.Entry(alert, Map.of("belowMgPerDl", "70", "overAtMgPerDl", "75"), List.of())));
        }
        return journal;
    }
}
