package org.hearthgate.nightscout.internal;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Optional;
import java.util.function.Function;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.api.observation.PersonId;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The port of bedside clocks and watch faces that know xDrip's address and no other. Wiring only; without its configuration it is not there. */
@Component(
        name = ClocksPort.PID,
        configurationPid = ClocksPort.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = HealthProbe.class,
        immediate = true)
@Designate(ocd = ClocksPort.Config.class)
public final class ClocksPort implements HealthProbe {
    static final String PID = "org.hearthgate.nightscout.clocks";

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Optional<PersonId> configured;
    private final Household household;
    private final ClockListener listener;

    /** Where clocks read, and who may be read by programs of this machine. */
    @ObjectClassDefinition(name = "Bedside clocks (xDrip's port)")
    public @interface Config {
        @AttributeDefinition(
                name = "Host",
                description = "Address to bind: 127.0.0.1, or the hub's own in the home's network. Plain HTTP")
        String host() default "127.0.0.1";

        @AttributeDefinition(
                name = "Port",
                description = "17580 is what clocks insist on; 0 takes any free port",
                min = "0",
                max = "65535")
        int port() default 17_580;

        @AttributeDefinition(
                name = "Person shown without a secret",
                description =
                        "The id of the person whose values every program of this machine may read without a secret; empty: nobody's. From another machine a secret is always needed")
        String personWithoutSecret() default "";
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public ClocksPort(
            BundleContext context,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ClockSite site,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Household household,
            Config config) {
        this(site, household, config, RETRY, PATIENCE, endpoint -> announce(context, endpoint));
    }

    ClocksPort(
            ClockSite site,
            Household household,
            Config config,
            Duration retryAfter,
            Duration patience,
            Function<HubEndpoint, Runnable> announce) {
        String host = config.host().strip();
        if (!host.matches("[0-9A-Za-z.:_-]{1,253}")) {
            throw new IllegalArgumentException(
                    PID + ": host '" + host + "' is no address; set one of this machine, like 127.0.0.1");
        }
        if (config.port() < 0 || config.port() > 65_535) {
            throw new IllegalArgumentException(PID + ": port must be 0 to 65535, was " + config.port());
        }
        configured = person(config.personWithoutSecret().strip());
        this.household = household;
        var talk = new ClockTalk(site, this::shownWithoutSecret);
        listener = new ClockListener(host, config.port(), new OpenLines(talk, patience), retryAfter, announce);
    }

    private static Optional<PersonId> person(String id) {
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(new PersonId(id));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PID + ": personWithoutSecret is no id of a person (" + e.getMessage()
                            + "); leave it empty for nobody",
                    e);
        }
    }

    private static Runnable announce(BundleContext context, HubEndpoint endpoint) {
        var properties = new Hashtable<String, Object>();
        properties.put(HubEndpoint.NAME, endpoint.name());
        properties.put(HubEndpoint.URI_PROPERTY, endpoint.uri().toString());
        var registration = context.registerService(HubEndpoint.class, endpoint, properties);
        return registration::unregister;
    }

    private Optional<PersonId> shownWithoutSecret() {
        return configured.filter(person -> household.person(person).isPresent());
    }

    @Activate
    void open() {
        listener.open();
    }

    @Deactivate
    void close() {
        listener.close();
    }

    @Override
    public String name() {
        return ClockListener.NAME;
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        if (listener.trouble().isPresent()) {
            return Health.warn(listener.trouble().get());
        }
        if (configured.isPresent() && shownWithoutSecret().isEmpty()) {
            return Health.warn("nobody of this home has the id in personWithoutSecret of " + PID
                    + ", so clocks without a secret are refused; correct it, or leave it empty");
        }
        return Health.ok(listener.uri()
                .map(uri -> "clocks can read the hub at " + uri)
                .orElse("the clocks' port is being opened"));
    }
}
