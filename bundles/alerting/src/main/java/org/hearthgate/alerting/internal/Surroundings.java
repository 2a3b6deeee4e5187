package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Looks round every few seconds: how each device fares, and how the hub itself is. What it saw lies in one value that the alerting
 * thread only reads, so that no adapter and no probe can hold a judgement; one that hangs, throws or leaves is itself something seen.
 */
@Component(
        configurationPid = "org.hearthgate.alerting.surroundings",
        name = "org.hearthgate.alerting.surroundings",
        immediate = true,
        service = {})
@Designate(ocd = Surroundings.Config.class)
public final class Surroundings {
    private static final int MOST_DEVICES = 256;
    private static final Duration REMEMBERED_AFTER_LEAVING = Duration.ofHours(24);
    private static final String ADAPTER = "adapter-";

    /** How the hub looks round. */
    @ObjectClassDefinition(name = "Surroundings of the alerts")
    public @interface Config {
        @AttributeDefinition(
                name = "Look every (seconds)",
                description = "How old what rules know of devices and of the hub may be",
                min = "5",
                max = "60")
        int lookEverySeconds() default 10;

        @AttributeDefinition(
                name = "Patience (milliseconds)",
                description = "An adapter or a probe that has not answered by then counts as failed",
                min = "100",
                max = "5000")
        int patienceMillis() default 1000;
    }

    /**
     * What was seen at the last look.
     *
     * @param zone of the home
     * @param devices by person; what belongs to nobody is left out
     * @param hub one fact per probe, and one for each adapter that does not answer
     */
    record View(ZoneId zone, Map<PersonId, List<DeviceStatus>> devices, List<HubFact> hub) {
        View {
            devices = Map.copyOf(devices);
            hub = List.copyOf(hub);
        }

        static View nothing(ZoneId zone) {
            return new View(zone, Map.of(), List.of());
        }

        List<DeviceStatus> devicesOf(PersonId person) {
            return devices.getOrDefault(person, List.of());
        }
    }

    /** Since when a probe has said what it says. */
    private record Standing(Health.Status status, Instant since) {}

    /** A device whose adapter has left. */
    private record Left(DeviceStatus device, Instant since) {}

    private final AlertEngine engine;
    private final Household household;
    private final SteadyTime steady;
    private final Questions questions;
    private final HubClock.Repetition timer;
    private final List<DeviceAdapter> adapters = new CopyOnWriteArrayList<>();
    private final List<HealthProbe> probes = new CopyOnWriteArrayList<>();
    private final Map<DeviceAdapter, List<DeviceStatus>> said = new ConcurrentHashMap<>();
    private final Map<DeviceAdapter, String> names = new ConcurrentHashMap<>();
    private final Map<HealthProbe, Answer> answers = new IdentityHashMap<>();
    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<DeviceAdapter, Instant> silentSince = new HashMap<>();
    private final Map<String, Left> left = new LinkedHashMap<>();

