package org.hearthgate.forecast.tribuo.internal.compare;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;
import org.tribuo.regression.Regressor;

/**
 * A small neural network as a trainer of Tribuo's, which has none without native code (its own go to TensorFlow): so it is asked like every
 * other in the comparison.
 */
final class PerceptronTrainer<T extends Output<T>> implements Trainer<T> {
    private static final int EPOCHS = 12;

    private final ToDoubleFunction<T> target;
    private final PerceptronModel.Answer<T> answer;
    private final boolean logistic;
    private final long seed;
    private int invocations;

    private PerceptronTrainer(
            ToDoubleFunction<T> target, PerceptronModel.Answer<T> answer, boolean logistic, long seed) {
        this.target = target;
        this.answer = answer;
        this.logistic = logistic;
        this.seed = seed;
    }

    static PerceptronTrainer<Regressor> ofChange(long seed) {
        return new PerceptronTrainer<>(
                output -> output.getValues()[0] / SCALE, PerceptronModel.regressor(SCALE), false, seed);
    }

    static PerceptronTrainer<Label> ofLow(String low, String not, long seed) {
        return new PerceptronTrainer<>(
                output -> output.getLabel().equals(low) ? 1 : 0, PerceptronModel.label(low, not), true, seed);
    }

    /** Changes are learned in units of about their spread, mg/dL. */
    private static final double SCALE = 30;

    @Override
    public Model<T> train(Dataset<T> examples, Map<String, Provenance> runProvenance) {
        invocations++;
        ImmutableFeatureMap ids = examples.getFeatureIDMap();
        var rows = new double[examples.size()][];
        var targets = new double[rows.length];
        int n = 0;
        for (Example<T> example : examples) {
            rows[n] = PerceptronModel.row(example, ids);
            targets[n++] = target.applyAsDouble(example.getOutput());
        }
        var random = new Random(seed);
        var net = new Perceptron(ids.size(), logistic, random);
        net.teach(rows, targets, EPOCHS, random);
        var provenance = new ModelProvenance(
                PerceptronModel.class.getName(),
                OffsetDateTime.now(),
                examples.getProvenance(),
                getProvenance(),
                runProvenance);
        return new PerceptronModel<>(provenance, ids, examples.getOutputIDInfo(), net, answer, logistic);
    }

    @Override
    public int getInvocationCount() {
        return invocations;
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }
}
