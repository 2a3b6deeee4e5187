package org.hearthgate.forecast.tribuo.internal.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.junit.jupiter.api.Test;

class LinearModelTest {
    private final LinearModel model =
            new LinearModel(List.of(new LinearTerm(0, 2, 100, 50, 0), new LinearTerm(1, -3, 0, 10, 0.5)), 1);

    @Test
    void adds_up_its_terms() {
        var row = new float[Features.names().size()];
        row[0] = 150;
        row[1] = 20;

        assertThat(model.at(row)).isEqualTo(1 + 2 - 6);
        assertThat(model.probability(row)).isEqualTo(1 / (1 + Math.exp(3)));
    }

    @Test
    void puts_the_mean_where_a_feature_is_not_known() {
        var row = new float[Features.names().size()];
        row[0] = Float.NaN;
        row[1] = Float.NaN;

        assertThat(model.at(row)).isEqualTo(1 + 0 + 0.5);
    }

    @Test
    void is_read_as_it_was_written() throws IOException {
        var models = new LinearModels(model, model, Optional.empty(), Optional.of(model));
        var out = new ByteArrayOutputStream();
        models.write(new DataOutputStream(out));

        assertThat(LinearModels.read(in(out.toByteArray()))).isEqualTo(models);
    }

    @Test
    void tells_that_a_feature_is_gone() throws IOException {
        byte[] written = written(model);
        written[4 + 8 + 2 + 1] = '?'; // the first letter of the first name

        assertThatThrownBy(() -> LinearModel.read(in(written)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("train it again");
    }

    @Property(tries = 300)
    void comes_back_whole_or_is_refused_with_an_IOException(
            @ForAll("models") LinearModel any, @ForAll int at, @ForAll byte to, @ForAll boolean cut)
            throws IOException {
        byte[] bytes = written(any);
        assertThat(LinearModel.read(in(bytes))).isEqualTo(any);

        int where = Math.floorMod(at, bytes.length);
        bytes[where] = to;
        readOrRefused(cut ? Arrays.copyOf(bytes, where) : bytes);
    }

    @Property(tries = 500)
    void any_bytes_are_a_model_or_are_refused(@ForAll byte[] bytes) throws IOException {
        readOrRefused(bytes);
    }

    private static void readOrRefused(byte[] bytes) throws IOException {
        LinearModel read;
        try {
            read = LinearModel.read(in(bytes));
        } catch (IOException e) {
            return;
        }
        assertThat(LinearModel.read(in(written(read)))).isEqualTo(read);
    }

    @Provide
    Arbitrary<LinearModel> models() {
        Arbitrary<Double> finite = Arbitraries.doubles();
        Arbitrary<LinearTerm> terms = Combinators.combine(
                        Arbitraries.integers().between(0, Features.names().size() - 1),
                        finite,
                        finite,
                        Arbitraries.doubles().greaterThan(0),
                        finite)
                .as(LinearTerm::new);
        return Combinators.combine(terms.list().ofMaxSize(20), finite).as(LinearModel::new);
    }

    private static byte[] written(LinearModel model) throws IOException {
        var out = new ByteArrayOutputStream();
        model.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
