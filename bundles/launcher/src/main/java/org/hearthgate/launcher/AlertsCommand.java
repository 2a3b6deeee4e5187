package org.hearthgate.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds the alarms of a home to account: the chain of their log, one alarm's life, a week's worth. */
@Command(
        name = "alerts",
        description = {
            "Hold the alarms to account:",
            "  verify          look at every link of the alert log's chain",
            "  list            the alerts of the last days, of everybody or of one person",
            "  why ALERT_ID    one alert's life in plain sentences, judged again",
            "  audit           what the alarms of a week were worth"
        },
        mixinStandardHelpOptions = true)
final class AlertsCommand extends OwnerCommand {
    @Parameters(index = "0", paramLabel = "ACTION", description = "verify, list, why or audit")
    private String action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ALERT_ID", description = "with why; `list` names them")
    private String alert;

    @Option(names = "--person", paramLabel = "ID", description = "with list and audit: whose")
    private String person;

    @Option(names = "--days", paramLabel = "N", description = "with list: how many days back; default 7")
    private String days;

    @Option(names = "--week", paramLabel = "YYYY-Www", description = "with audit: which; default the last whole one")
    private String week;

    @Override
    Set<String> rooms() {
        return ACCOUNTING;
    }

    @Override
    Owner.Errand errand(Home home) {
        if (!Set.of("verify", "list", "why", "audit").contains(action)) {
            throw Failure.usage(
                    "'" + action + "' is nothing that can be done with alerts: say verify, list, why or audit");
        }
        if (action.equals("why") != (alert != null)) {
            throw Failure.usage("an ALERT_ID goes with why, and with nothing else");
        }
        List<String> words = new ArrayList<>(List.of("alerts", action));
        if (alert != null) {
            words.add(alert);
        }
        add(words, "--person", person, Set.of("list", "audit"));
        add(words, "--days", days, Set.of("list"));
        add(words, "--week", week, Set.of("audit"));
        return talk -> talk.command(words);
    }

    private void add(List<String> words, String option, String value, Set<String> goesWith) {
        if (value == null) {
            return;
        }
        if (!goesWith.contains(action)) {
            throw Failure.usage(option + " does not go with " + action);
        }
        words.add(option);
        words.add(value);
    }
}
