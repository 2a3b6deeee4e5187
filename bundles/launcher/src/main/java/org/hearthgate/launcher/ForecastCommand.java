package org.hearthgate.launcher;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Foretells recorded people by the protocol of a study, for an honest figure. */
@Command(
        name = "forecast",
        description = {
            "Foretell the last 30 %% of recorded people's days, 30 and 60 min ahead, by what was known before each moment.",
            "Whoever a model of other people was learned from is judged only by its members that left them out."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ForecastTrainCommand.class, ForecastThresholdsCommand.class},
        footer = {
            "",
            "DIR holds a folder for each set of people with a file SUBJECT.csv for each (columns time,glucose_mgdl, and",
            "where there are any insulin_bolus_u,insulin_long_u,carbs_g,heart_rate_bpm,steps,asleep).",
            "FILE of --out gets subject,time_of_forecast,horizon_min,predicted_mgdl,hypo_probability.",
            "It takes more memory than a hub: HEARTHGATE_HEAP says how much (default 384m)."
        })
final class ForecastCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "needed: the people")
    private String data;

    @Option(names = "--splits", paramLabel = "FILE", description = "needed: CSV with the columns set,subject,split")
    private String splits;

    @Option(names = "--only", paramLabel = "dev|heldout", description = "needed: whose split says so")
    private String only;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "needed: learn from the person's own first 70 %% (personal), from other people (population), or"
                            + " from other people with the person's own days on top (adapted)")
    private String mode;

    @Option(names = "--out", paramLabel = "FILE", description = "needed: where the forecasts go")
    private String out;

    @Option(
            names = "--population",
            paramLabel = "FILE",
            description = "a model of other people, made by train-population; default: the one that is shipped")
    private String population;

    @Option(names = "--sets", paramLabel = "A,B", description = "only people of these sets; default all")
    private String sets;

    @Option(names = "--seed", paramLabel = "N", description = "another draw of the person's own training; default 0")
    private String seed;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "also write how well chances and intervals held (calibration.png, figures.md, CSV files)")
    private String figures;

    @Override
    public Integer call() throws IOException {
        Map<String, String> options = new TreeMap<>();
        needed(options, "data", data);
        needed(options, "splits", splits);
        needed(options, "only", only);
        needed(options, "mode", mode);
        needed(options, "out", out);
        put(options, "population", population);
        put(options, "sets", sets);
        put(options, "seed", seed);
        put(options, "figures", figures);
        return ForecastRoom.run(
                options, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /** Not picocli's own: that would ask them of a subcommand, too. */
    private static void needed(Map<String, String> options, String name, String value) {
        if (value == null) {
            throw Failure.usage("Missing required option: '--" + name + "'; see `hub forecast --help`");
        }
        options.put(name, value);
    }

    static void put(Map<String, String> options, String name, String value) {
        if (value != null) {
            options.put(name, value);
        }
    }
}
