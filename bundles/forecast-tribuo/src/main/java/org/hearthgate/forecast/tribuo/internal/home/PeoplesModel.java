package org.hearthgate.forecast.tribuo.internal.home;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.hearthgate.forecast.tribuo.internal.model.ModelFile;
import org.hearthgate.forecast.tribuo.internal.nightly.Peoples;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the model for everybody, off the threads that have better things to do. Thread-safe. */
final class PeoplesModel {
    private static final Logger LOG = LoggerFactory.getLogger(PeoplesModel.class);
    private static final String SHIPPED = "/people.model";

    private final String file;
    private final String leaveOut;
    private volatile Peoples peoples;
    private volatile String trouble = "";

    /** @param file empty for the one that comes with the software */
    PeoplesModel(String file, String leaveOut) {
        this.file = file;
        this.leaveOut = leaveOut;
    }

    Optional<Peoples> get() {
        return Optional.ofNullable(peoples);
    }

    /** {@return why there is none; empty when all is well} */
    String trouble() {
        return trouble;
    }

    void load() {
        if (peoples != null || !trouble.isEmpty()) {
            return;
        }
        try (InputStream in = file.isBlank()
                ? PeoplesModel.class.getResourceAsStream(SHIPPED)
                : Files.newInputStream(Path.of(file))) {
            if (in == null) {
                throw new IOException("the software came without one; set populationModel");
            }
            peoples = Peoples.of(ModelFile.read(in), leaveOut);
        } catch (IOException | RuntimeException e) { // whatever the file holds, the home goes on without it
            trouble = "the model for everybody cannot be read" + (file.isBlank() ? "" : " from " + file) + ": "
                    + (e instanceof NoSuchFileException ? "there is no such file" : e.getMessage())
                    + (file.isBlank()
                            ? ""
                            : "; name one made by `hub forecast train-population`, or none for the one that is shipped");
            LOG.error("Nothing is forecast: {}", trouble);
        }
    }
}
