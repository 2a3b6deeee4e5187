package org.hearthgate.forecast.tribuo.internal.nightly;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Runs;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PathShape;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;
import org.hearthgate.forecast.tribuo.internal.nightly.DriftWatch.Voice;
import org.hearthgate.forecast.tribuo.internal.serve.FadingLine;
import org.hearthgate.forecast.tribuo.internal.serve.ServedModel;
import org.hearthgate.forecast.tribuo.internal.serve.Subject;

/** Decides which model speaks for one person: their own while it is good, else other people's, else the simplest line. Thread-safe. */
public final class Standing implements Subject.Watcher {
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
        return speaksOwn() ? watch.speaks() != Voice.OWN : watch.speaks() == Voice.LINE;
    }

    private boolean speaksOwn() {
        return kept.filter(known -> !known.champion().isEmpty()).isPresent();
    }

    /** Something was learned of the person. */
    public synchronized void keep(Kept learned) {
        kept = Optional.of(learned);
        calibrated.clear();
        if (speaksOwn()) {
            watch.knowsOwn();
        }
        serve.accept(served());
    }

    /** {@return the model that speaks now, before it was calibrated anew} */
    synchronized PersonModel speaking() {
        return watch.speaks() == Voice.OWN ? kept.orElseThrow().champion() : peoples.nothing();
    }

    /** Its calibration was fitted to the last days. */
    synchronized void calibrated(Voice voice, PersonModel model) {
        calibrated.put(voice, model);
        serve.accept(served());
    }

    private ServedModel served() {
        Voice voice = watch.speaks();
        PersonModel model = calibrated.getOrDefault(voice, speaking());
        String own = kept.map(known -> person + " " + known.learnedOn()).orElse("");
        return switch (voice) {
            case OWN -> new ServedModel(peoples.prior(), model, peoples.name() + " + " + own, ServedModel.Way.BY_MODEL);
            case PEOPLE ->
                new ServedModel(
                        peoples.prior(),
                        model,
                        speaksOwn() ? peoples.name() + ", " + own + " set aside" : peoples.name(),
                        ServedModel.Way.BY_MODEL);
            case LINE ->
                new ServedModel(
                        peoples.prior(),
                        model,
                        "fading line, " + peoples.name() + " set aside",
                        ServedModel.Way.FADING);
        };
    }

    @Override
    public synchronized void made(History history, int newest, float[] row, ServedModel by) {
        watch.take(history.glucose.minute(newest), said(row, kept.map(Kept::champion)));
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
        for (int i = glucose.upTo(from); i < glucose.size(); i++) {
            if (Runs.minutes(glucose, i) >= Runs.LEAST_RUN_MINUTES) {
                watch.take(glucose.minute(i), said(Features.at(history, i, clockAheadMinutes), kept.map(Kept::twin)));
            }
        }
        if (watch.look(glucose)) {
            serve.accept(served());
            changed.accept(this);
        }
    }

    /** By voice, then by horizon, mg/dL. */
    private float[][] said(float[] row, Optional<PersonModel> own) {
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
            said[Voice.LINE.ordinal()][h] = (float) FadingLine.mgPerDl(row, step);
        }
        return said;
    }
}
