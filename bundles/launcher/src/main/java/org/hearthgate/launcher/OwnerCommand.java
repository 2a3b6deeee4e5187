package org.hearthgate.launcher;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that works on a home, whether its hub is running or not. */
abstract class OwnerCommand implements Callable<Integer> {
    /** What judges the alarms of a stopped hub: the rules and the room that accounts for them. */
    static final Set<String> ACCOUNTING = Set.of("insight", "rules", "home.rules");

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "folder made by `hub init`")
    private Path folder;

    @Override
    public final Integer call() {
        Home home = Home.existing(folder);
        Owner.Errand errand = errand(home);
        return new Owner(home, spec.commandLine().getOut(), spec.commandLine().getErr(), rooms()).run(errand);
    }

    /** {@return the rooms that it needs on a stopped hub, beside those that keep the record} */
    Set<String> rooms() {
        return Set.of();
    }

    /** {@return what is to be said to the hub; checked before anything is started} */
    abstract Owner.Errand errand(Home home);

    /** {@return a path as the hub understands it, whatever folder it runs in} */
    static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
