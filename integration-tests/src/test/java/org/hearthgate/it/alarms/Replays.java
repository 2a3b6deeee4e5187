package org.hearthgate.it.alarms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends people's files through {@code hub replay}, some at a time. What is in the folder already is not done again. */
final class Replays {
    private final Path hub;
    private final Path folder;
    private final Optional<Path> rules;

    /**
     * @param hub the command
     * @param folder where the events go, one file per person
     * @param rules folder with settings to try
     */
    Replays(Path hub, Path folder, Optional<Path> rules) {
        this.hub = hub;
        this.folder = folder;
        this.rules = rules;
    }

    List<ReplayedPerson> of(List<Path> files, int atOnce) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        ExecutorService workers = Executors.newFixedThreadPool(atOnce);
        try {
            var pending = new ArrayList<Future<ReplayedPerson>>();
            files.forEach(csv -> pending.add(workers.submit(() -> one(csv))));
            var people = new ArrayList<ReplayedPerson>();
            for (Future<ReplayedPerson> each : pending) {
                people.add(each.get());
            }
            return people;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private ReplayedPerson one(Path csv) throws IOException, InterruptedException {
        String name = csv.getFileName().toString().replace(".csv", "");
        Path events = folder.resolve(name + ".jsonl");
        if (!Files.exists(events)) {
            Path unfinished = folder.resolve(name + ".unfinished");
            var words = new ArrayList<>(
                    List.of(hub.toString(), "replay", "--person-csv", csv.toString(), "--out", unfinished.toString()));
            // whoever is in the study, and was not learned from, is new to every model and loses nothing by it
            words.addAll(List.of("--left-out", csv.getParent().getFileName() + "/" + name));
            rules.ifPresent(with -> words.addAll(List.of("--rules", with.toString())));
            Path log = folder.resolve(name + ".log");
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (process.waitFor() != 0) {
                    throw new IOException("hub replay of " + csv + " failed; see " + log);
                }
            } finally {
                process.destroy();
            }
            Files.move(unfinished, events);
        }
        return ReplayedPerson.read(name, csv, events);
    }
}
