package org.hearthgate.ingest.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.ingest.internal.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a batch through the stages there are, because a judgement is worth having and never worth waiting for: whatever a stage does, the
 * readings go on. {@link #pass} is for the pipeline's thread alone; everything else for any thread.
 */
public final class Stages {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
    private static final Duration SLOW = Duration.ofMillis(50);

    private volatile List<Place> places = List.of(); // sorted by order, replaced as a whole
    private final LongSupplier nanoTime;

    public Stages() {
        this(System::nanoTime);
    }

    Stages(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One stage, and how it has done; its name and order are asked once, so that a broken one cannot disturb the sorting. */
    private static final class Place {
        private final Stage stage;
        private final String name;
        private final int order;
        private volatile String trouble = "";
        private volatile long slow;

        private Place(Stage stage, String name, int order) {
            this.stage = stage;
            this.name = name;
            this.order = order;
        }
    }

    public synchronized void add(Stage stage) {
        var sorted = new ArrayList<>(places);
        sorted.add(new Place(stage, stage.name(), stage.order()));
        sorted.sort(Comparator.comparingInt(place -> place.order));
        places = List.copyOf(sorted);
    }

    public synchronized void remove(Stage stage) {
        places = places.stream().filter(place -> place.stage != stage).toList();
    }

    /**
     * {@return the batch as the stages leave it and what they add to it} A stage that fails, or whose answer does not fit the batch, is
     * passed by for this batch.
     */
    public Stage.Passed pass(List<Observation> batch, Instant now) {
        List<Observation> observations = batch;
        var derived = new ArrayList<Observation>();
        for (Place place : places) {
            Optional<Stage.Passed> passed = ask(place, observations, now);
            if (passed.isPresent()) {
                observations = passed.get().observations();
                derived.addAll(passed.get().derived());
            }
        }
        return new Stage.Passed(observations, derived);
    }

    private Optional<Stage.Passed> ask(Place place, List<Observation> observations, Instant now) {
        long start = nanoTime.getAsLong();
        try {
            Stage.Passed passed = place.stage.pass(observations, now);
            if (!fits(observations, passed.observations())) {
                trouble(place, "gave back other observations than it was given", null);
                return Optional.empty();
            }
            well(place, Duration.ofNanos(nanoTime.getAsLong() - start));
            return Optional.of(passed);
        } catch (RuntimeException | LinkageError e) { // a judgement that failed must not hold up the reading
            trouble(place, "failed: " + e, e);
            return Optional.empty();
        }
    }

    private static boolean fits(List<Observation> before, List<Observation> after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            Observation one = before.get(i);
            Observation other = after.get(i);
            if (one != other
                    && !(one.kind() == other.kind()
                            && one.device().equals(other.device())
                            && one.person().equals(other.person()))) {
                return false;
            }
        }
        return true;
    }

    private static void trouble(Place place, String what, Throwable cause) {
        if (place.trouble.isEmpty()) {
            LOG.error("Stage {} {}; readings go on without it", place.name, what, cause);
        }
        place.trouble = what;
    }

    private static void well(Place place, Duration took) {
        if (!place.trouble.isEmpty()) {
            LOG.info("Stage {} works again", place.name);
            place.trouble = "";
        }
        if (took.compareTo(SLOW) > 0) {
            if (place.slow == 0) {
                LOG.warn("Stage {} took {} ms for a batch; readings wait for it", place.name, took.toMillis());
            }
            place.slow++; // the pipeline's thread alone writes
        } else if (place.slow > 0) {
            place.slow = 0;
        }
    }

    /** {@return what somebody should look at, naming each stage that fails or is slow; empty when all is well} */
    public Optional<String> complaint() {
        String complaint = places.stream()
                .filter(place -> !place.trouble.isEmpty() || place.slow > 0)
                .map(place -> place.trouble.isEmpty()
                        ? "stage " + place.name + " is slow"
                        : "stage " + place.name + " fails; readings go on without its judgement")
                .collect(Collectors.joining("; "));
        return complaint.isEmpty() ? Optional.empty() : Optional.of(complaint);
    }
}
