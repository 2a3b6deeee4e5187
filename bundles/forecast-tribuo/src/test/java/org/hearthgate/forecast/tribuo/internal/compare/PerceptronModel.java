package org.hearthgate.forecast.tribuo.internal.compare;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.regression.Regressor;

/** What {@link PerceptronTrainer} learned. Not to be saved: it lives as long as a comparison. */
final class PerceptronModel<T extends Output<T>> extends Model<T> {
    /** What a sum at the end means. */
    interface Answer<T extends Output<T>> {
        Prediction<T> of(double sum, int used, Example<T> example);
    }

    private final transient Perceptron net;
    private final transient Answer<T> answer;

    PerceptronModel(
            ModelProvenance provenance,
            ImmutableFeatureMap ids,
            ImmutableOutputInfo<T> outputs,
            Perceptron net,
            Answer<T> answer,
            boolean probabilities) {
        super("perceptron", provenance, ids, outputs, probabilities);
        this.net = net;
        this.answer = answer;
    }

    static Answer<Regressor> regressor(double scale) {
        return (sum, used, example) -> new Prediction<>(new Regressor("y", sum * scale), used, example);
    }

    static Answer<Label> label(String low, String not) {
        return (sum, used, example) -> {
            double p = 1 / (1 + Math.exp(-sum));
            Map<String, Label> scores = Map.of(low, new Label(low, p), not, new Label(not, 1 - p));
            return new Prediction<>(scores.get(p >= 0.5 ? low : not), scores, used, example, true);
        };
    }

    static double[] row(Example<?> example, ImmutableFeatureMap ids) {
        var row = new double[ids.size()];
        for (Feature feature : example) {
            int id = ids.getID(feature.getName());
            if (id >= 0) {
                row[id] = feature.getValue();
            }
        }
        return row;
    }

    long bytes() {
        return 8L * net.weights();
    }

    @Override
    public Prediction<T> predict(Example<T> example) {
        return answer.of(net.sum(row(example, featureIDMap)), example.size(), example);
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Map.of();
    }

    @Override
    public Optional<Excuse<T>> getExcuse(Example<T> example) {
        return Optional.empty();
    }

    @Override
    protected Model<T> copy(String newName, ModelProvenance newProvenance) {
        return new PerceptronModel<>(newProvenance, featureIDMap, outputIDInfo, net, answer, generatesProbabilities);
    }
}
