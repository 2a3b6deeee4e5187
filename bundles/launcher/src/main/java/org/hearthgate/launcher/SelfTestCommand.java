package org.hearthgate.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drills the whole way of an alarm in the running hub. */
@Command(
        name = "self-test",
        description =
                "Send a marked reading through the whole way of an alarm, to every channel, and show what came of it."
                        + " The hub has to be running; exit code 0 when every stage passed, 75 when one did not.",
        mixinStandardHelpOptions = true)
final class SelfTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "folder made by `hub init`")
    private Path folder;

    @Option(names = "--last", description = "only show the last one")
    private boolean last;

    @Override
    public Integer call() throws IOException {
        Home home = Home.existing(folder);
        var owner =
                new Owner(home, spec.commandLine().getOut(), spec.commandLine().getErr());
        return owner.ofRunningHub(last ? List.of("self-test", "last") : List.of("self-test"));
    }
}
