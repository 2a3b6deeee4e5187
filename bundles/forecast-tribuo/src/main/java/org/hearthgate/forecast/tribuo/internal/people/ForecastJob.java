package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
import org.osgi.service.component.annotations.Component;

/**
 * {@code hub forecast}, its {@code train-population} and its {@code thresholds}, for the command line, which knows this room by types of the
 * JDK alone. No {@code HubCommand}: those can be said to a running hub, and a hub at home has neither the memory nor the time for a study.
 *
 * <p>Takes the options by their names, {@code job} among them, and a screen that is told {@code out} or {@code err} and a line; gives the
 * exit code.
 */
@Component(
        name = ForecastJob.NAME,
        configurationPid = ForecastJob.NAME,
        service = ToIntBiFunction.class,
        property = "hearthgate.job=forecast")
public final class ForecastJob implements ToIntBiFunction<Map<String, String>, BiConsumer<String, String>> {
    static final String NAME = "org.hearthgate.forecast.job";
    static final String TRAIN = "train-population";
    static final String THRESHOLDS = "thresholds";
    static final int USAGE = 64;
    static final int BAD_DATA = 65;

    @Override
    public int applyAsInt(Map<String, String> options, BiConsumer<String, String> screen) {
        var request = new Request(options);
        try {
            told(options.getOrDefault("job", ""), request, line -> screen.accept("err", line))
                    .forEach(line -> screen.accept("out", line));
            return 0;
        } catch (IllegalArgumentException e) {
            screen.accept("err", "forecast: " + e.getMessage());
            return USAGE;
        } catch (IOException | Request.BadData e) {
            screen.accept("err", "forecast: " + e.getMessage());
            return BAD_DATA;
        }
    }

    private static List<String> told(String job, Request request, Consumer<String> progress)
            throws IOException, Request.BadData {
        return switch (job) {
            case TRAIN -> new TrainRun(request, progress).train();
            case THRESHOLDS -> new ThresholdRun(request, progress).choose();
            default -> new ForecastRun(request, progress).forecast();
        };
    }
}
