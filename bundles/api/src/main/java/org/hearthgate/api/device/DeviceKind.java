package org.hearthgate.api.device;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of device that some adapter can serve, and how it is configured. Register as an OSGi service (whiteboard), present whether a
 * device of that kind is configured or not. Every such configuration has the keys {@link #PERSON} and {@link #LABEL}.
 */
@ConsumerType
public interface DeviceKind {
    /** Key of the person's id in a device's configuration. */
    String PERSON = "person";

    /** Key of what the family calls a device, e.g. {@code Anna's sensor}; 0 to 60 characters. */
    String LABEL = "label";

    /** {@return short stable name, e.g. {@code cgm}} */
    String id();

    /** {@return what the installer reads, e.g. {@code Continuous glucose sensor}} */
    String title();

    /** {@return factory PID of one device of this kind} */
    String factoryPid();

    /** {@return the key of the device's address in that configuration} */
    String addressKey();

    /**
     * {@return the settings this device should begin with, without person, label and address; empty when it is not of this kind} Any
     * thread, at once.
     */
    Optional<Map<String, Object>> settingsFor(HeardDevice device);

    /** {@return whether it must be paired before it can be assigned} */
    boolean wantsPairing();

    /** {@return whether its address is a person's own thing (a scale is used by everybody)} */
    default boolean shared() {
        return false;
    }
}
