package org.hearthgate.forecast.tribuo.internal.boosting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Bins and trees as octets. A tree is written from its root on, the left child behind its parent: for a question the feature, the edge and
 * where an unknown goes; for a leaf its feature code 255. The mean of each node follows. What is read is checked and bounded, so that a
 * damaged file ends in an {@link IOException} and nothing else.
 */
public final class TreesFile {
    private static final int MOST_FEATURES = 250;
    private static final int MOST_TREES = 5_000;
    private static final int GOES_LEFT = 1;

    private TreesFile() {}

    public static void write(Bins bins, DataOutput out) throws IOException {
        out.writeByte(bins.features());
        for (int f = 0; f < bins.features(); f++) {
            out.writeByte(bins.edges(f));
            for (int i = 0; i < bins.edges(f); i++) {
                out.writeFloat(bins.edge(f, i));
            }
        }
    }

    public static Bins readBins(DataInput in) throws IOException {
        int features = in.readUnsignedByte();
        if (features > MOST_FEATURES) {
            throw new IOException("more than " + MOST_FEATURES + " features");
        }
        var edges = new float[features][];
        for (int f = 0; f < features; f++) {
            edges[f] = new float[in.readUnsignedByte()];
            for (int i = 0; i < edges[f].length; i++) {
                edges[f][i] = in.readFloat();
            }
        }
        try {
            return new Bins(edges);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    public static void write(Trees trees, DataOutput out) throws IOException {
        out.writeShort(trees.size());
        for (int t = 0; t < trees.size(); t++) {
            int end = t + 1 < trees.size() ? trees.roots[t + 1] : trees.nodes;
            out.writeByte(end - trees.roots[t]);
            for (int node = trees.roots[t]; node < end; node++) {
                out.writeByte(trees.feature[node]);
                if ((trees.feature[node] & 255) != Trees.LEAF) {
                    out.writeByte(trees.edge[node]);
                    out.writeByte(trees.isUnknownLeft(node) ? GOES_LEFT : 0);
                }
                out.writeFloat(trees.value[node]);
            }
        }
    }

    /** {@return the trees} @param bins that they ask by */
    public static Trees read(Bins bins, DataInput in) throws IOException {
        var trees = new Trees(bins);
        int count = in.readUnsignedShort();
        if (count > MOST_TREES) {
            throw new IOException("more than " + MOST_TREES + " trees");
        }
        for (int t = 0; t < count; t++) {
            int nodes = in.readUnsignedByte();
            if (nodes > Trees.MOST_NODES) {
                throw new IOException("a tree of more than " + Trees.MOST_NODES + " nodes");
            }
            trees.beginTree();
            int end = trees.nodes + nodes;
            readNode(trees, end, in);
            if (trees.nodes != end) {
                throw new IOException("a tree with nodes to spare");
            }
        }
        trees.trim();
        return trees;
    }

    private static void readNode(Trees trees, int end, DataInput in) throws IOException {
        if (trees.nodes == end) {
            throw new IOException("a tree that ends in a question");
        }
        int feature = in.readUnsignedByte();
        if (feature == Trees.LEAF) {
            trees.node(Trees.LEAF, 0, false, finite(in.readFloat()));
            return;
        }
        int edge = in.readUnsignedByte();
        if (feature >= trees.bins.features() || edge >= trees.bins.edges(feature)) {
            throw new IOException("a question that its bins cannot answer");
        }
        boolean unknownLeft = in.readUnsignedByte() == GOES_LEFT;
        int node = trees.node(feature, edge, unknownLeft, finite(in.readFloat()));
        readNode(trees, end, in);
        trees.rightIsNext(node);
        readNode(trees, end, in);
    }

    private static float finite(float value) throws IOException {
        if (!Float.isFinite(value)) {
            throw new IOException("a value that is no number");
        }
        return value;
    }
}
