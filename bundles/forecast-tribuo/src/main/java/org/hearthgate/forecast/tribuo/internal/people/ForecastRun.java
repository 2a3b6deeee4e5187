package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.figures.Figures;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;

/** Foretells the last 30 % of some people's days, person by person, and keeps none of them in memory. Deterministic. */
final class ForecastRun {
    static final String HEAD = "subject,time_of_forecast,horizon_min,predicted_mgdl,hypo_probability\n";

    private final Request request;
    private final Consumer<String> progress;

    private int people;
    private int peopleLearnedFrom;
    private int unreadable;
    private long due;
    private long given;
    private long refusedRows;

    ForecastRun(Request request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /** {@return what is to be said of it} */
    List<String> forecast() throws IOException, Request.BadData {
        PeopleForecast.Mode mode = request.mode();
        Path out = request.needed("out");
        int seed = request.number("seed", 0, 0, 1_000_000);
        Study study = Study.of(request, progress);
        PopulationModel population =
                mode == PeopleForecast.Mode.PERSONAL ? null : Population.of(request.path("population"));
        var forecast = new PeopleForecast(mode, population, Work.withAllCores(), seed);
        Optional<Figures> figures = request.path("figures").map(folder -> new Figures());
        try (var file = new NewFile(out);
                Writer writer = new OutputStreamWriter(file.out(), StandardCharsets.UTF_8)) {
            writer.write(HEAD);
            for (Splits.Person person : study.people()) {
                forecast(forecast, population, person, study, writer, figures);
            }
            if (people == 0) {
                throw new Request.BadData("nobody could be forecast; " + out + " was not written");
            }
            writer.flush();
            file.done();
        }
        var told = new ArrayList<>(summary(mode, population, out));
        if (figures.isPresent()) {
            told.addAll(figures.get().write(request.path("figures").orElseThrow()));
        }
        return told;
    }

    private void forecast(
            PeopleForecast forecast,
            PopulationModel population,
            Splits.Person person,
            Study study,
            Writer out,
            Optional<Figures> figures)
            throws IOException {
        long began = System.nanoTime();
        Optional<PersonFile> read = study.read(person, progress);
        if (read.isEmpty()) {
            unreadable++;
            return;
        }
        PersonFile file = read.get();
        refusedRows += file.refusedRows();
        Channel glucose = file.history().glucose;
        PeopleForecast.Outcome outcome = forecast.forecast(person, file, (at, prediction) -> {
            write(person.subject(), glucose.minute(at), prediction, out);
            figures.ifPresent(all -> all.take(person.id(), glucose, at, prediction));
        });
        boolean learnedFrom = population != null && population.provenance().learnedFrom(person.id());
        people++;
        peopleLearnedFrom += learnedFrom ? 1 : 0;
        due += outcome.due();
        given += outcome.given();
        progress.accept(String.format(
                Locale.ROOT,
                "%s: %d of %d forecasts%s%s, %.1f s",
                person.id(),
                outcome.given(),
                outcome.due(),
                outcome.lessons() > 0 ? ", " + outcome.lessons() + " moments of their own learned from" : "",
                population == null ? "" : learnedFrom ? ", by members that left them out" : ", new to the model",
                (System.nanoTime() - began) / 1e9));
    }

    private List<String> summary(PeopleForecast.Mode mode, PopulationModel population, Path out) {
        var told = new ArrayList<String>();
        told.add(String.format(
                Locale.ROOT,
                "%s: %d people, %d of %d moments forecast (coverage %.1f %%), %d and %d min ahead: %s",
                mode.name().toLowerCase(Locale.ROOT),
                people,
                given,
                due,
                due == 0 ? 0 : 100.0 * given / due,
                Horizon.MINUTES_30.minutes(),
                Horizon.MINUTES_60.minutes(),
                out));
        if (population != null) {
            told.add("model '" + population.provenance().name() + "' of "
                    + population.provenance().people() + " people: " + peopleLearnedFrom
                    + " of these judged only by members that left them out, " + (people - peopleLearnedFrom)
                    + " new to the model");
        }
        if (unreadable > 0 || refusedRows > 0) {
            told.add(unreadable + " files could not be read, " + refusedRows
                    + " rows had something refused: see standard error");
        }
        return told;
    }

    private static void write(String subject, int minute, Prediction prediction, Writer out) throws IOException {
        LocalDateTime time = LocalDateTime.ofEpochSecond(minute * 60L, 0, ZoneOffset.UTC);
        for (Horizon horizon : Horizon.values()) {
            out.write(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%.2f,%.6f\n",
                    subject,
                    time,
                    horizon.minutes(),
                    prediction.mgPerDl(horizon.minutes() / 5),
                    prediction.probabilityOfLow(horizon)));
        }
    }
}
