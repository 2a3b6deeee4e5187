package org.hearthgate.forecast.tribuo.internal.linear;

import de.bwaldvogel.liblinear.Model;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.common.liblinear.LibLinearTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.liblinear.LinearRegressionType;

/**
 * Ridge and logistic regression by Tribuo's LibLinear trainers: both solvers are deterministic (trust region Newton on the primal), need no
 * rate and no seed, and end in well under a second. Squares with an insensitivity of 0 are ridge regression.
 *
 * <p>Runs on the thread of whoever calls, and asks between models whether anybody still waits.
 */
public final class LinearTraining {
    /** Fewer lows than that teach no weights. */
    static final int LEAST_LOWS = 20;

    /** What is half of 1 over the ridge: a ridge of 1 beside some thousand rows. */
    private static final double RIDGE_COST = 0.5;

    private static final double LOGISTIC_COST = 1;
    private static final double CLOSE_ENOUGH = 1e-3;
    private static final int MOST_ITERATIONS = 1000;
    private static final Label LOW = new Label("low");
    private static final Label NOT_LOW = new Label("not low");

    private final LinearExamples examples;
    private final Work work;

    private LinearTraining(LinearExamples examples, Work work) {
        this.examples = examples;
        this.work = work;
    }

    /**
     * {@return the person's models; empty when there is nothing to learn from}
     *
     * @throws java.util.concurrent.CancellationException when nobody waits for them any more
     */
    public static Optional<LinearModels> train(LinearExamples examples, Work work) {
        var training = new LinearTraining(examples, work);
        Optional<LinearModel> in30 = training.change(0);
        Optional<LinearModel> in60 = training.change(1);
        return in30.isEmpty() || in60.isEmpty()
                ? Optional.empty()
                : Optional.of(new LinearModels(in30.get(), in60.get(), training.low(0), training.low(1)));
    }

    private Optional<LinearModel> change(int horizon) {
        work.goOn();
        float[] targets = examples.change[horizon];
        double mean = mean(targets);
        if (Double.isNaN(mean)) {
            return Optional.empty();
        }
        var trainer = new LibLinearRegressionTrainer(
                new LinearRegressionType(LinearRegressionType.LinearType.L2R_L2LOSS_SVR),
                RIDGE_COST,
                MOST_ITERATIONS,
                CLOSE_ENOUGH,
                0);
        // the mean is taken off and put back, so that the ridge does not pull it towards 0
        var kind = new Kind<>(new RegressionFactory(), target -> new Regressor("change", target - mean), model -> 1);
        return Optional.of(fit(targets, trainer, kind, mean));
    }

    private static double mean(float[] targets) {
        return IntStream.range(0, targets.length)
                .mapToDouble(i -> targets[i])
                .filter(target -> !Double.isNaN(target))
                .average()
                .orElse(Double.NaN);
    }

    private Optional<LinearModel> low(int horizon) {
        work.goOn();
        float[] targets = examples.low[horizon];
        long lows =
                IntStream.range(0, targets.length).filter(i -> targets[i] == 1).count();
        long others =
                IntStream.range(0, targets.length).filter(i -> targets[i] == 0).count();
        if (lows < LEAST_LOWS || others < LEAST_LOWS) {
            return Optional.empty();
        }
        var trainer = new LibLinearClassificationTrainer(
                new LinearClassificationType(LinearClassificationType.LinearType.L2R_LR),
                LOGISTIC_COST,
                MOST_ITERATIONS,
                CLOSE_ENOUGH);
        // LibLinear counts the log odds of whichever label it met first
        var kind = new Kind<>(
                new LabelFactory(),
                target -> target == 1 ? LOW : NOT_LOW,
                model -> first(model).getLabels()[0] == model.getOutputIDInfo().getID(LOW) ? 1 : -1);
        return Optional.of(fit(targets, trainer, kind, 0));
    }

    /** What a solver has to be told of a kind of target. */
    private record Kind<T extends Output<T>>(
            OutputFactory<T> outputs, Function<Float, T> answer, ToDoubleFunction<LibLinearModel<T>> sign) {}

    private <T extends Output<T>> LinearModel fit(
            float[] targets, LibLinearTrainer<T> trainer, Kind<T> kind, double base) {
        var standard = new Standard(examples.rows, targets);
        String[] names =
                IntStream.range(0, standard.size()).mapToObj(i -> "x" + i).toArray(String[]::new);
        var dataset = new MutableDataset<T>(new SimpleDataSourceProvenance("one person", kind.outputs), kind.outputs);
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isNaN(targets[i])) {
                var values = new double[names.length];
                standard.put(examples.rows[i], values);
                dataset.add(new ArrayExample<>(kind.answer.apply(targets[i]), names, values));
            }
        }
        work.goOn();
        LibLinearModel<T> model = trainer.train(dataset);
        double sign = kind.sign.applyAsDouble(model);
        double[] theirs = first(model).getFeatureWeights();
        var weights = new double[names.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sign * theirs[model.getFeatureIDMap().getID(names[i])];
        }
        return standard.model(weights, base + sign * theirs[theirs.length - 1]);
    }

    private static Model first(LibLinearModel<?> model) {
        return model.getInnerModels().get(0);
    }
}
