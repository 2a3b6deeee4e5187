package org.hearthgate.commissioning.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.commissioning.Change;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.commissioning.DeviceInbox;
import org.hearthgate.api.commissioning.DeviceRoster;
import org.hearthgate.api.commissioning.HomeSettings;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.DeviceKind;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.store.ObservationStore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.annotations.Designate;

/** The installer's desk: wiring only. */
@Component(name = CommissioningConfig.PID, configurationPid = CommissioningConfig.PID, service = Commissioning.class)
@Designate(ocd = CommissioningConfig.class)
public final class CommissioningDesk implements Commissioning {
    private static final Duration LOOK_FOR_FORGOTTEN = Duration.ofSeconds(5);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ObservationStore store;

    private final Whiteboard whiteboard = new Whiteboard();
    private final Edge edge;
    private final Pairings pairings;
    private final DeviceInbox inbox;
    private final DeviceRoster roster;
    private final SettingsDesk settings;
    private final SettingsDesk alarms;
    private final ChangeList changes;
    private final HubClock.Repetition forgotten;

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public CommissioningDesk(
            BundleContext context,
            @Reference HubClock clock,
            @Reference Household household,
            @Reference ConfigurationAdmin admin,
            @Reference MetaTypeService metatypes,
            @Reference ServiceComponentRuntime runtime,
            @Reference ReadingWatch watch,
            CommissioningConfig config) {
        edge = new Edge(
                Duration.ofMillis(within("answerWithinMilliseconds", config.answerWithinMilliseconds(), 100, 10_000)));
        Duration start = Duration.ofSeconds(within("startWithinSeconds", config.startWithinSeconds(), 1, 60));
        Duration pairing = Duration.ofSeconds(within("pairingSeconds", config.pairingSeconds(), 10, 600));
        changes = new ChangeList(clock, within("changesRemembered", config.changesRemembered(), 10, 10_000));
        Optional<SettingsFolder> folder = config.directory().isBlank()
                ? Optional.empty()
                : Optional.of(new SettingsFolder(Path.of(config.directory())));
        var configurations = new Configurations(admin, Realm.DEVICES);
        var components = new Components(runtime, id -> start(context, id));
        settings = new SettingsDesk(
                Realm.DEVICES,
                configurations,
                new Forms(context, metatypes, Realm.DEVICES),
                components,
                new HomeCheck(household, whiteboard, configurations),
                folder,
                changes,
                start);
        var ofAlarms = new Configurations(admin, Realm.ALARMS);
        alarms = new SettingsDesk(
                Realm.ALARMS,
                ofAlarms,
                new Forms(context, metatypes, Realm.ALARMS),
                components,
                new HomeCheck(household, whiteboard, ofAlarms),
                folder,
                changes,
                start);
        var ears = new Ears(whiteboard, edge);
        var devices = new ConfiguredRoster(whiteboard, ears, edge, configurations, components);
        pairings = new Pairings(ears, edge, clock, pairing);
        inbox = new HeardInbox(whiteboard, ears, edge, devices, pairings, clock);
        roster = new DeviceBench(
                whiteboard,
                ears,
                edge,
                devices,
                settings,
                new Readings(() -> store, watch, household, clock),
                new DeviceSets(settings, whiteboard, clock));
        forgotten = clock.every(LOOK_FOR_FORGOTTEN, "hearthgate-commissioning-pairings", pairings::giveUpForgotten);
    }

    /** A component that does not start is told by its own state, not by what is asked of it here. */
    private static void start(BundleContext context, long serviceId) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, "(service.id=" + serviceId + ")");
            if (found != null) {
                context.getService(found[0]);
                context.ungetService(found[0]);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    CommissioningConfig.PID + ": " + key + " must be " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(DeviceDiscovery transport) {
        whiteboard.add(transport);
    }

    void removeTransport(DeviceDiscovery transport) {
        whiteboard.remove(transport);
        edge.gone(transport);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addKind(DeviceKind kind) {
        whiteboard.add(kind);
    }

    void removeKind(DeviceKind kind) {
        whiteboard.remove(kind);
        edge.gone(kind);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAdapter(DeviceAdapter adapter, Map<String, ?> properties) {
        whiteboard.add(adapter, properties);
    }

    void removeAdapter(DeviceAdapter adapter) {
        whiteboard.remove(adapter);
        edge.gone(adapter);
    }

    @Override
    public DeviceInbox inbox() {
        return inbox;
    }

    @Override
    public DeviceRoster roster() {
        return roster;
    }

    @Override
    public HomeSettings settings() {
        return settings;
    }

    @Override
    public HomeSettings alarms() {
        return alarms;
    }

    @Override
    public List<Change> changes() {
        return changes.newestFirst();
    }

    /** Ends its threads and the pairings on their way. */
    @Deactivate
    void close() {
        forgotten.close();
        pairings.cancelAll();
        settings.close();
        alarms.close();
        edge.close();
    }
}
