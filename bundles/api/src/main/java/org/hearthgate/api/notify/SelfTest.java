package org.hearthgate.api.notify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.osgi.annotation.versioning.ProviderType;

/** The daily drill: a marked test reading through the whole road, to every channel. Any thread. */
@ProviderType
public interface SelfTest {
    /** The device, and the adapter, of the marked reading that a drill sends through the road; no real device may have this name. */
    DeviceId DEVICE = new DeviceId("self-test");

    /** The class of a drill's alert, which is in the journal beside the real ones. */
    String RULE = "self-test";

    /** A measure of the reading's {@link Doubt.Flag#TEST}, always 1: the channels shall make no noise. */
    String SILENT = "silent";

    /**
     * {@return whether it is the marked reading of a drill} One that only calls itself so is an ordinary reading.
     */
    static boolean isDrill(Observation observation) {
        return observation instanceof GlucoseReading
                && observation.quality().has(Doubt.Flag.TEST)
                && observation.device().equals(DEVICE)
                && observation.origin().provenance().adapter().equals(DEVICE.value());
    }

    /** {@return the id of the alert that the marked reading at this place in the record becomes} */
    static String alertId(long position) {
        return RULE + "-" + position;
    }

    /**
     * {@return an alert that never was} Whoever writes or shows alerts may go its way with it when the hub starts, short of the disk and of
     * anybody's eyes, so that the first true one finds everything loaded.
     */
    static Alert neverRaised() {
        return new Alert(
                RULE + "-never",
                Alert.HUB,
                RULE,
                1,
                Priority.INFORMATION,
                AlertState.RESOLVED,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                OptionalDouble.of(40),
                "Self-test",
                Optional.of(RULE),
                Optional.empty(),
                0,
                "");
    }

    /**
     * What came of one drill.
     *
     * @param startedAt hub clock
     * @param endedAt hub clock
     * @param by {@code daily}, or who pressed the button
     * @param stages one per stage of the road and one per channel, in order
     */
    record Result(Instant startedAt, Instant endedAt, String by, List<Stage> stages) {
        public Result {
            requireNonNull(startedAt, "startedAt");
            requireNonNull(endedAt, "endedAt");
            requireNonNull(by, "by");
            stages = List.copyOf(stages);
        }

        /** {@return whether every stage passed} */
        public boolean passed() {
            return !stages.isEmpty() && stages.stream().allMatch(Stage::passed);
        }
    }

    /**
     * One stage.
     *
     * @param name e.g. {@code commit}, {@code rules}, {@code channel sounder}
     * @param passed whether it came through
     * @param detail one sentence: how, or why not and what to do
     */
    record Stage(String name, boolean passed, String detail) {
        public Stage {
            requireNonNull(name, "name");
            requireNonNull(detail, "detail");
        }
    }

    /** {@return the newest result} */
    Optional<Result> latest();

    /** Runs one now; one at a time: a second asks for the first one's result. */
    CompletableFuture<Result> run(String by);
}
