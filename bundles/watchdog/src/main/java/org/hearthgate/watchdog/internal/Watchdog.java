package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationListener;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptListener;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Watches from outside that a reading becomes an alert and an alert reaches somebody, and sounds by itself when it does not. Needs nobody:
 * every other part is looked at if it is there, and missed if it is not. Here is only the wiring; {@link Road} looks, {@link Watch} decides,
 * {@link Siren} sounds.
 */
@Component(
        configurationPid = WatchdogConfig.PID,
        name = WatchdogConfig.PID,
        immediate = true,
        service = {Watchdog.class, HealthProbe.class, ObservationListener.class, ReceiptListener.class})
@Designate(ocd = WatchdogConfig.class)
public final class Watchdog implements HealthProbe, ObservationListener, ReceiptListener, Parts {
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
    private static final Duration GAP = Duration.ofSeconds(5);
    private static final Duration LATER_GAP = Duration.ofSeconds(30);
    /** Some ten minutes. */
    private static final int BURSTS_BEFORE_LATER = 75;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile ObservationStore recordOrNull;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile AlertBoard boardOrNull;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile HubClock clockOrNull;

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    volatile Receipts receiptsOrNull;

    @Reference
    volatile List<AlertRule> alertRules = List.of();

    @Reference(target = "(!(component.name=org.hearthgate.watchdog*))")
    volatile List<CallListener> callTakers = List.of();

    @Reference(target = "(!(component.name=org.hearthgate.watchdog*))")
    volatile List<HealthProbe> others = List.of();

    private final Voice voice;
    private final Siren siren;
    private final Road road;
    private final Watch watch;

    @Activate
    public Watchdog(WatchdogConfig config) {
        var checked = WatchdogConfig.Checked.of(config);
        voice = checked.voice();
        siren = new Siren(voice, GAP, LATER_GAP, BURSTS_BEFORE_LATER);
        road = new Road(this, checked.patience());
        watch = new Watch(road, siren, checked.patience(), EVERY_SECOND, () -> Duration.ofNanos(System.nanoTime()));
        watch.start();
    }

    @Deactivate
    void close() {
        watch.close();
        siren.close();
    }

    /** {@return whether its own threads look} */
    boolean isWatching() {
        return watch.isWatching();
    }

    /** {@return what stands still; empty while the path moves} */
    List<Cause> standing() {
        return watch.overdue();
    }

    Voice voice() {
        return voice;
    }

    @Override
    public String name() {
        return "watchdog";
    }

    @Override
    public boolean onAlarmPath() {
        return true;
    }

    @Override
    public Health check() {
        if (!watch.isWatching()) {
            return Health.failed("The watchdog has stopped: restart the hub and use another alarm until it works");
        }
        List<Cause> standing = watch.overdue();
        Optional<String> unheard = siren.failure();
        if (!standing.isEmpty()) {
            return Health.failed("The road to an alarm stands still, and the watchdog "
                    + unheard.map(why -> "cannot be heard (" + why + ")").orElse("sounds") + ": "
                    + Watch.words(standing));
        }
        return unheard.isPresent()
                ? Health.warn("The road to an alarm moves, but the watchdog could not be heard: " + unheard.get())
                : Health.ok("The road to an alarm moves; the watchdog would be heard by " + voice.name());
    }

    // ---- what arrives; any thread, never waits

    @Override
    public void committed(List<StoredObservation> committed) {
        road.committed(committed);
    }

    @Override
    public void uncommitted(List<Observation> uncommitted) {
        road.uncommitted(uncommitted);
    }

    @Override
    public void noted(Receipt receipt) {
        road.noted(receipt);
    }

    // ---- what is there

    @Override
    public Optional<ObservationStore> store() {
        return Optional.ofNullable(recordOrNull);
    }

    @Override
    public Optional<AlertBoard> board() {
        return Optional.ofNullable(boardOrNull);
    }

    @Override
    public List<AlertRule> rules() {
        return alertRules;
    }

    @Override
    public List<CallListener> callListeners() {
        return callTakers;
    }

    @Override
    public List<HealthProbe> probes() {
        return others;
    }

    @Override
    public Optional<Receipts> receipts() {
        return Optional.ofNullable(receiptsOrNull);
    }

    @Override
    public Optional<Instant> now() {
        return Optional.ofNullable(clockOrNull).map(HubClock::now);
    }
}
