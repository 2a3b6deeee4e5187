package org.hearthgate.alerting.internal;

import static org.hearthgate.testkit.Given.ANNA;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.LocalTime;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.ingest.internal.IngestPipeline;
import org.hearthgate.ingest.internal.PipelineSwitch;
import org.hearthgate.ingest.internal.clock.ClockStage;
import org.hearthgate.ingest.internal.clock.HubCorrection;
import org.hearthgate.rules.device.NoDataRule;
import org.hearthgate.rules.glucose.LowRule;
import org.hearthgate.rules.glucose.UrgentLowRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;

/**
 * A home with the real door, clock stage, alerting and rules, in which the world's time, the hub's and each device's are three things.
 * What is heard is told with the minutes of the world since the start.
 */
final class TimeHouse implements AutoCloseable {
    /** The world's time at the start, unless the scenario says otherwise. */
    static final Instant START = Instant.parse("2026-03-02T22:00:00Z");

    final InMemoryObservationStore record = new InMemoryObservationStore();
    final ManualClock clock;
    private final Instant worldStart;
    private final Duration started;
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Instant> truth = new ArrayList<>();
    private ClockStage stage;
    private HubCorrection correction;
    private IngestPipeline pipeline;
    private AlertEngine engine;

    TimeHouse() {
        this(START, new ManualClock(START));
    }

    TimeHouse(Instant world, ManualClock clock) {
        this.clock = clock;
        worldStart = world;
        started = clock.elapsed();
        switchOn();
    }

    private void switchOn() {
        var household = FixedHousehold.of("Anna");
        stage = new ClockStage(record, clock, household, Configured.by(ClockStage.Config.class));
        correction = new HubCorrection(record, clock, household);
        pipeline = new IngestPipeline(record, clock, household, Configured.by(IngestPipeline.Config.class));
        PipelineSwitch.add(pipeline, stage);
        engine = new AlertEngine(
                record,
                record.journal(),
                clock,
                household,
                Configured.by(
                        AlertEngine.Config.class,
                        Map.of("requiredRules", new String[] {"urgent-low", "low", "no-data"})));
        engine.addListener(this::hear);
        engine.addRule(new UrgentLowRule(Configured.by(UrgentLowRule.Config.class)));
        engine.addRule(new LowRule(Configured.by(LowRule.Config.class)));
        engine.addRule(new NoDataRule(Configured.by(NoDataRule.Config.class)));
        settle();
    }

    /** Switched off and on again, with the clock as it stands. */
    void restart() throws InterruptedException {
        switchOff();
        switchOn();
    }

    private void switchOff() throws InterruptedException {
        engine.close();
        correction.close();
        PipelineSwitch.off(pipeline);
    }

    private void hear(Alert alert) {
        String state = alert.state() == AlertState.RESOLVED
                ? "resolved (" + alert.by().orElse("") + ")"
                : alert.state().code();
        heard.add("+%d %s %s".formatted(minutes(), alert.rule(), state));
    }

    private long minutes() {
        return clock.elapsed().minus(started).toMinutes();
    }

    /** {@return the world's time} */
    Instant world() {
        return worldStart.plus(clock.elapsed().minus(started));
    }

    /** A reading of now by a device whose clock is off by so much arrives at once. */
    Receipt phone(double mgPerDl, Duration ahead) {
        return send(Given.reading(mgPerDl)
                .at(world().plus(ahead))
                .receivedAt(clock.now())
                .build());
    }

    Receipt phone(double mgPerDl) {
        return phone(mgPerDl, Duration.ofSeconds(-20));
    }

    /** A sensor without a clock of its own: its time is the hub's. */
    Receipt clockless(double mgPerDl) {
        truth.add(world());
        return send(Given.reading(mgPerDl)
                .from("clockless")
                .at(clock.now())
                .receivedAt(clock.now())
                .build());
    }

    /** {@return when in the world the sensor without a clock measured this} They are kept in the order in which they were sent. */
    Instant truth(Observation clockless) {
        return truth.get(kept(ObservationKind.GLUCOSE).stream()
                .filter(reading -> reading.device().equals(clockless.device()))
                .toList()
                .indexOf(clockless));
    }

    /** A sensor that tells a local time and no offset. */
    GlucoseReading localTime(double mgPerDl, LocalDateTime local, ZoneId zone) {
        GlucoseReading reading =
                Given.reading(mgPerDl).from("local").receivedAt(clock.now()).build();
        return reading.withOrigin(LocalTime.of(local, zone).onto(reading.origin()));
    }

    Receipt send(Observation observation) {
        return sendAll(List.of(observation)).get(0);
    }

    List<Receipt> sendAll(List<? extends Observation> observations) {
        CompletableFuture<List<Receipt>> answer = pipeline.submit(List.copyOf(observations));
        List<Receipt> receipts = answer.orTimeout(10, TimeUnit.SECONDS).join();
        settle();
        return receipts;
    }

    void settle() {
        engine.committed(List.of());
        engine.judged(record.lastPosition()).orTimeout(10, TimeUnit.SECONDS).join();
        engine.acknowledge("nobody.nothing.0", "settle")
                .handle((alert, missing) -> alert)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** So many steps of five minutes, each ended by whatever happens then. */
    void every5Min(int times, Runnable then) {
        for (int i = 0; i < times; i++) {
            passes(5);
            then.run();
        }
    }

    void passes(long minutes) {
        clock.advance(Duration.ofMinutes(minutes));
        settle();
    }

    void step(Duration by) {
        clock.jumpTo(clock.now().plus(by));
        settle();
    }

    void snooze(Duration period) {
        engine.snooze(engine.open().get(0).id(), period, "dad")
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    List<Alert> open() {
        return engine.open();
    }

    /** {@return what the health of the pipeline says} */
    String pipelineSays() {
        return pipeline.check().message();
    }

    ClockStage clocks() {
        return stage;
    }

    /** {@return everything of one kind in the record, in order of commit} */
    List<Observation> kept(ObservationKind kind) {
        return record
                .window(ObservationQuery.of(ANNA, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), kind))
                .stream()
                .sorted(java.util.Comparator.comparingLong(stored -> stored.position()))
                .map(stored -> stored.observation())
                .toList();
    }

    /** {@return what was heard since the start, and forgets it} */
    String heard() {
        String all = heard.isEmpty() ? "nothing" : String.join("; ", heard);
        heard.clear();
        return all;
    }

    /** {@return the sentence of the only open alert} */
    String says() {
        return open().stream().map(Alert::message).reduce("", (first, second) -> first + second);
    }

    /** A back-fill: readings every five minutes up to so many minutes ago, oldest first. */
    List<GlucoseReading> backFill(int from, int until, UnaryOperator<Double> mgPerDl) {
        var readings = new ArrayList<GlucoseReading>();
        for (int ago = from; ago >= until; ago -= 5) {
            readings.add(Given.reading(mgPerDl.apply((double) ago))
                    .at(world().minus(Duration.ofMinutes(ago)))
                    .receivedAt(clock.now())
                    .build());
        }
        return readings;
    }

    @Override
    public void close() {
        try {
            switchOff();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
