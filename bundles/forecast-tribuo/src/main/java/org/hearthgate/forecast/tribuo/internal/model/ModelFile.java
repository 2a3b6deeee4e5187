package org.hearthgate.forecast.tribuo.internal.model;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Trees;
import org.hearthgate.forecast.tribuo.internal.boosting.TreesFile;
import org.hearthgate.forecast.tribuo.internal.features.Features;

/**
 * Models as octets: a magic word and a version, the names of the features, the trees, a checksum, all of it gzipped. What was made of other
 * features than this software has is refused. Reading is bounded; whatever is wrong ends in an {@link IOException}.
 */
public final class ModelFile {
    private static final int MAGIC = 0x48474631; // HGF1
    private static final int VERSION = 1;
    private static final int MOST_MEMBERS = 32;
    private static final int MOST_PEOPLE = 10_000;
    private static final int MOST_LINES = 200;
    /** What is unpacked of one file, so that a small one cannot fill the memory. */
    private static final long MOST_OCTETS = 64L << 20;

    private ModelFile() {}

    public static void write(PopulationModel model, OutputStream to) throws IOException {
        sealed(to, out -> {
            head('P', model.bins.features(), out);
            write(model.provenance, out);
            TreesFile.write(model.bins, out);
            out.writeByte(model.members.size());
            for (Member member : model.members) {
                write(member, out);
            }
        });
    }

    public static PopulationModel read(InputStream from) throws IOException {
        return opened(from, in -> {
            checkHead('P', in);
            Provenance provenance = readProvenance(in);
            Bins bins = TreesFile.readBins(in);
            var members = new ArrayList<Member>();
            int count = in.readUnsignedByte();
            if (count == 0
                    || count > MOST_MEMBERS
                    || count != provenance.leftOut().size()) {
                throw new IOException("a model of " + count + " members");
            }
            for (int i = 0; i < count; i++) {
                members.add(readMember(bins, in));
            }
            return new PopulationModel(bins, members, provenance);
        });
    }

    public static void writePerson(PersonModel model, OutputStream to) throws IOException {
        sealed(to, out -> {
            head('O', model.bins().features(), out);
            TreesFile.write(model.bins(), out);
            write(model.stage, out);
            for (Horizon horizon : Horizon.values()) {
                write(model.intervals.get(horizon), out);
                write(model.scaling.get(horizon), out);
            }
        });
    }

    /** {@return a person's model} @param prior on which it was trained; its bins must be the first of the model's */
    public static PersonModel readPerson(Prior prior, InputStream from) throws IOException {
        return opened(from, in -> {
            checkHead('O', in);
            Bins bins = TreesFile.readBins(in);
            var model = new PersonModel(readStage(bins, in), prior);
            for (Horizon horizon : Horizon.values()) {
                model.intervals.put(horizon, readIntervals(in));
                model.scaling.put(horizon, readScaling(in));
            }
            return model;
        });
    }

    private static void write(Member member, DataOutput out) throws IOException {
        write(member.stage, out);
        for (Horizon horizon : Horizon.values()) {
            TreesFile.write(member.spread.get(horizon), out);
            out.writeDouble(member.logOddsOfAll.get(horizon));
            write(member.intervals.get(horizon), out);
            write(member.scaling.get(horizon), out);
        }
        for (int step = 0; step < PathShape.STEPS; step++) {
            for (int k = 0; k < PathShape.INPUTS; k++) {
                out.writeDouble(member.path.weights()[step][k]);
            }
            out.writeDouble(member.path.spreads()[step]);
        }
    }

    private static Member readMember(Bins bins, DataInput in) throws IOException {
        var member = new Member(readStage(bins, in));
        for (Horizon horizon : Horizon.values()) {
            member.spread.put(horizon, TreesFile.read(bins, in));
            member.logOddsOfAll.put(horizon, finite(in.readDouble()));
            member.intervals.put(horizon, readIntervals(in));
            member.scaling.put(horizon, readScaling(in));
        }
        var weights = new double[PathShape.STEPS][PathShape.INPUTS];
        var spreads = new double[PathShape.STEPS];
        for (int step = 0; step < PathShape.STEPS; step++) {
            for (int k = 0; k < PathShape.INPUTS; k++) {
                weights[step][k] = finite(in.readDouble());
            }
            spreads[step] = finite(in.readDouble());
        }
        member.path = new PathShape(weights, spreads);
        return member;
    }

