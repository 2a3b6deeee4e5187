package org.hearthgate.launcher;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the model for everybody. */
@Command(
        name = "train-population",
        description = {
            "Learn the model for everybody from the first 70 %% of recorded people's days.",
            "Each of its members leaves one group of the people out, so that these can be judged honestly. The licences of"
                    + " the sets (SOURCE.md) go into the file."
        },
        mixinStandardHelpOptions = true)
final class ForecastTrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyWords study;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the model goes")
    private String out;

    @Option(names = "--only", paramLabel = "dev|heldout", description = "whose split says so; default dev")
    private String only;

    @Option(names = "--groups", paramLabel = "N", description = "how many groups of people; default 5")
    private String groups;

    @Option(names = "--name", paramLabel = "TEXT", description = "what it is called; default 'people'")
    private String name;

    @Option(names = "--small", description = "quick, and not good: to try the way with a few days of a few people")
    private boolean small;

    @Override
    public Integer call() throws IOException {
        Map<String, String> options = study.of("train-population");
        options.put("out", out);
        ForecastCommand.put(options, "only", only);
        ForecastCommand.put(options, "groups", groups);
        ForecastCommand.put(options, "name", name);
        ForecastCommand.put(options, "small", small ? "true" : null);
        return ForecastRoom.run(
                options, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
