package org.hearthgate.forecast.tribuo.internal.compare;

import java.util.ArrayList;
import java.util.List;
import libsvm.svm;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.libsvm.LibSVMClassificationTrainer;
import org.tribuo.classification.libsvm.SVMClassificationType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.liblinear.LinearRegressionType;
import org.tribuo.regression.libsvm.LibSVMRegressionTrainer;
import org.tribuo.regression.libsvm.SVMRegressionType;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** Who is compared, with settings chosen beforehand and not by these people's test days. */
final class Candidates {
    private static final int ALL = Integer.MAX_VALUE;
    private static final int TREES = 20;
    private static final float LEAST_ROWS = 25;
    /** AdaBoost lets all rows together weigh 1, so that a least weight of rows would forbid every split. */
    private static final float LEAST_SHARE = 0.001f;

    private static final long SEED = 1;
    /** A kernel is asked for every pair of rows. */
    private static final int ROWS_FOR_A_KERNEL = 3_000;

    private Candidates() {}

    static List<Candidate> all() {
        svm.svm_set_print_string_function(line -> {}); // LibSVM writes its progress to the screen otherwise
        var all = new ArrayList<Candidate>(Baselines.all());
        all.add(new Linear());
        all.add(new ByTribuo(
                "decision tree (Tribuo CART, depth 8)",
                true,
                ALL,
                false,
                () -> new CARTRegressionTrainer(8, LEAST_ROWS, 0, 1, new MeanSquaredError(), SEED),
                () -> new CARTClassificationTrainer(8, LEAST_ROWS, 0, 1, new GiniIndex(), SEED)));
        all.add(new ByTribuo(
                "random forest (Tribuo, " + TREES + " trees, depth 10)",
                true,
                ALL,
                false,
                () -> new RandomForestTrainer<Regressor>(
                        new CARTRegressionTrainer(10, LEAST_ROWS, 0, 0.3f, new MeanSquaredError(), SEED),
                        new AveragingCombiner(),
                        TREES,
                        SEED),
                () -> new RandomForestTrainer<Label>(
                        new CARTClassificationTrainer(10, LEAST_ROWS, 0, 0.3f, new GiniIndex(), SEED),
                        new FullyWeightedVotingCombiner(),
                        TREES,
                        SEED)));
        all.add(new ByTribuo(
                "boosting (Tribuo AdaBoost, 10 trees of depth 4; the change by one tree of depth 6)",
                true,
                ALL,
                true,
                () -> new CARTRegressionTrainer(6, LEAST_ROWS, 0, 1, new MeanSquaredError(), SEED),
                () -> new AdaBoostTrainer(
                        new CARTClassificationTrainer(4, LEAST_SHARE, 0, 1, new GiniIndex(), SEED), 10, SEED)));
        all.add(new ByTribuo(
                "linear SVM (Tribuo LibLinear, Platt)",
                false,
                ALL,
                true,
                () -> new LibLinearRegressionTrainer(
                        new LinearRegressionType(LinearRegressionType.LinearType.L2R_L1LOSS_SVR_DUAL),
                        0.01,
                        300,
                        0.1,
                        2),
                () -> new LibLinearClassificationTrainer(
                        new LinearClassificationType(LinearClassificationType.LinearType.L2R_L2LOSS_SVC),
                        0.1,
                        300,
                        0.01)));
        all.add(new ByTribuo(
                "SVM with RBF kernel (Tribuo LibSVM, Platt), " + ROWS_FOR_A_KERNEL + " rows",
                false,
                ROWS_FOR_A_KERNEL,
                false,
                () -> {
                    var settings = new SVMParameters<>(
                            new SVMRegressionType(SVMRegressionType.SVMMode.EPSILON_SVR), KernelType.RBF);
                    settings.setGamma(0.01);
                    settings.setCost(50);
                    settings.setEpsilon(0.1);
                    // not standardised: Tribuo 4.3.2 then foretells worse than that nothing changes, whatever the cost
                    return new LibSVMRegressionTrainer(settings, false);
                },
                () -> {
                    var settings = new SVMParameters<>(
                            new SVMClassificationType(SVMClassificationType.SVMMode.C_SVC), KernelType.RBF);
                    settings.setGamma(0.01);
                    settings.setCost(1);
                    settings.setProbability(); // the bare votes are all for the many
                    return new LibSVMClassificationTrainer(settings, SEED);
                }));
        all.add(new ByTribuo(
                "MLP 32-16 (our trainer for Tribuo)",
                false,
                ALL,
                false,
                () -> PerceptronTrainer.ofChange(SEED),
                () -> PerceptronTrainer.ofLow(ByTribuo.LOW, ByTribuo.NOT_LOW, SEED)));
        all.add(new OwnBoosting(false));
        all.add(new OwnBoosting(true));
        return all;
    }
}
