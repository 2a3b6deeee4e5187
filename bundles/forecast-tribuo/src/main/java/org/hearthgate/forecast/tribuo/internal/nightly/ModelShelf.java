package org.hearthgate.forecast.tribuo.internal.nightly;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.key.HubKeys;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.forecast.tribuo.internal.linear.LinearModels;
import org.hearthgate.forecast.tribuo.internal.model.ModelFile;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prior;

/** Keeps what was learned of each person in the home, a sealed file each. A file is whole or it is the one before. One thread at a time. */
public final class ModelShelf {
    private static final String END = ".model";
    private static final int MOST_OCTETS = 16 << 20;

    private final Path directory;
    private final HubKeys keys;

    /** @param directory made when something is kept */
    public ModelShelf(Path directory, HubKeys keys) {
        this.directory = directory;
        this.keys = keys;
    }

    /** Replaces what is kept of a person. @throws org.hearthgate.api.key.KeyException if no key of the hub can be used */
    public void write(PersonId person, Kept kept) throws IOException {
        byte[] sealed = Sealed.seal(octets(kept), person.value(), keys);
        Files.createDirectories(directory);
        Path made = Files.createTempFile(directory, "made-", ".tmp"); // readable by its owner alone
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
            var octets = java.nio.ByteBuffer.wrap(sealed);
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
        try {
            Files.move(made, file(person), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.deleteIfExists(made);
            throw e;
        }
    }

    /**
     * {@return what is kept of a person}
     *
     * @throws IOException if the file is damaged
     * @throws org.hearthgate.api.key.KeyException if the hub's key is away, or gone
     */
    public Optional<Kept> read(PersonId person, Prior prior) throws IOException {
        byte[] sealed;
        try {
            if (Files.size(file(person)) > MOST_OCTETS) {
                throw new IOException("it is larger than any model");
            }
            sealed = Files.readAllBytes(file(person));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        byte[] plain = Sealed.open(sealed, person.value(), keys);
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            LocalDate learnedOn = LocalDate.ofEpochDay(in.readLong());
            PersonModel champion = readModel(in, prior);
            PersonModel twin = readModel(in, prior);
            return Optional.of(new Kept(champion, twin, learnedOn, readSimple(in)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }

    /** {@return whether the file is under another key of the hub than the one that wraps now, and so is to be written anew} */
    boolean isUnderOldKey(PersonId person) throws IOException {
        return Files.isRegularFile(file(person))
                && !Sealed.hubKey(Files.readAllBytes(file(person))).equals(keys.current());
    }

    /** Removes what is kept of everybody else, and what a crash left half made. */
    public void keepOnly(Set<PersonId> people) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean isTheirs = people.stream().anyMatch(person -> name.equals(person.value() + END));
                if (name.startsWith("made-") || name.endsWith(END) && !isTheirs) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path file(PersonId person) {
        return directory.resolve(person.value() + END);
    }

    private static byte[] octets(Kept kept) throws IOException {
        var octets = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(octets)) {
            out.writeLong(kept.learnedOn().toEpochDay());
            for (PersonModel model : new PersonModel[] {kept.champion(), kept.twin()}) {
                var one = new ByteArrayOutputStream();
                ModelFile.writePerson(model, one);
                out.writeInt(one.size());
                one.writeTo(out);
            }
            out.writeBoolean(kept.simple().isPresent());
            if (kept.simple().isPresent()) {
                Simple simple = kept.simple().get();
                out.writeLong(simple.learnedOn().toEpochDay());
                simple.all().write(out);
                simple.twin().write(out);
            }
        }
        return octets.toByteArray();
    }

    private static Optional<Simple> readSimple(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        LocalDate learnedOn = LocalDate.ofEpochDay(in.readLong());
        LinearModels all = LinearModels.read(in);
        return Optional.of(new Simple(all, LinearModels.read(in), learnedOn));
    }

    private static PersonModel readModel(DataInputStream in, Prior prior) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_OCTETS) {
            throw new IOException("it is damaged");
        }
        return ModelFile.readPerson(prior, new ByteArrayInputStream(in.readNBytes(length)));
    }
}
