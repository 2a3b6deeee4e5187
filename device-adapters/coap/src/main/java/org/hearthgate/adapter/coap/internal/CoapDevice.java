package org.hearthgate.adapter.coap.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One device that may speak to the hub over CoAP, as the installer paired it. Comes and goes while the hub runs. */
@Component(
        name = CoapDevice.PID,
        configurationPid = CoapDevice.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = CoapDevice.class)
@Designate(ocd = CoapDevice.Config.class, factory = true)
public final class CoapDevice {
    static final String PID = "org.hearthgate.adapter.coap.device";

    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_IDENTITY = 128;

    private final PersonId person;
    private final DeviceId device;
    private final Optional<String> key;
    private final String ownIdentity;

    /** Settings of one device. */
    @ObjectClassDefinition(name = "Device over CoAP")
    public @interface Config {
        @AttributeDefinition(
                name = "Person",
                description =
                        "Id of the person who wears or uses it; also the DTLS-PSK identity, unless one of its own is set")
        String person();

        @AttributeDefinition(
                name = "Label",
                description = "What the family calls it; 0 to 60 characters",
                required = false)
        String label() default "";

        @AttributeDefinition(
                name = "Device URN",
                description = "The SenML base name it sends, e.g. urn:dev:mac:0024befffe804ff1:")
        String deviceUrn();

        @AttributeDefinition(
                name = "Identity of its own",
                description =
                        "DTLS-PSK identity that opens for this device alone, e.g. its URN, so that it can be locked out alone "
                                + "when it is lost; empty: it uses the person's",
                required = false)
        String identity() default "";

        @AttributeDefinition(
                name = "Pre-shared key",
                description = "16 to 64 octets, taken as UTF-8 text exactly as written (coap-client -u person -k key). "
                        + "One key per identity; leave empty for plain CoAP only",
                type = AttributeType.PASSWORD,
                required = false)
        String _psk() default "";
    }

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which and what to do */
    @Activate
    public CoapDevice(Config config) {
        person = new PersonId(config.person());
        String urn = config.deviceUrn() == null ? "" : config.deviceUrn().strip();
        if (!DeviceUrn.isWellFormed(urn)) {
            throw new IllegalArgumentException(
                    PID + ": deviceUrn '" + urn + "' is not a device URN; write it like urn:dev:mac:0024befffe804ff1:");
        }
        device = new DeviceId(urn);
        int octets = config._psk().getBytes(StandardCharsets.UTF_8).length;
        if (octets != 0 && (octets < SHORTEST_KEY || octets > LONGEST_KEY)) {
            throw new IllegalArgumentException(PID + ": .psk of " + urn + " has " + octets + " octets; give it "
                    + SHORTEST_KEY + " to " + LONGEST_KEY + ", or none for plain CoAP only");
        }
        key = octets == 0 ? Optional.empty() : Optional.of(config._psk());
        ownIdentity = ownIdentity(config, urn);
        Labels.check(PID, config.label());
    }

    private static String ownIdentity(Config config, String urn) {
        String identity = config.identity() == null ? "" : config.identity().strip();
        if (identity.equals(config.person())) {
            return "";
        }
        if (identity.length() > LONGEST_IDENTITY || identity.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(PID + ": identity of " + urn + " must have at most " + LONGEST_IDENTITY
                    + " characters and no control character");
        }
        // else whoever is called so could not be told from the device
        if (PersonKeys.person(identity).isPresent()) {
            throw new IllegalArgumentException(PID + ": identity '" + identity + "' of " + urn
                    + " could be a person's id; use the device's URN, or a text with a capital letter or a colon");
        }
        return identity;
    }

    PersonId person() {
        return person;
    }

    DeviceId device() {
        return device;
    }

    Optional<String> key() {
        return key;
    }

    /** {@return the DTLS-PSK identity that its key belongs to} */
    String identity() {
        return ownIdentity.isEmpty() ? person.value() : ownIdentity;
    }

    /** {@return whether its key opens for it alone} */
    boolean hasOwnIdentity() {
        return !ownIdentity.isEmpty();
    }

    /** Names no key: this ends up in logs. */
    @Override
    public String toString() {
        return device.value();
    }
}
