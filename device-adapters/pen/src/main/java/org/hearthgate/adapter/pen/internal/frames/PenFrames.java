package org.hearthgate.adapter.pen.internal.frames;

import java.util.Locale;
import java.util.Map;
import org.hearthgate.api.device.FrameDecoder;
import org.hearthgate.api.ieee11073.FrameException;
import org.osgi.service.component.annotations.Component;

/** Says what recorded octets of an insulin pen mean: on NFC from the command to the dose, and the Insulin Delivery Service. */
@Component(name = PenFrames.PID, configurationPid = PenFrames.PID, service = FrameDecoder.class)
public final class PenFrames implements FrameDecoder {
    static final String PID = "org.hearthgate.adapter.pen.frames";

    private static final String NFC = "NFC TYPE-4 / PHDC";
    private static final String INSULIN_DELIVERY = "183A";

    @Override
    public boolean knows(String service, String characteristic) {
        return switch (service.toUpperCase(Locale.ROOT)) {
            case NFC ->
                switch (characteristic.toUpperCase(Locale.ROOT)) {
                    case "11073-APDU", "NDEF-PHD", "APDU-C", "APDU-R" -> true;
                    default -> false;
                };
            case INSULIN_DELIVERY -> InsulinServiceWords.knows(number(characteristic));
            default -> false;
        };
    }

    /** {@return the assigned number of a characteristic that may be followed by its name} */
    private static String number(String characteristic) {
        return characteristic.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
    }

    @Override
    public Map<String, Object> decode(String service, String characteristic, byte[] octets) {
        try {
            if (octets.length == 0) {
                throw new FrameException("empty");
            }
            return switch (characteristic.toUpperCase(Locale.ROOT)) {
                case "11073-APDU" -> PhdWords.apdu(octets);
                case "NDEF-PHD" -> PhdWords.record(octets);
                case "APDU-C" -> TagWords.command(octets);
                case "APDU-R" -> TagWords.answer(octets);
                default -> InsulinServiceWords.decode(number(characteristic), octets);
            };
        } catch (FrameException e) {
            return Map.of("error", e.getMessage());
        }
    }
}
