package org.hearthgate.forecast.tribuo.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.junit.jupiter.api.Test;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class InputsTest {
    private final Random random = new Random(1);
    private final List<Case> cases = cases();
    private final Inputs inputs = new Inputs(cases, true);

    /** With a minus nought among its columns, Tribuo's tree foretells probabilities of -2. */
    @Test
    void a_tree_of_rounded_columns_foretells_probabilities() {
        var outputs = new LabelFactory();
        var data = new MutableDataset<Label>(new SimpleDataSourceProvenance("made up", outputs), outputs);
        for (Case one : cases) {
            data.add(inputs.example(one, new Label(one.row()[0] + random.nextGaussian() > 1.5 ? "low" : "not low")));
        }
        var tree = new CARTClassificationTrainer(8).train(data);

        for (Case one : cases) {
            assertThat(tree.predict(inputs.example(one, LabelFactory.UNKNOWN_LABEL))
                            .getOutputScores()
                            .values())
                    .allMatch(label -> label.getScore() >= 0 && label.getScore() <= 1);
        }
    }

    @Test
    void no_column_holds_a_minus_nought_or_an_unknown() {
        for (Case one : cases) {
            for (Feature column : inputs.example(one, LabelFactory.UNKNOWN_LABEL)) {
                assertThat(1 / column.getValue()).isNotEqualTo(Double.NEGATIVE_INFINITY);
                assertThat(column.getValue()).isBetween(-4.0, 4.0);
            }
        }
    }

    private List<Case> cases() {
        var all = new ArrayList<Case>();
        for (int i = 0; i < 500; i++) {
            var row = new float[Features.names().size()];
            for (int f = 0; f < row.length; f++) {
                row[f] = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
            }
            row[0] = (float) random.nextGaussian();
            all.add(new Case(0, "made up", new History(), 0, row, new float[2], new float[2]));
        }
        return all;
    }
}
