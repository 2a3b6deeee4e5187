package org.hearthgate.launcher;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code hub}: one subcommand each for a look, a home, a run, a question and a replay. */
@Command(
        name = "hub",
        description = "Hearthgate: an offline-first diabetes gateway for the home. It advises and never doses.",
        mixinStandardHelpOptions = true,
        version = "Hearthgate 0.2",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            RunCommand.class,
            DoctorCommand.class,
            ReplayCommand.class,
            DecodeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            KeysCommand.class,
            EraseCommand.class,
            SelfTestCommand.class,
            AlertsCommand.class,
            ForecastCommand.class,
        },
        footer = {"", "Exit codes: 0 ok, 64 wrong usage, 65 bad data, 70 internal error, 75 try again later."})
public final class Hub {
    private Hub() {}

    public static void main(String[] arguments) {
        int exit = commandLine().execute(arguments);
        if (exit != RunCommand.KEEPS_RUNNING) {
            System.exit(exit);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Hub())
                .setExitCodeExceptionMapper(Hub::exitCode)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println("hub: " + oneLine(exception));
                    return exitCode(exception);
                })
                .setParameterExceptionHandler(Hub::wrongUsage);
    }

    private static int wrongUsage(CommandLine.ParameterException exception, String[] arguments) {
        PrintWriter err = exception.getCommandLine().getErr();
        String command = exception.getCommandLine().getCommandSpec().qualifiedName(" ");
        err.println("hub: " + exception.getMessage() + "; see `" + command + " --help`");
        return Failure.USAGE;
    }

    private static int exitCode(Throwable exception) {
        return exception instanceof Failure failure ? failure.exitCode() : Failure.INTERNAL;
    }

    private static String oneLine(Throwable exception) {
        String message = exception.getMessage() == null ? exception.toString() : exception.getMessage();
        String told = exception instanceof Failure ? message : "internal error: " + message + "; please report it";
        return told.replaceAll("\\s*\\R\\s*", " ");
    }
}
