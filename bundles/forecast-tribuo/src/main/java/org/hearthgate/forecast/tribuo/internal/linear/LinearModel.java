package org.hearthgate.forecast.tribuo.internal.linear;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.forecast.tribuo.internal.features.Features;

/**
 * A weighted sum of features: the weights are Tribuo's, the sum needs no Tribuo. Its terms are its reasons, exactly.
 *
 * @param intercept what is foretold when every feature is at its mean
 */
public record LinearModel(List<LinearTerm> terms, double intercept) {
    private static final int FORMAT = 0x48474c31; // HGL1
    private static final int MOST_TERMS = 256;
    private static final int LONGEST_NAME = 100;

    public LinearModel {
        terms = List.copyOf(terms);
        if (terms.size() > MOST_TERMS) {
            throw new IllegalArgumentException("at most " + MOST_TERMS + " terms, were " + terms.size());
        }
        if (!Double.isFinite(intercept)) {
            throw new IllegalArgumentException("the intercept must be finite, was " + intercept);
        }
    }

    /** {@return the sum for a row of all features: a change in mg/dL, or log odds} */
    public double at(float[] row) {
        double sum = intercept;
        for (LinearTerm term : terms) {
            sum += term.contribution(row);
        }
        return sum;
    }

    /** {@return the sum as a probability, for a model of log odds} */
    public double probability(float[] row) {
        return 1 / (1 + Math.exp(-at(row)));
    }

    /** Writes it, features by name, so that it outlives a change of their order. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(FORMAT);
        out.writeDouble(intercept);
        out.writeShort(terms.size());
        for (LinearTerm term : terms) {
            byte[] name = term.name().getBytes(StandardCharsets.UTF_8);
            out.writeByte(name.length);
            out.write(name);
            out.writeDouble(term.weight());
            out.writeDouble(term.mean());
            out.writeDouble(term.scale());
            out.writeDouble(term.whenUnknown());
        }
    }

    /**
     * Reads what {@link #write} wrote; of anything else at most some kilobytes.
     *
     * @throws IOException when it is something else, or of another version's features; then train again
     */
    public static LinearModel read(DataInput in) throws IOException {
        if (in.readInt() != FORMAT) {
            throw new IOException("not a linear model of this version: train it again");
        }
        double intercept = in.readDouble();
        int count = in.readUnsignedShort();
        if (count > MOST_TERMS) {
            throw new IOException("a linear model has at most " + MOST_TERMS + " terms, this one " + count);
        }
        var terms = new ArrayList<LinearTerm>();
        try {
            for (int i = 0; i < count; i++) {
                terms.add(new LinearTerm(
                        feature(in), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
            }
            return new LinearModel(terms, intercept);
        } catch (IllegalArgumentException e) {
            throw new IOException("the linear model is damaged: train it again", e);
        }
    }

    private static int feature(DataInput in) throws IOException {
        int length = in.readUnsignedByte();
        if (length > LONGEST_NAME) {
            throw new IOException("a feature's name has at most " + LONGEST_NAME + " bytes, this one " + length);
        }
        var name = new byte[length];
        in.readFully(name);
        int feature = Features.names().indexOf(new String(name, StandardCharsets.UTF_8));
        if (feature < 0) {
            throw new IOException("the linear model looks at a feature that there is not: train it again");
        }
        return feature;
    }
}
