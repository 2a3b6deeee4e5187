package org.hearthgate.api.hub;

import java.net.URI;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An address at which the hub can be reached. Register as an OSGi service as soon as it is really bound, with the same values as service
 * properties {@link #NAME} and {@link #URI_PROPERTY}, so that a launcher can print it without knowing this type.
 */
@ConsumerType
public interface HubEndpoint {
    String NAME = "hearthgate.endpoint.name";
    String URI_PROPERTY = "hearthgate.endpoint.uri";

    /** {@return e.g. {@code coap}, {@code coaps}, {@code http}} */
    String name();

    /** {@return the address with the port really bound} */
    URI uri();
}
