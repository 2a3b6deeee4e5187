package org.hearthgate.forecast.tribuo.internal.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Runs;
import org.hearthgate.forecast.tribuo.internal.people.PersonFile;

/** The development people of the core sets, the first 70 % of their days to learn from and the rest to be tested on. */
final class People {
    private static final Set<String> CORE = Set.of("azt1d", "t1d_uom", "brist1d_open", "physiocgm");
    private static final double LEARN = 0.7;
    private static final int LEAST_APART_MINUTES = 4;

    final List<Case> toLearn = new ArrayList<>();
    final List<Case> toTest = new ArrayList<>();
    int count;

    /** @param rows how many moments to learn from, of all people together; taken evenly */
    static People read(Path data, int rows) throws IOException {
        var files = new ArrayList<Path>();
        for (String line : Files.readAllLines(data.resolve("splits.csv"))) {
            String[] cells = line.split(",", -1);
            if (CORE.contains(cells[0]) && cells[2].equals("dev")) {
                files.add(data.resolve("sets").resolve(cells[0]).resolve(cells[1] + ".csv"));
            }
        }
        var people = new People();
        var due = new ArrayList<Due>();
        for (Path file : files) {
            String subject = file.getFileName().toString().replace(".csv", "");
            PersonFile person = PersonFile.read(file);
            int split = person.minuteAfter(LEARN);
            people.take(subject, person.history(), split, due);
            people.count++;
        }
        int size = Math.min(rows, due.size());
        for (int n = 0; n < size; n++) {
            Due one = due.get((int) ((long) n * due.size() / size));
            people.toLearn.add(Case.of(one.person, one.subject, one.history, one.reading, one.split));
        }
        return people;
    }

    private record Due(int person, String subject, History history, int reading, int split) {}

    private void take(String subject, History history, int split, List<Due> due) {
        Channel glucose = history.glucose;
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < glucose.size(); i++) {
            if (Runs.minutes(glucose, i) < Runs.LEAST_RUN_MINUTES) {
                continue;
            }
            if (glucose.minute(i) >= split) {
                toTest.add(Case.of(count, subject, history, i, Integer.MAX_VALUE));
            } else if (glucose.minute(i) >= last + LEAST_APART_MINUTES && glucose.minute(i) + 30 < split) {
                due.add(new Due(count, subject, history, i, split));
                last = glucose.minute(i);
            }
        }
    }
}
