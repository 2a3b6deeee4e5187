package org.hearthgate.api.device;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** An adapter that listens to devices. Register as an OSGi service (whiteboard), so that pages can show what is heard. */
@ConsumerType
public interface DeviceAdapter {
    /** {@return short stable name, e.g. {@code coap}} */
    String name();

    /** {@return the devices it knows and how they fare; any thread, returns at once} */
    List<DeviceStatus> devices();
}
