package org.hearthgate.forecast.tribuo.internal.inside;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.libsvm.LibSVMClassificationTrainer;
import org.tribuo.classification.libsvm.SVMClassificationType;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.liblinear.LinearRegressionType;
import org.tribuo.regression.libsvm.LibSVMRegressionTrainer;
import org.tribuo.regression.libsvm.SVMRegressionType;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;
import org.tribuo.regression.slm.ElasticNetCDTrainer;

/** Trains, saves, reads and asks one model of each trainer that is carried. Called inside a framework, so nothing but the JDK is told outside. */
public final class EveryTrainer implements Callable<Map<String, String>> {
    private static final String[] NAMES = {"a", "b", "c"};
    private static final int SEED = 1;
    private static final String ANOTHER = "another forecast after it was read";

    private final Map<String, String> outcomes = new LinkedHashMap<>();

    /** {@return by trainer: "same" where the model that was read foretells what the saved one did} A class that is missing is thrown. */
    @Override
    public Map<String, String> call() throws IOException {
        var svm = new SVMParameters<>(new SVMClassificationType(SVMClassificationType.SVMMode.C_SVC), KernelType.RBF);
        svm.setProbability();
        var svr = new SVMParameters<>(new SVMRegressionType(SVMRegressionType.SVMMode.EPSILON_SVR), KernelType.RBF);
        regression(
                "ridge",
                new LibLinearRegressionTrainer(
                        new LinearRegressionType(LinearRegressionType.LinearType.L2R_L2LOSS_SVR), 0.5, 1000, 0.001, 0));
        regression("elastic net", new ElasticNetCDTrainer(0.1, 0.5));
        regression("linear SGD", new LinearSGDTrainer(new SquaredLoss(), new AdaGrad(0.1), 5, SEED));
        regression("tree", new CARTRegressionTrainer(5));
        regression(
                "forest",
                new RandomForestTrainer<>(
                        new CARTRegressionTrainer(5, 5, 0, 0.7f, new MeanSquaredError(), SEED),
                        new AveragingCombiner(),
                        5,
                        SEED));
        regression("SVM", new LibSVMRegressionTrainer(svr));
        classification(
                "logistic",
                new LibLinearClassificationTrainer(
                        new LinearClassificationType(LinearClassificationType.LinearType.L2R_LR), 1, 1000, 0.001));
        classification("logistic SGD", new LogisticRegressionTrainer());
        classification("tree of classes", new CARTClassificationTrainer(5));
        classification(
                "forest of classes",
                new RandomForestTrainer<>(new CARTClassificationTrainer(5, 0.7f, SEED), new VotingCombiner(), 5, SEED));
        classification("boosting of classes", new AdaBoostTrainer(new CARTClassificationTrainer(2), 5, SEED));
        classification("SVM of classes", new LibSVMClassificationTrainer(svm, SEED));
        return outcomes;
    }

    private void regression(String name, Trainer<Regressor> trainer) throws IOException {
        var data = data(new RegressionFactory(), sum -> new Regressor("y", sum));
        Model<Regressor> model = trainer.train(data);
        Model<Regressor> read = saved(model).castModel(Regressor.class);
        String outcome = "same";
        for (Example<Regressor> example : data) {
            if (model.predict(example).getOutput().getValues()[0]
                    != read.predict(example).getOutput().getValues()[0]) {
                outcome = ANOTHER;
            }
        }
        outcomes.put(name, outcome);
    }

    private void classification(String name, Trainer<Label> trainer) throws IOException {
        var data = data(new LabelFactory(), sum -> new Label(sum > 1 ? "low" : "not low"));
        Model<Label> model = trainer.train(data);
        Model<Label> read = saved(model).castModel(Label.class);
        String outcome = "same";
        for (Example<Label> example : data) {
            if (!model.predict(example).distributionEquals(read.predict(example))) {
                outcome = ANOTHER;
            }
        }
        outcomes.put(name, outcome);
    }

    private static Model<?> saved(Model<?> model) throws IOException {
        var bytes = new ByteArrayOutputStream();
        model.serializeToStream(bytes);
        return Model.deserializeFromStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private interface Answer<T> {
        T of(double sum);
    }

    private static <T extends Output<T>> MutableDataset<T> data(OutputFactory<T> outputs, Answer<T> answer) {
        var data = new MutableDataset<T>(new SimpleDataSourceProvenance("made up", outputs), outputs);
        var random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            double[] row = random.doubles(NAMES.length).toArray();
            data.add(new ArrayExample<>(answer.of(row[0] + row[1]), NAMES, row));
        }
        return data;
    }
}
