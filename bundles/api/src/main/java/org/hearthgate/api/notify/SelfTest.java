package org.hearthgate.api.notify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** The daily drill: a marked test reading through the whole road, to every channel. Any thread. */
@ProviderType
public interface SelfTest {
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
