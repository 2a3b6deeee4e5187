package org.hearthgate.launcher;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The words by which a study's people are named, for the commands that learn from them. */
final class StudyWords {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the people, a folder for each set")
    private String data;

    @Option(
            names = "--splits",
            required = true,
            paramLabel = "FILE",
            description = "CSV with the columns set,subject,split")
    private String splits;

    @Option(names = "--sets", paramLabel = "A,B", description = "only people of these sets; default all")
    private String sets;

    /** {@return the job with these words, for more to be added} */
    Map<String, String> of(String job) {
        Map<String, String> words = new TreeMap<>(Map.of("job", job, "data", data, "splits", splits));
        ForecastCommand.put(words, "sets", sets);
        return words;
    }
}