    @Activate
    public Surroundings(
            @Reference(name = "board") AlertBoard board,
            @Reference HubClock clock,
            @Reference Household household,
            Config config) {
        if (config.lookEverySeconds() < 5
                || config.lookEverySeconds() > 60
                || config.patienceMillis() < 100
                || config.patienceMillis() > 5_000) {
            throw new IllegalArgumentException(
                    "org.hearthgate.alerting.surroundings: lookEverySeconds must be 5 to 60, patienceMillis 100 to 5000");
        }
        if (!(board instanceof AlertEngine itself)) {
            throw new IllegalStateException(
                    "org.hearthgate.alerting.surroundings looks round for the hub's own alerting, and another provides the alerts");
        }
        this.engine = itself;
        this.household = household;
        steady = new SteadyTime(clock);
        questions = new Questions(Duration.ofMillis(config.patienceMillis()));
        timer = clock.every(Duration.ofSeconds(config.lookEverySeconds()), "hearthgate-surroundings", this::look);
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addAdapter(DeviceAdapter adapter) {
        adapters.add(adapter);
    }

    void removeAdapter(DeviceAdapter adapter) {
        adapters.remove(adapter);
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.MULTIPLE)
    void addProbe(HealthProbe probe) {
        probes.add(probe);
    }

    void removeProbe(HealthProbe probe) {
        probes.remove(probe);
    }

    @Deactivate
    void close() {
        timer.close();
        questions.close();
        engine.surroundedBy(View.nothing(household.zone()));
    }

    /** One look; on the timer's thread. */
    void look() {
        SteadyTime.Reading time = steady.look();
        if (!time.step().isZero()) {
            stepped(time.step());
        }
        try {
            var facts = new ArrayList<HubFact>();
            Map<PersonId, List<DeviceStatus>> devices = askAdapters(time.now(), facts);
            askProbes(time.now(), facts);
            engine.surroundedBy(new View(household.zone(), devices, facts));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the hub is ending
        }
    }

    private void stepped(Duration by) {
        standings.replaceAll((probe, standing) -> new Standing(standing.status, standing.since.plus(by)));
        silentSince.replaceAll((adapter, since) -> since.plus(by));
        left.replaceAll((device, gone) -> new Left(gone.device, gone.since.plus(by)));
    }

    private Map<PersonId, List<DeviceStatus>> askAdapters(Instant now, List<HubFact> facts)
            throws InterruptedException {
        var all = new LinkedHashMap<String, DeviceStatus>();
        noteWhoLeft(now);
        for (DeviceAdapter adapter : adapters) {
            Optional<String> trouble = questions.ask(adapter, () -> hear(adapter));
            String name = names.getOrDefault(adapter, adapter.getClass().getSimpleName());
            if (trouble.isPresent()) {
                Instant since = silentSince.computeIfAbsent(adapter, any -> now);
                facts.add(new HubFact(
                        ADAPTER + name,
                        false,
                        Health.failed("The part of the hub that listens to devices of the kind '" + name + "' "
                                + trouble.get() + ": restart the hub"),
                        since));
            } else {
                silentSince.remove(adapter);
            }
            for (DeviceStatus status : said.getOrDefault(adapter, List.of())) {
                all.put(
                        key(status),
                        trouble.map(any -> status.lostBecause("The part of the hub that listens to it " + any))
                                .orElse(status));
            }
        }
        left.keySet().removeAll(all.keySet());
        left.forEach((device, gone) -> all.putIfAbsent(device, gone.device));
        return byPerson(all.values());
    }

    /** What an adapter said last is kept when it leaves: that nobody listens to a device is a reason for its silence. */
    private void noteWhoLeft(Instant now) {
        for (DeviceAdapter gone : said.keySet()) {
            if (!adapters.contains(gone)) {
                for (DeviceStatus status :
                        Optional.ofNullable(said.remove(gone)).orElse(List.of())) {
                    String why = "The hub has not listened to it since then: its adapter '" + status.adapter()
                            + "' was switched off or removed";
                    left.put(key(status), new Left(status.lostBecause(why), now));
                }
                silentSince.remove(gone);
                names.remove(gone);
            }
        }
        left.values().removeIf(gone -> gone.since.isBefore(now.minus(REMEMBERED_AFTER_LEAVING)));
        while (left.size() > MOST_DEVICES) {
            left.remove(left.keySet().iterator().next());
        }
    }

    private static String key(DeviceStatus status) {
        return status.person() + "/" + status.device();
    }

    /** On a thread that may be lost to it. */
    private void hear(DeviceAdapter adapter) {
        String name = adapter.name();
        names.put(adapter, name);
        said.put(
                adapter,
                adapter.devices().stream()
                        .limit(MOST_DEVICES)
                        .map(status -> status.saidBy(name))
                        .toList());
    }

    private static Map<PersonId, List<DeviceStatus>> byPerson(Iterable<DeviceStatus> all) {
        var byPerson = new HashMap<PersonId, List<DeviceStatus>>();
        for (DeviceStatus status : all) {
            status.person().ifPresent(person -> byPerson.computeIfAbsent(person, any -> new ArrayList<>())
                    .add(status));
        }
        byPerson.replaceAll((person, statuses) -> List.copyOf(statuses));
        return byPerson;
    }

    private void askProbes(Instant now, List<HubFact> facts) throws InterruptedException {
        answers.keySet().retainAll(probes);
        for (HealthProbe probe : probes) {
            Answer answer = answers.computeIfAbsent(probe, Answer::new);
            Optional<String> trouble = questions.ask(probe, answer);
            String name = answer.name.isEmpty() ? probe.getClass().getSimpleName() : answer.name;
            Health health = trouble.map(what -> Health.failed("The hub's check of '" + name + "' " + what))
                    .orElse(answer.health);
            boolean onPath = answer.onPath;
            Standing standing = standings.get(name);
            if (standing == null || standing.status != health.status()) {
                standing = new Standing(health.status(), now);
                standings.put(name, standing);
            }
            facts.add(new HubFact(name, onPath, health, standing.since));
        }
        standings.keySet().removeIf(name -> facts.stream()
                .noneMatch(fact -> fact.probe().equals(name)));
    }

    /** What one probe answered last; its name is kept for when it hangs. */
    private static final class Answer implements Runnable {
        private final HealthProbe probe;
        private volatile String name = "";
        private volatile boolean onPath;
        private volatile Health health = Health.failed("says nothing");

        Answer(HealthProbe probe) {
            this.probe = probe;
        }

        @Override
        public void run() {
            name = probe.name();
            onPath = probe.onAlarmPath();
            health = probe.check();
        }
    }
}
