package org.hearthgate.forecast.tribuo.internal.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Any pair of Tribuo's trainers: one for the change, one for the low.
 *
 * @param coarse whether the columns are rounded, as the trees need it
 * @param rows at most so many to learn from, evenly taken
 * @param calibrated whether the class's scores are no probabilities: then every fifth person of the training tells what they mean (Platt)
 */
record ByTribuo(
        String name,
        boolean coarse,
        int rows,
        boolean calibrated,
        Supplier<Trainer<Regressor>> ofChange,
        Supplier<Trainer<Label>> ofLow)
        implements Candidate {
    static final String LOW = "low";
    static final String NOT_LOW = "not low";
    private static final int EVERY = 5;

    @Override
    public Trained train(List<Case> cases) throws IOException {
        List<Case> some = evenly(cases, rows);
        var inputs = new Inputs(some, coarse);
        var change = new ArrayList<Model<Regressor>>();
        var low = new ArrayList<Model<Label>>();
        var scaling = new ArrayList<Platt>();
        for (int h = 0; h < Case.HORIZONS.length; h++) {
            int horizon = h;
            change.add(model(
                    some,
                    inputs,
                    new RegressionFactory(),
                    ofChange.get(),
                    one -> Float.isNaN(one.change()[horizon]) ? null : new Regressor("y", one.change()[horizon])));
            List<Case> known = some.stream()
                    .filter(one -> !Float.isNaN(one.low()[horizon]))
                    .toList();
            List<Case> first = calibrated
                    ? some.stream().filter(one -> one.person() / 5 % EVERY != 0).toList()
                    : known;
            low.add(model(first, inputs, new LabelFactory(), ofLow.get(), one -> label(one.low()[horizon])));
            List<Case> kept =
                    known.stream().filter(one -> one.person() / 5 % EVERY == 0).toList();
            scaling.add(
                    calibrated
                            ? Platt.fit(
                                    kept.stream()
                                            .mapToDouble(one -> score(low.get(horizon), inputs, one))
                                            .toArray(),
                                    kept.stream()
                                            .mapToDouble(one -> one.low()[horizon])
                                            .toArray())
                            : Platt.NONE);
        }
        return new Trained() {
            @Override
            public double change(Case one, int horizon) {
                return change.get(horizon)
                        .predict(inputs.example(one, RegressionFactory.UNKNOWN_REGRESSOR))
                        .getOutput()
                        .getValues()[0];
            }

            @Override
            public double low(Case one, int horizon) {
                return scaling.get(horizon).probability(score(low.get(horizon), inputs, one));
            }

            @Override
            public long bytes() throws IOException {
                var out = new ByteArrayOutputStream();
                long saved = 0;
                for (int h = 0; h < Case.HORIZONS.length; h++) {
                    saved += saved(change.get(h), out) + saved(low.get(h), out);
                }
                return saved + out.size();
            }
        };
    }

    /** {@return what is not in the stream, in bytes} */
    private static long saved(Model<?> model, OutputStream out) throws IOException {
        if (model instanceof PerceptronModel<?> net) {
            return net.bytes();
        }
        model.serializeToStream(out);
        return 0;
    }

    private static double score(Model<Label> model, Inputs inputs, Case one) {
        Label said = model.predict(inputs.example(one, LabelFactory.UNKNOWN_LABEL))
                .getOutputScores()
                .get(LOW);
        return said == null ? 0 : said.getScore();
    }

    private static Label label(float low) {
        return Float.isNaN(low) ? null : new Label(low == 1 ? LOW : NOT_LOW);
    }

    /** @param answer null for a case without one */
    private static <T extends Output<T>> Model<T> model(
            List<Case> cases, Inputs inputs, OutputFactory<T> outputs, Trainer<T> trainer, Function<Case, T> answer) {
        var data = new MutableDataset<T>(new SimpleDataSourceProvenance("people", outputs), outputs);
        for (Case one : cases) {
            T output = answer.apply(one);
            if (output != null) {
                data.add(inputs.example(one, output));
            }
        }
        return trainer.train(data);
    }

    private static List<Case> evenly(List<Case> cases, int most) {
        if (cases.size() <= most) {
            return cases;
        }
        var some = new ArrayList<Case>();
        for (int n = 0; n < most; n++) {
            some.add(cases.get((int) ((long) n * cases.size() / most)));
        }
        return some;
    }
}
