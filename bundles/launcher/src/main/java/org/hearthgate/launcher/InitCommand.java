package org.hearthgate.launcher;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a home: settings, keys and secrets. Prints the secrets once, as JSON; the home keeps their hashes. */
@Command(
        name = "init",
        description = "Make a home: settings, keys, secrets. Prints the secrets once, as one JSON object.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "folder of the home")
    private Path home;

    @Option(
            names = "--person",
            required = true,
            paramLabel = "NAME",
            description = "somebody who lives there; repeat it")
    private List<String> people;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "time zone, e.g. Europe/Berlin; default: this machine's")
    private String zone = ZoneId.systemDefault().getId();

    @Override
    public Integer call() {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Failure.usage("'" + zone + "' is no time zone: write one like Europe/Berlin");
        }
        Home.Made made = Home.make(home, people, zone);
        spec.commandLine()
                .getOut()
                .println(made.json(
                        "http://0.0.0.0:" + Home.HTTP_PORT,
                        "coap://127.0.0.1:" + Home.COAP_PORT,
                        "coaps://0.0.0.0:" + Home.COAPS_PORT));
        return 0;
    }
}
