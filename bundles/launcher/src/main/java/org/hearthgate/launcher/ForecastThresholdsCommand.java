package org.hearthgate.launcher;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Chooses when the rule of the predicted low calls. */
@Command(
        name = "thresholds",
        description = {
            "Choose from which probability the rule predicted-low calls, by a budget of false calls stated before, on the"
                    + " first 70 %% of recorded people's days.",
            "Prints a table of what it would come to, and the most sensitive that keeps within the budget. Whoever the model"
                    + " was learned from is judged only by its members that left them out."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "False is a call after which no reading below 70 mg/dL comes within 30 min. The table is for --only dev alone:"
                    + " the last 30 %% of the days, and people of another split, are for judging what was chosen."
        })
final class ForecastThresholdsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyWords study;

    @Option(names = "--only", required = true, paramLabel = "dev", description = "whose split says so: dev")
    private String only;

    @Option(
            names = "--population",
            paramLabel = "FILE",
            description = "a model of other people, made by train-population; default: the one that is shipped")
    private String population;

    @Option(
            names = "--false-alarms-a-week",
            paramLabel = "N",
            description = "the budget: false calls per person and week, day and night; default 2")
    private String falseAlarms;

    @Override
    public Integer call() throws IOException {
        Map<String, String> options = study.of("thresholds");
        options.put("only", only);
        ForecastCommand.put(options, "population", population);
        ForecastCommand.put(options, "false-alarms-a-week", falseAlarms);
        return ForecastRoom.run(
                options, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
