package org.hearthgate.forecast.tribuo.internal.figures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Outcome;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;

/** Collects forecasts and what came of them, and writes what they were worth: tables, and a picture of how well chances held. */
public final class Figures {
    /** Whoever is there already cannot be warned of it, mg/dL. */
    private static final float LOW = 70;

    final Map<Horizon, Reliability> reliability = new EnumMap<>(Horizon.class);
    final Map<Horizon, Coverage> coverage = new EnumMap<>(Horizon.class);
    final PathErrors path = new PathErrors();

    public Figures() {
        for (Horizon horizon : Horizon.values()) {
            reliability.put(horizon, new Reliability());
            coverage.put(horizon, new Coverage());
        }
    }

    /** Takes a forecast that was made at a reading. */
    public void take(String person, Channel glucose, int at, Prediction prediction) {
        for (Horizon horizon : Horizon.values()) {
            float low = Outcome.low(glucose, at, horizon.minutes());
            if (glucose.value(at) >= LOW && !Float.isNaN(low)) {
                reliability.get(horizon).take(prediction.probabilityOfLow(horizon), low == 1);
            }
            float came = Outcome.glucose(glucose, at, horizon.minutes());
            if (!Float.isNaN(came)) {
                int step = horizon.minutes() / PathErrors.STEP_MINUTES;
                coverage.get(horizon).take(person, level -> prediction.edgeMgPerDl(step, level), came);
            }
        }
        path.take(glucose, at, prediction::mgPerDl);
    }

    /** Writes them. {@return what was written, and what could not be drawn} @param folder made where it is missing */
    public List<String> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var tables = new FigureTables(this);
        Files.writeString(folder.resolve("calibration.csv"), tables.calibrationCsv());
        Files.writeString(folder.resolve("intervals.csv"), tables.intervalsCsv());
        Files.writeString(folder.resolve("path.csv"), tables.pathCsv());
        Files.writeString(folder.resolve("figures.md"), tables.markdown());
        var told = new ArrayList<String>();
        told.add("figures: figures.md, calibration.csv, intervals.csv, path.csv in " + folder);
        try {
            BufferedImage picture = new ReliabilityPlot(reliability).draw();
            Path png = folder.resolve("calibration.png");
            if (!ImageIO.write(picture, "png", png.toFile())) {
                throw new IOException("this Java writes no PNG");
            }
            told.add("figures: " + png);
        } catch (LinkageError | InternalError | RuntimeException | IOException e) {
            // a Java without fonts fails in any of these ways; the tables stand all the same
            told.add("calibration.png could not be drawn (" + e
                    + "): it needs a Java with java.desktop, fontconfig and a"
                    + " font, e.g. apt install fontconfig fonts-dejavu-core");
        }
        return told;
    }
}
