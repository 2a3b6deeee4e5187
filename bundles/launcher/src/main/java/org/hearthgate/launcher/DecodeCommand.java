package org.hearthgate.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what recorded frames mean, by the adapters' own decoders. */
@Command(
        name = "decode",
        description =
                "What recorded frames of devices mean: prints the rows of FILE with a column decoded_json behind them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "FILE has the columns service, characteristic and hex, in any order and beside any others, e.g.",
            "    service,characteristic,hex",
            "    1809,2A1C,00710100ff",
            "A frame that makes no sense gives {\"error\": …} in its row, and the exit code stays 0."
        })
final class DecodeCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("service", "characteristic", "hex");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--csv",
            required = true,
            paramLabel = "FILE",
            description = "CSV file with the columns service, characteristic, hex")
    private Path csv;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(csv) || !Files.isReadable(csv)) {
            throw Failure.badData(
                    "cannot read " + csv + ": give a CSV file with the columns " + String.join(", ", COLUMNS));
        }
        Path cache = Files.createTempDirectory("hearthgate-decode-");
        try (BufferedReader reader = Files.newBufferedReader(csv);
                Gateway gateway = Gateway.start(new Settings(), cache, DecodeCommand::takesPart)) {
            decode(new Csv(reader), adaptersOf(gateway), spec.commandLine().getOut());
            return 0;
        } catch (CharacterCodingException e) {
            throw Failure.badData(csv + " is not UTF-8 text: save it as CSV in UTF-8");
        } finally {
            PrivateFiles.remove(cache);
        }
    }

    /** Everything but our own rooms and the page's server; of our own the contracts, the adapters and the one that asks them. */
    static boolean takesPart(String file) {
        if (!file.startsWith("org.hearthgate.")) {
            return !file.contains("jetty");
        }
        return file.startsWith("org.hearthgate.api-")
                || file.startsWith("org.hearthgate.commissioning-")
                || file.startsWith("org.hearthgate.adapter.") && !file.contains("simulator");
    }

    @SuppressWarnings("unchecked") // the service's property says what it takes and gives
    private static Function<List<String>, String> adaptersOf(Gateway gateway) {
        return gateway.service(Function.class.getName(), "(hearthgate.job=decode)")
                .map(reference -> (Function<List<String>, String>) gateway.get(reference))
                .orElseThrow(() ->
                        Failure.internal("the adapters did not start; not active: " + gateway.inactiveBundles(), null));
    }

    static void decode(Csv rows, Function<List<String>, String> decoder, PrintWriter out) throws IOException {
        List<String> header = rows.read().orElseThrow(() -> Failure.badData("the CSV file is empty"));
        var positions = new ArrayList<Integer>();
        for (String column : COLUMNS) {
            int position = header.indexOf(column);
            if (position < 0) {
                throw Failure.badData("the CSV file has no column '" + column + "': its first line must name "
                        + String.join(", ", COLUMNS));
            }
            positions.add(position);
        }
        print(out, header, "decoded_json");
        for (Optional<List<String>> row = rows.read(); row.isPresent(); row = rows.read()) {
            List<String> fields = row.get();
            if (fields.size() == 1 && fields.get(0).isBlank()) {
                continue; // an empty line at the end
            }
            if (fields.size() != header.size()) {
                throw Failure.badData("row " + rows.row() + " has " + fields.size() + " fields, the first line has "
                        + header.size() + ": quote fields that hold a comma");
            }
            print(out, fields, decoder.apply(positions.stream().map(fields::get).toList()));
        }
        out.flush();
    }

    private static void print(PrintWriter out, List<String> fields, String last) {
        var more = new ArrayList<>(fields);
        more.add(last);
        out.println(Csv.line(more));
    }
}
