package org.hearthgate.forecast.tribuo.internal.linear;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;

/**
 * All that the simple model of one person foretells. A person too seldom low to learn a low from has no model of it; the one for everybody
 * has to do.
 *
 * @param changeIn30 mg/dL
 * @param changeIn60 mg/dL
 * @param lowWithin30 log odds of any reading below 70 mg/dL
 * @param lowWithin60 log odds of any reading below 70 mg/dL
 */
public record LinearModels(
        LinearModel changeIn30,
        LinearModel changeIn60,
        Optional<LinearModel> lowWithin30,
        Optional<LinearModel> lowWithin60) {

    /** {@return by how much the glucose changes, mg/dL} */
    public LinearModel change(Horizon horizon) {
        return horizon == Horizon.MINUTES_30 ? changeIn30 : changeIn60;
    }

    /** {@return log odds of any reading below 70 mg/dL} */
    public Optional<LinearModel> low(Horizon horizon) {
        return horizon == Horizon.MINUTES_30 ? lowWithin30 : lowWithin60;
    }

    public void write(DataOutput out) throws IOException {
        changeIn30.write(out);
        changeIn60.write(out);
        write(lowWithin30, out);
        write(lowWithin60, out);
    }

    /** @throws IOException as {@link LinearModel#read} */
    public static LinearModels read(DataInput in) throws IOException {
        return new LinearModels(LinearModel.read(in), LinearModel.read(in), readIfThere(in), readIfThere(in));
    }

    private static void write(Optional<LinearModel> model, DataOutput out) throws IOException {
        out.writeBoolean(model.isPresent());
        if (model.isPresent()) {
            model.get().write(out);
        }
    }

    private static Optional<LinearModel> readIfThere(DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(LinearModel.read(in)) : Optional.empty();
    }
}
