package org.hearthgate.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends somebody's history through the real pipeline and the real rules on a clock moved by hand, and counts what they did. */
@Command(
        name = "replay",
        description = {
            "What the pipeline and the rules would have done with this history: a table, and one JSON line per alert event.",
            "The history is a file, or the last days of somebody in a home."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 400;
    /** Whose the days of a file are. */
    private static final String OF_A_FILE = "replay";

    @Spec
    private CommandSpec spec;

    @Option(names = "--person-csv", paramLabel = "FILE", description = "columns time,glucose_mgdl,…")
    private Path csv;

    @Option(names = "--home", paramLabel = "DIR", description = "with --person: the record and the rules of this home")
    private Path folder;

    @Option(names = "--person", paramLabel = "ID", description = "with --home: whose")
    private String person;

    @Option(names = "--days", paramLabel = "N", description = "with --home: how many days back; default 30")
    private Integer days;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the alert events go, one JSON object a line; left out: nowhere")
    private Path out;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "settings of rules (org.hearthgate.rule.*.json, org.hearthgate.limits*.json) and of the"
                    + " forecasts (org.hearthgate.forecast.json) to try; what is not there stays at its default, or as the home has it; with --person-csv one person's limits"
                    + " are tried on the file, whoever they name")
    private Path rules;

    @Option(
            names = "--compare",
            description = "beside the defaults; with --home and --rules: beside what the home has now")
    private boolean compare;

    @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of the file's local times; default UTC")
    private String zone;

    @Option(
            names = "--left-out",
            paramLabel = "SET/SUBJECT",
            description = "of the models for everybody, forecast by those alone that had not learned from this person;"
                    + " for an honest figure of people they learned from")
    private String leftOut;

    @Override
    public Integer call() throws Exception {
        check();
        Path scratch = Files.createTempDirectory("hearthgate-replay-"); // 0700: it will hold a person's days
        try {
            return replay(scratch);
        } finally {
            PrivateFiles.remove(scratch);
        }
    }

    private void check() {
        if ((csv == null) == (folder == null)) {
            throw Failure.usage("give either --person-csv FILE or --home DIR with --person ID");
        }
        if (folder == null && (person != null || days != null)) {
            throw Failure.usage("--person and --days go with --home");
        }
        if (folder != null && person == null) {
            throw Failure.usage("--home needs --person ID; `hub init` told the id");
        }
        if (folder != null && zone != null) {
            throw Failure.usage("--zone goes with --person-csv; a home has its own");
        }
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw Failure.usage("--days must be 1 to " + MOST_DAYS + ", was " + days);
        }
        if (csv != null && !Files.isReadable(csv)) {
            throw Failure.badData("cannot read " + csv + ": give a CSV file with the columns time and glucose_mgdl");
        }
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Failure.usage("'" + zone + "' is no time zone: write one like Europe/Berlin");
        }
    }

    private int replay(Path scratch) throws IOException, InterruptedException {
        Settings usual = new Settings();
        String id = OF_A_FILE;
        String name = csv == null ? "" : csv.getFileName().toString().replaceAll("\\.csv$", "");
        String where = zone == null ? "UTC" : zone;
        Path history = csv;
        if (folder != null) {
            Home home = Home.existing(folder);
            Settings all = home.settings();
            usual = ReplayRun.rulesOf(all);
            id = person;
            name = name(all);
            where = String.valueOf(all.of("org.hearthgate.home").getOrDefault("zone", ""));
            where = where.isBlank() ? ZoneId.systemDefault().getId() : where;
            history = record(home, scratch.resolve("history.csv"));
        }
        // night is night there, whatever machine replays it: the replay's household lives in the machine's zone
        TimeZone.setDefault(TimeZone.getTimeZone(where));
        var run = new ReplayRun(
                history,
                out == null ? scratch.resolve("events.jsonl") : out,
                id,
                name,
                where,
                Optional.ofNullable(leftOut));
        ReplayRun.Result result = run.under(tried(usual), scratch("first", scratch));
        print(List.of(result.line()));
        if (!compare) {
            print(result.summary().table());
            return 0;
        }
        boolean besideHome = folder != null && rules != null;
        var other =
                new ReplayRun(history, scratch.resolve("other.jsonl"), id, name, where, Optional.ofNullable(leftOut));
        ReplaySummary beside = other.under(besideHome ? usual : new Settings(), scratch("second", scratch))
                .summary();
        print(result.summary()
                .beside(
                        beside,
                        rules != null ? "these settings" : folder != null ? "this home" : "the defaults",
                        besideHome ? "this home" : "the defaults"));
        return 0;
    }

    private static Path scratch(String name, Path scratch) throws IOException {
        return Files.createDirectory(scratch.resolve(name));
    }

    private Settings tried(Settings usual) {
        var tried = ReplayRun.rulesOf(usual);
        if (rules != null) {
            Settings own = ReplayRun.rulesOf(Settings.read(rules));
            (csv == null ? own : ReplayRun.limitsOf(OF_A_FILE, own)).all().forEach(tried::put);
        }
        return tried;
    }

    private String name(Settings home) {
        return home.all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("org.hearthgate.person~")
                        && person.equals(entry.getValue().get("id")))
                .map(entry -> String.valueOf(entry.getValue().get("name")))
                .findFirst()
                .orElseThrow(() -> Failure.badData("nobody with the id " + person + " lives in " + folder));
    }

    /** The days of a person, by the hub that runs, or from the record alone. Read only; the file goes with the scratch folder. */
    private Path record(Home home, Path file) {
        var quiet = new PrintWriter(Writer.nullWriter());
        int exit = new Owner(home, quiet, spec.commandLine().getErr(), java.util.Set.of("insight"))
                .run(talk -> talk.command(List.of(
                        "replay-export",
                        "--person",
                        person,
                        "--days",
                        String.valueOf(days == null ? 30 : days),
                        "--to",
                        file.toString())));
        if (exit != 0) {
            throw Failure.tryLater("the record of " + person + " could not be read; nothing was replayed");
        }
        return file;
    }

    private void print(List<String> lines) {
        PrintWriter screen = spec.commandLine().getOut();
        lines.forEach(screen::println);
        screen.flush();
    }
}
