package org.hearthgate.forecast.tribuo.internal.compare;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.linear.LinearExamples;
import org.hearthgate.forecast.tribuo.internal.linear.LinearFeatures;
import org.hearthgate.forecast.tribuo.internal.linear.LinearModels;
import org.hearthgate.forecast.tribuo.internal.linear.LinearTraining;

/** The simple model as the hub trains it: Tribuo's ridge and logistic regression. */
final class Linear implements Candidate {
    @Override
    public String name() {
        return "ridge and logistic regression (Tribuo)";
    }

    @Override
    public Trained train(List<Case> cases) {
        int n = cases.size();
        var rows = new float[n][];
        var change = new float[Case.HORIZONS.length][n];
        var low = new float[Case.HORIZONS.length][n];
        for (int i = 0; i < n; i++) {
            rows[i] = LinearFeatures.of(cases.get(i).row());
            for (int h = 0; h < Case.HORIZONS.length; h++) {
                change[h][i] = cases.get(i).change()[h];
                low[h][i] = cases.get(i).low()[h];
            }
        }
        LinearModels models = LinearTraining.train(new LinearExamples(rows, change, low), Work.quietly(() -> false))
                .orElseThrow();
        return new Trained() {
            @Override
            public double change(Case one, int horizon) {
                return (horizon == 0 ? models.changeIn30() : models.changeIn60()).at(one.row());
            }

            @Override
            public double low(Case one, int horizon) {
                return (horizon == 0 ? models.lowWithin30() : models.lowWithin60())
                        .orElseThrow()
                        .probability(one.row());
            }

            @Override
            public long bytes() throws IOException {
                var out = new ByteArrayOutputStream();
                models.write(new DataOutputStream(out));
                return out.size();
            }
        };
    }
}
