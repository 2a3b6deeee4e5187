package org.hearthgate.api.device;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what octets of a device mean, by the very decoder that its adapter uses, so that an installer and {@code hub decode} can look at a
 * recorded frame. Register as an OSGi service (whiteboard).
 */
@ConsumerType
public interface FrameDecoder {
    /**
     * {@return whether it knows such frames}
     *
     * @param service assigned number in upper case, e.g. {@code 181F}, or the name that the vectors use for it
     * @param characteristic likewise, e.g. {@code 2AA7}
     */
    boolean knows(String service, String characteristic);

    /**
     * Decodes one frame it knows. Any thread; never throws for bad octets.
     *
     * @return a JSON object: texts, booleans, integers, {@link java.math.BigDecimal}s, lists and maps of these in the order they are to be
     *     read; {@code error} where the octets are not such a frame
     */
    Map<String, Object> decode(String service, String characteristic, byte[] octets);
}
