package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Runs;
import org.hearthgate.forecast.tribuo.internal.model.ModelFile;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.model.PopulationTraining;

/** Makes the model for everybody of the first 70 % of some people's days. The same people in the same order make the same octets. */
final class TrainRun {
    private static final int MOST_GROUPS = 32;

    private final Request request;
    private final Consumer<String> progress;

    TrainRun(Request request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /** {@return what is to be said of it} */
    List<String> train() throws IOException, Request.BadData {
        long began = System.nanoTime();
        Path out = request.needed("out");
        int groups = request.number("groups", 5, 2, MOST_GROUPS);
        String name = request.options().getOrDefault("name", "people");
        Study study = Study.of(request, progress);
        try (var file = new NewFile(out)) {
            List<PopulationTraining.Person> people = people(study);
            if (groups > people.size()) {
                throw new Request.BadData("there are " + people.size() + " people to learn from; " + groups
                        + " groups need at least one each: give more people, or fewer --groups");
            }
            List<String> sources = Sources.of(study.data(), study.people());
            PopulationModel model =
                    PopulationTraining.train(name, people, groups, size(), sources, Work.withAllCores(), progress);
            ModelFile.write(model, file.out());
            long octets = file.done();
            var told = new ArrayList<String>();
            told.add(String.format(
                    Locale.ROOT,
                    "model '%s': %d people in %d groups, %d readings, %d bytes, %.0f s: %s",
                    model.provenance().name(),
                    model.provenance().people(),
                    groups,
                    model.provenance().readings(),
                    octets,
                    (System.nanoTime() - began) / 1e9,
                    out));
            model.provenance().sources().forEach(source -> told.add("  " + source));
            return told;
        }
    }

    private PopulationTraining.Size size() {
        return "true".equals(request.options().get("small"))
                ? PopulationTraining.Size.SMALL
                : PopulationTraining.Size.USUAL;
    }

    private List<PopulationTraining.Person> people(Study study) {
        var people = new ArrayList<PopulationTraining.Person>();
        for (Splits.Person person : study.people()) {
            try {
                PersonFile file = PersonFile.read(person.file(study.data()));
                file.refused().forEach(progress);
                if (file.history().glucose.size() == 0
                        || file.minuteAfter(PeopleForecast.TRAIN_SHARE)
                                < file.history().glucose.minute(0) + Runs.LEAST_RUN_MINUTES) {
                    progress.accept(person.id() + ": too few readings, left out");
                } else {
                    people.add(new PopulationTraining.Person(
                            person.id(), file.history(), file.minuteAfter(PeopleForecast.TRAIN_SHARE), 0));
                }
            } catch (IOException e) {
                progress.accept(e.getMessage() + "; left out");
            }
        }
        return people;
    }
}
