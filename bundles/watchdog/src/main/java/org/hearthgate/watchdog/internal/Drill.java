package org.hearthgate.watchdog.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.store.Receipt;

/**
 * One drill: hands a marked reading in where adapters do and follows it to every channel, stage by stage. What comes after a stage that
 * failed is not tried, but for the watchdog's own voice, which needs none of them. Runs on a thread that may wait.
 */
final class Drill {
    private static final double CERTAINLY_URGENT_MG_PER_DL = 40;

    private final DrillParts parts;
    private final DrillWitness witness;
    private final Duration patience;
    private final Duration channelPatience;
    private final boolean silent;
    private final List<SelfTest.Stage> stages = new ArrayList<>();

    /**
     * @param patience with each stage inside the hub
     * @param channelPatience with all channels together; longer than a call is tried
     * @param silent whether the channels shall make no noise
     */
    Drill(DrillParts parts, DrillWitness witness, Duration patience, Duration channelPatience, boolean silent) {
        this.parts = parts;
        this.witness = witness;
        this.patience = patience;
        this.channelPatience = channelPatience;
        this.silent = silent;
    }

    SelfTest.Result run(String by) throws InterruptedException {
        Instant startedAt = parts.now();
        witness.begin();
        Optional<Long> position = commit(startedAt);
        if (position.isPresent() && judged(position.get()) && alerted(SelfTest.alertId(position.get()))) {
            String alertId = SelfTest.alertId(position.get());
            journalled(alertId);
            if (called(alertId)) {
                channels(alertId);
            }
        }
        voice();
        return new SelfTest.Result(startedAt, parts.now(), by, stages);
    }

