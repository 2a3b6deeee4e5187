package org.hearthgate.adapter.bluetooth.internal.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.hearthgate.adapter.bluetooth.internal.decode.CommonFrameDecoder.Reading;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** Who made a device, which one it is, and how full its battery is. */
final class DeviceFrames {
    private static final int FULL = 100;

    static final Map<String, Reading> READINGS = Map.ofEntries(
            Map.entry("2A00", DeviceFrames::text),
            Map.entry("2A19", TimeFrames.reading(DeviceFrames::battery)),
            Map.entry("2A23", TimeFrames.reading(DeviceFrames::systemId)),
            Map.entry("2A24", DeviceFrames::text),
            Map.entry("2A25", DeviceFrames::text),
            Map.entry("2A26", DeviceFrames::text),
            Map.entry("2A27", DeviceFrames::text),
            Map.entry("2A28", DeviceFrames::text),
            Map.entry("2A29", DeviceFrames::text),
            Map.entry("2A2A", octets -> Map.of("hex", HexFormat.of().formatHex(octets))),
            Map.entry("2A50", TimeFrames.reading(DeviceFrames::plugAndPlay)));

    private DeviceFrames() {}

    private static Map<String, Object> text(byte[] octets) throws FrameException {
        int length = octets.length;
        while (length > 0 && octets[length - 1] == 0) {
            length--; // some fill the field up
        }
        try {
            return Map.of(
                    "text",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(octets, 0, length))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new FrameException("no text: not UTF-8", e);
        }
    }

    private static void battery(FrameReader frame, Map<String, Object> to) throws FrameException {
        int percent = frame.unsigned8();
        if (percent > FULL) {
            throw new FrameException("range: more than 100 percent");
        }
        to.put("percent", percent);
    }

    private static void systemId(FrameReader frame, Map<String, Object> to) throws FrameException {
        byte[] octets = frame.octets(8);
        to.put("manufacturer_id_le", HexFormat.of().formatHex(octets, 0, 5));
        to.put("oui_le", HexFormat.of().formatHex(octets, 5, 8));
        byte[] turned = Arrays.copyOf(octets, octets.length);
        for (int i = 0; i < octets.length; i++) {
            turned[octets.length - 1 - i] = octets[i];
        }
        to.put("eui64", HexFormat.of().formatHex(turned));
    }

    private static void plugAndPlay(FrameReader frame, Map<String, Object> to) throws FrameException {
        to.put(
                "source",
                switch (frame.unsigned8()) {
                    case 1 -> "SIG";
                    case 2 -> "USB";
                    default -> "Reserved";
                });
        to.put("vendor", frame.unsigned16());
        to.put("product", frame.unsigned16());
        to.put("version", frame.unsigned16());
    }
}