    private static void write(Stage stage, DataOutput out) throws IOException {
        for (Horizon horizon : Horizon.values()) {
            TreesFile.write(stage.change.get(horizon), out);
            TreesFile.write(stage.low.get(horizon), out);
        }
    }

    private static Stage readStage(Bins bins, DataInput in) throws IOException {
        var stage = Stage.empty(bins);
        for (Horizon horizon : Horizon.values()) {
            Trees change = TreesFile.read(bins, in);
            stage.change.put(horizon, change);
            stage.low.put(horizon, TreesFile.read(bins, in));
        }
        return stage;
    }

    private static void write(Intervals intervals, DataOutput out) throws IOException {
        for (double spreads : intervals.spreadsAt) {
            out.writeDouble(spreads);
        }
    }

    private static Intervals readIntervals(DataInput in) throws IOException {
        var at = new double[Intervals.LEVELS.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = finite(in.readDouble());
        }
        try {
            return new Intervals(at);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void write(PlattScaling scaling, DataOutput out) throws IOException {
        out.writeDouble(scaling.slope());
        out.writeDouble(scaling.offset());
    }

    private static PlattScaling readScaling(DataInput in) throws IOException {
        return new PlattScaling(finite(in.readDouble()), finite(in.readDouble()));
    }

    private static void write(Provenance provenance, DataOutput out) throws IOException {
        out.writeUTF(provenance.name());
        out.writeLong(provenance.readings());
        out.writeShort(provenance.sources().size());
        for (String source : provenance.sources()) {
            out.writeUTF(source);
        }
        out.writeByte(provenance.leftOut().size());
        for (Set<String> people : provenance.leftOut()) {
            out.writeShort(people.size());
            for (String person : new TreeSet<>(people)) {
                out.writeUTF(person);
            }
        }
    }

    private static Provenance readProvenance(DataInput in) throws IOException {
        String name = in.readUTF();
        long readings = in.readLong();
        List<String> sources = readLines(in.readUnsignedShort(), MOST_LINES, in);
        int members = in.readUnsignedByte();
        var leftOut = new ArrayList<Set<String>>();
        for (int i = 0; i < members; i++) {
            leftOut.add(new TreeSet<>(readLines(in.readUnsignedShort(), MOST_PEOPLE, in)));
        }
        return new Provenance(name, leftOut, readings, sources);
    }

    private static List<String> readLines(int count, int most, DataInput in) throws IOException {
        if (count > most) {
            throw new IOException("more than " + most + " lines");
        }
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            lines.add(in.readUTF());
        }
        return lines;
    }

    private static void head(char kind, int features, DataOutput out) throws IOException {
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeByte(kind);
        out.writeShort(features);
        for (int f = 0; f < features; f++) {
            out.writeUTF(Features.names().get(f));
        }
    }

    private static void checkHead(char kind, DataInput in) throws IOException {
        if (in.readInt() != MAGIC || in.readUnsignedByte() != VERSION || in.readUnsignedByte() != kind) {
            throw new IOException("is no such model, or of another version");
        }
        int features = in.readUnsignedShort();
        for (int f = 0; f < features; f++) {
            String name = in.readUTF();
            if (f >= Features.names().size() || !Features.names().get(f).equals(name)) {
                throw new IOException("was made of other features, '" + name + "' among them: train it anew");
            }
        }
    }

    private static double finite(double value) throws IOException {
        if (!Double.isFinite(value)) {
            throw new IOException("a value that is no number");
        }
        return value;
    }

    /** Writes or reads what stands between the gzip and the checksum. */
    private interface Body<S, T> {
        T through(S stream) throws IOException;
    }

    private interface Writing {
        void into(DataOutput out) throws IOException;
    }

    private static void sealed(OutputStream to, Writing body) throws IOException {
        var zip = new GZIPOutputStream(to);
        var checked = new CheckedOutputStream(new BufferedOutputStream(zip), new CRC32());
        var out = new DataOutputStream(checked);
        body.into(out);
        out.flush();
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
        zip.finish();
    }

    private static <T> T opened(InputStream from, Body<DataInput, T> body) throws IOException {
        var bounded = new BoundedStream(new BufferedInputStream(new GZIPInputStream(from)), MOST_OCTETS);
        var checked = new CheckedInputStream(bounded, new CRC32());
        var in = new DataInputStream(checked);
        T read = body.through(in);
        long sum = checked.getChecksum().getValue();
        if (in.readLong() != sum) {
            throw new IOException("is damaged: its checksum is another");
        }
        return read;
    }
}
