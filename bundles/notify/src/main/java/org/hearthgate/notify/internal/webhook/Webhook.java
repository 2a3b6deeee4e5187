package org.hearthgate.notify.internal.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.notify.internal.Setting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A program somewhere that is told by a signed HTTP request: a school's, a telephone service's, one the family wrote. */
@Component(
        name = Webhook.PID,
        configurationPid = Webhook.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = Webhook.Config.class, factory = true)
public final class Webhook implements Channel {
    static final String PID = "org.hearthgate.notify.webhook";

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final int MOST_CALLED = 256;

    /** Settings of one web hook. */
    @ObjectClassDefinition(name = "Notify: web hook")
    public @interface Config {
        // required keys default to nothing, which is refused by name; without a default they would be null
        @AttributeDefinition(name = "Id", description = "Carers name it as webhook.<id>; 1 to 32 of a-z 0-9 -")
        String id() default "";

        @AttributeDefinition(name = "Label", description = "What the family calls it", required = false)
        String label() default "";

        @AttributeDefinition(name = "Address", description = "https://…, or http://… inside the house")
        String url() default "";

        @AttributeDefinition(
                name = "Secret",
                description = "whsec_ and 24 to 64 octets in base64, as the receiver has it (Standard Webhooks)",
                type = AttributeType.PASSWORD)
        String _secret() default "";

        @AttributeDefinition(name = "Timeout (seconds)", min = "1", max = "60")
        int timeoutSeconds() default 10;

        @AttributeDefinition(
                name = "Include the value",
                description = "Off: only name, rule and urgency are sent, no number and no sentence that holds one")
        boolean includeValue() default true;

        @AttributeDefinition(
                name = "Persons",
                description = "Ids of whom it is told about; none: of everybody. The hub's own alerts and tests always",
                required = false)
        String[] persons() default {};
    }

    private final HubClock clock;
    private final String id;
    private final String label;
    private final Destination destination;
    private final Message message;
    private final Post post;
    private final Set<PersonId> persons;

    /** Alerts it was called about and has not been told the end of, of this channel's own thread alone. */
    private final Set<String> called = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_CALLED;
        }
    });

    @Activate
    public Webhook(@Reference HubClock clock, Config config) {
        this.clock = clock;
        if (!ID.matcher(config.id()).matches()) {
            throw new IllegalArgumentException(PID + ": 'id' must be 1 to 32 of a-z 0-9 -, was '" + config.id() + "'");
        }
        id = "webhook." + config.id();
        label = config.label().isBlank() ? "Web hook " + config.id() : config.label();
        Duration timeout = Duration.ofSeconds(Setting.within(PID, "timeoutSeconds", config.timeoutSeconds(), 1, 60));
        try {
            destination = new Destination(config.url());
            post = new Post("notify-" + id + "-http", new Signature(config._secret()), timeout);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PID + "~" + config.id() + ": " + e.getMessage(), e);
        }
        message = new Message(config.includeValue());
        persons = Arrays.stream(config.persons()).map(PersonId::new).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean forEverybodyNear() {
        return false;
    }

    @Override
    public Receipt.Outcome deliver(Call call) throws ChannelException, InterruptedException {
        PersonId about = call.alert().person();
        if (!persons.isEmpty() && !about.equals(Alert.HUB) && !persons.contains(about)) {
            throw ChannelException.permanent("it is not told about this person; see 'persons' of " + PID + "~" + id);
        }
        Instant now = clock.now();
        post.send(destination.checked(), call.id(), now, message.of(call, now));
        called.add(call.alert().id());
        return Receipt.Outcome.SENT;
    }

    @Override
    public void quiet(Alert alert) throws ChannelException, InterruptedException {
        if (called.remove(alert.id())) {
            Instant now = clock.now();
            post.send(
                    destination.checked(), alert.id() + ".quiet." + now.toEpochMilli(), now, message.quiet(alert, now));
        }
    }

    @Deactivate
    void close() {
        post.close();
    }
}
