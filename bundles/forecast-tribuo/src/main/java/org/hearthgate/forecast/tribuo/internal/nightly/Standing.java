package org.hearthgate.forecast.tribuo.internal.nightly;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Moments;
import org.hearthgate.forecast.tribuo.internal.linear.LinearModels;
import org.hearthgate.forecast.tribuo.internal.linear.LinearPrior;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PathShape;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.model.Prior;
import org.hearthgate.forecast.tribuo.internal.nightly.DriftWatch.Voice;
import org.hearthgate.forecast.tribuo.internal.serve.FadingLine;
import org.hearthgate.forecast.tribuo.internal.serve.ServedModel;
import org.hearthgate.forecast.tribuo.internal.serve.Subject;

/** Decides which model speaks for one person: their own while it is good, else a simpler one that is better now. Thread-safe. */
public final class Standing implements Subject.Watcher {
    private static final int GLUCOSE = Features.names().indexOf("glucose");
    private static final int LOOKS_BACK_MINUTES = 2 * 1440;

    private final PersonId person;
    private final Peoples peoples;
    private final Consumer<ServedModel> serve;
    private final Consumer<Standing> changed;
    private final DriftWatch watch = new DriftWatch();
    private final Map<Voice, PersonModel> calibrated = new EnumMap<>(Voice.class);
    private Optional<Kept> kept = Optional.empty();

    /**
     * @param serve is given the model that speaks from now on
     * @param changed is told when another voice speaks, under this object's lock: hand over and return
     */
    public Standing(PersonId person, Peoples peoples, Consumer<ServedModel> serve, Consumer<Standing> changed) {
        this.person = person;
        this.peoples = peoples;
        this.serve = serve;
        this.changed = changed;
        serve.accept(served());
    }

    public PersonId person() {
        return person;
    }

    synchronized Optional<Kept> kept() {
        return kept;
    }

    /** {@return who speaks} */
    public synchronized Voice speaks() {
        return watch.speaks();
    }

    /** {@return whether what was learned of the person, or of everybody, has been set aside} */
    public synchronized boolean isSetAside() {
        return watch.speaks() != (speaksOwn() ? Voice.OWN : Voice.PEOPLE);
    }

    private boolean speaksOwn() {
        return kept.filter(known -> !known.champion().isEmpty()).isPresent();
    }

    /** Something was learned of the person. */
    public synchronized void keep(Kept learned) {
        if (kept.filter(known -> known.champion() == learned.champion()).isEmpty()) {
            calibrated.remove(Voice.OWN);
        }
        calibrated.remove(Voice.RIDGE);
        kept = Optional.of(learned);
        if (speaksOwn()) {
            watch.knowsOwn();
        }
        serve.accept(served());
    }

    /** Who speaks. @param model what is on top of the prior, before it was calibrated anew */
    record Speaker(Voice voice, Prior prior, PersonModel model) {}

    /** {@return who speaks now} */
    synchronized Speaker speaker() {
        return switch (watch.speaks()) {
            case OWN ->
                new Speaker(Voice.OWN, peoples.prior(), kept.orElseThrow().champion());
            case RIDGE ->
                simple().map(Simple::all)
                        .map(models ->
                                new Speaker(Voice.RIDGE, new LinearPrior(models, peoples.prior()), peoples.nothing()))
                        .orElseGet(() -> others(Voice.PEOPLE));
            case PEOPLE, LINE -> others(watch.speaks());
        };
    }

    private Speaker others(Voice voice) {
        return new Speaker(voice, peoples.prior(), peoples.nothing());
    }

    private Optional<Simple> simple() {
        return kept.flatMap(Kept::simple);
    }

    /** Its calibration was fitted to the last days. */
    synchronized void calibrated(Voice voice, PersonModel model) {
        calibrated.put(voice, model);
        serve.accept(served());
    }

    private ServedModel served() {
        Speaker speaker = speaker();
        PersonModel model = calibrated.getOrDefault(speaker.voice(), speaker.model());
        return new ServedModel(
                speaker.prior(),
                model,
                name(speaker.voice()),
                speaker.voice() == Voice.LINE ? ServedModel.Way.FADING : ServedModel.Way.BY_MODEL);
    }

    /** What the model is made of, and what has been set aside for it. */
    private String name(Voice voice) {
        String own = kept.map(known -> person + " " + known.learnedOn()).orElse("");
        String best = speaksOwn() ? peoples.name() + " + " + own : peoples.name();
        return switch (voice) {
            case OWN -> best;
            case PEOPLE -> speaksOwn() ? peoples.name() + ", " + own + " set aside" : best;
            case RIDGE -> "ridge of " + person + " " + simple().orElseThrow().learnedOn() + ", " + best + " set aside";
            case LINE -> "fading line, " + best + " set aside";
        };
    }

    @Override
    public synchronized void made(History history, int newest, float[] row, ServedModel by) {
        watch.take(history.glucose.minute(newest), said(row, kept.map(Kept::champion), simple().map(Simple::all)));
        if (watch.look(history.glucose)) {
            serve.accept(served());
            changed.accept(this);
        }
    }

    /** After a start: the last two days once more, by what had not learned from them. */
    @Override
    public synchronized void lookBack(History history, int clockAheadMinutes) {
        Channel glucose = history.glucose;
        if (glucose.size() == 0) {
            return;
        }
        int from = glucose.minute(glucose.size() - 1) - LOOKS_BACK_MINUTES;
        for (int i : Moments.due(glucose, from, Integer.MAX_VALUE)) {
            float[] row = Features.at(history, i, clockAheadMinutes);
            watch.take(glucose.minute(i), said(row, kept.map(Kept::twin), simple().map(Simple::twin)));
        }
        if (watch.look(glucose)) {
            serve.accept(served());
            changed.accept(this);
        }
    }

    /** By voice, then by horizon, mg/dL; NaN of whom there is not. */
    private float[][] said(float[] row, Optional<PersonModel> own, Optional<LinearModels> simple) {
        var said = new float[Voice.values().length][Horizon.values().length];
        Prediction peoples = this.peoples.nothing().predict(this.peoples.prior(), row);
        Prediction owns = own.filter(model -> !model.isEmpty())
                .map(model -> model.predict(this.peoples.prior(), row))
                .orElse(peoples);
        for (Horizon horizon : Horizon.values()) {
            int h = horizon.ordinal();
            int step = horizon.minutes() / PathShape.STEP_MINUTES;
            said[Voice.OWN.ordinal()][h] = (float) owns.mgPerDl(step);
            said[Voice.PEOPLE.ordinal()][h] = (float) peoples.mgPerDl(step);
            said[Voice.RIDGE.ordinal()][h] = simple.map(models -> (float) Prediction.within(
                            row[GLUCOSE] + models.change(horizon).at(row)))
                    .orElse(Float.NaN);
            said[Voice.LINE.ordinal()][h] = (float) FadingLine.mgPerDl(row, step);
        }
        return said;
    }
}
