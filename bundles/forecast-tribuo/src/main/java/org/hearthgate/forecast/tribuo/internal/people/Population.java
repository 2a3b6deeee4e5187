package org.hearthgate.forecast.tribuo.internal.people;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.model.ModelFile;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;

/** The model for everybody: from a file, or the one that is shipped. */
final class Population {
    /** In the bundle. */
    static final String SHIPPED = "/people.model";

    private Population() {}

    static PopulationModel of(Optional<Path> file) throws IOException {
        String where = file.map(Path::toString).orElse("the model that is shipped");
        try (InputStream in = file.isPresent()
                ? new BufferedInputStream(Files.newInputStream(file.get()))
                : Population.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IOException("this build ships no model of other people: train one with"
                        + " `hub forecast train-population` and name it with --population FILE");
            }
            return ModelFile.read(in);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException(where + " is not there: give the file that train-population wrote", e);
        } catch (EOFException e) {
            throw new IOException(where + " ends too early: it was not written to its end", e);
        } catch (java.util.zip.ZipException e) {
            throw new IOException(where + " is no model: " + e.getMessage(), e);
        } catch (IOException e) {
            throw file.isEmpty() ? e : new IOException(where + ": " + e.getMessage(), e);
        }
    }
}
