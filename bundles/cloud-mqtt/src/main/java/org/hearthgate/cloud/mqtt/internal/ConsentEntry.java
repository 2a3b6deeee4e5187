package org.hearthgate.cloud.mqtt.internal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One consent as a home writes it down. Deleting its configuration revokes it at once; a wrong one allows nothing. */
@Component(
        name = "org.hearthgate.cloud.consent",
        configurationPid = "org.hearthgate.cloud.consent",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = ConsentEntry.class)
@Designate(ocd = ConsentEntry.Config.class, factory = true)
public final class ConsentEntry {
    private static final Pattern RECIPIENT = Pattern.compile(CloudSettings.RECIPIENT_FORM);

    /** What a home sets. */
    @ObjectClassDefinition(
            name = "Cloud: consent of one person for one recipient",
            description = "Without a consent no health data of a person leaves the house")
    public @interface Config {
        @AttributeDefinition(name = "Recipient", description = "The recipient named in org.hearthgate.cloud.mqtt")
        String recipient() default CloudSettings.DEFAULT_RECIPIENT;

        @AttributeDefinition(name = "Person", description = "Id of the person whose data it is")
        String person() default "";

        @AttributeDefinition(name = "Granularity", description = "nothing, or summary-15min")
        String granularity() default "nothing";

        @AttributeDefinition(
                name = "Granted at",
                description = "ISO instant, e.g. 2026-03-02T12:00:00Z; nothing that was measured earlier is ever sent")
        String grantedAt() default "";

        @AttributeDefinition(
                name = "Pseudonym",
                description = "What the recipient sees instead of the person; empty: derived from the key",
                required = false)
        String pseudonym() default "";

        @AttributeDefinition(
                name = "Key of derived pseudonyms",
                description = "At least 16 random characters; never leaves the house",
                type = AttributeType.PASSWORD,
                required = false)
        String _pseudonymKey() default "";

        @AttributeDefinition(name = "Sensor interval (minutes)", min = "1", max = "15")
        int sensorIntervalMinutes() default 5;
    }

    private final Consent consent;

    /** @throws IllegalArgumentException if anything in it is not understood: then the person has not consented */
    @Activate
    public ConsentEntry(Config config) {
        if (!RECIPIENT.matcher(config.recipient()).matches()) {
            throw new IllegalArgumentException("recipient '" + config.recipient() + "' must be 1 to 48 of a-z 0-9 -");
        }
        var person = new PersonId(config.person());
        var granularity = Granularity.ofWord(config.granularity());
        boolean nothing = granularity == Granularity.NOTHING;
        consent = new Consent(
                config.recipient(),
                person,
                granularity,
                nothing ? "" : Pseudonym.choose(config.pseudonym(), config._pseudonymKey(), config.recipient(), person),
                nothing ? Instant.MAX : grantedAt(config),
                config.sensorIntervalMinutes());
    }

    private static Instant grantedAt(Config config) {
        try {
            return Instant.parse(config.grantedAt());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "grantedAt '" + config.grantedAt() + "' in the consent of '" + config.person()
                            + "' must be an ISO instant such as 2026-03-02T12:00:00Z: write when it was given",
                    e);
        }
    }

    Consent consent() {
        return consent;
    }
}