    private Optional<Long> commit(Instant now) throws InterruptedException {
        List<Person> people = parts.people();
        if (people.isEmpty()) {
            return failed("commit", "nobody lives in this home: add somebody, then test again");
        }
        if (parts.sink().isEmpty()) {
            return failed("commit", "the part that takes readings in is not there: restart the hub");
        }
        try {
            Receipt receipt = within(patience, parts.sink().get().submit(List.of(reading(people.get(0), now))))
                    .get(0);
            if (receipt instanceof Receipt.Stored stored) {
                passed("commit", "a marked reading is durably in the record");
                return Optional.of(stored.position());
            }
            return failed("commit", "the marked reading was refused: " + receipt);
        } catch (ExecutionException e) {
            return failed(
                    "commit",
                    "the record does not take readings: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            return failed("commit", "the record took nothing within " + patience.toSeconds() + " s: check the disk");
        }
    }

    private GlucoseReading reading(Person person, Instant now) {
        var mark = new Doubt(
                Doubt.Flag.TEST,
                "a test of the alarm, nobody's glucose",
                silent ? Map.of(SelfTest.SILENT, 1.0) : Map.of());
        var origin = Origin.of(person.id(), SelfTest.DEVICE, now, now, Provenance.of(SelfTest.DEVICE.value()))
                .withSequence(now.toEpochMilli())
                .withQuality(new Quality(List.of(mark)));
        return GlucoseReading.exact(origin, CERTAINLY_URGENT_MG_PER_DL);
    }

    private boolean judged(long position) throws InterruptedException {
        if (parts.board().isEmpty()) {
            failed("alerting", "the part that judges readings is not there: restart the hub");
            return false;
        }
        try {
            within(patience, parts.board().get().judged(position));
            passed("alerting", "read it by its own bookmark");
            return true;
        } catch (ExecutionException | TimeoutException e) {
            failed("alerting", "did not read it within " + patience.toSeconds() + " s: restart the hub");
            return false;
        }
    }

    private boolean alerted(String alertId) throws InterruptedException {
        boolean there = witness.await(() -> witness.hasAlert(alertId), patience);
        if (there) {
            passed("rules", "the rule of the urgent low recognised it");
        } else {
            failed("rules", "no rule recognised a low of 40 mg/dL: look at the log for the rule urgent-low");
        }
        return there;
    }

    private void journalled(String alertId) {
        try {
            boolean kept = parts.journal()
                    .map(journal -> !journal.ofAlert(alertId).isEmpty())
                    .orElse(false);
            stages.add(new SelfTest.Stage(
                    "journal",
                    kept,
                    kept ? "the alert is in the log of alerts" : "the alert was not written: check the disk"));
        } catch (RuntimeException e) { // the store is failing
            failed("journal", "cannot be read: " + e.getMessage());
        }
    }

    private boolean called(String alertId) throws InterruptedException {
        boolean there = witness.await(() -> witness.hasCall(alertId), patience);
        if (there) {
            passed("call", "everybody who can be called was called");
        } else {
            failed("call", "nobody was called: restart the hub");
        }
        return there;
    }

    private void channels(String alertId) throws InterruptedException {
        if (parts.channels().isEmpty()) {
            failed("channels", "the part that delivers calls is not there: nobody can be reached");
            return;
        }
        List<Channels.State> all = parts.channels().get().all();
        if (all.isEmpty()) {
            failed("channels", "this home has no way to reach anybody: set a sounder or another channel");
        }
        witness.await(() -> all.stream().allMatch(one -> isSettled(alertId, one)), channelPatience);
        if (!all.isEmpty() && all.stream().allMatch(one -> whyNot(alertId, one).isPresent())) {
            failed("channels", "none could be tried, nobody would have been reached: switch the hub's sounder on");
        }
        for (Channels.State channel : all) {
            stages.add(whyNot(alertId, channel)
                    .map(why -> new SelfTest.Stage(name(channel), true, "not tried: " + why))
                    .orElseGet(() -> outcome(alertId, channel)));
        }
        missing(all);
    }

    /** A carer who can only be reached by what is not there is reached by nothing. */
    private void missing(List<Channels.State> all) {
        parts.carers().stream()
                .flatMap(carer -> carer.channels().stream())
                .distinct()
                .filter(id -> all.stream().noneMatch(channel -> channel.id().equals(id)))
                .forEach(id -> failed(
                        "channel " + id,
                        "is not there: set it up, or take it out of the channels of whoever names it"));
    }

    private boolean isUsed(Channels.State channel) {
        return channel.forEverybodyNear()
                || parts.carers().stream().anyMatch(carer -> carer.channels().contains(channel.id()));
    }

    private Optional<String> whyNot(String alertId, Channels.State channel) {
        return isUsed(channel)
                ? parts.channels().flatMap(channels -> channels.whyNot(channel.id(), alertId))
                : Optional.of("nobody is called by it");
    }

    private boolean isSettled(String alertId, Channels.State channel) {
        return whyNot(alertId, channel).isPresent()
                || witness.best(alertId, channel.id())
                        .filter(receipt -> receipt.outcome() != org.hearthgate.api.notify.Receipt.Outcome.FAILED)
                        .isPresent();
    }

    private SelfTest.Stage outcome(String alertId, Channels.State channel) {
        return witness.best(alertId, channel.id())
                .map(receipt -> new SelfTest.Stage(
                        name(channel),
                        receipt.outcome().reached(),
                        receipt.outcome().reached() ? "reached" : "not reached: " + receipt.detail()))
                .orElse(new SelfTest.Stage(
                        name(channel), false, "nothing came of it within " + channelPatience.toSeconds() + " s"));
    }

    private static String name(Channels.State channel) {
        return "channel " + channel.id();
    }

    /** The last resort has to be heard, too. */
    private void voice() throws InterruptedException {
        if (parts.voice().isEmpty()) {
            failed("watchdog", "the watchdog is not there: restart the hub");
            return;
        }
        Voice voice = parts.voice().get();
        try {
            voice.test(silent);
            passed("watchdog", "its own sound goes out by " + voice.name());
        } catch (IOException e) {
            failed("watchdog", "its own sound does not go out: " + e.getMessage());
        }
    }

    private void passed(String stage, String how) {
        stages.add(new SelfTest.Stage(stage, true, how));
    }

    private Optional<Long> failed(String stage, String why) {
        stages.add(new SelfTest.Stage(stage, false, why));
        return Optional.empty();
    }

    private static <T> T within(Duration patience, Future<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
