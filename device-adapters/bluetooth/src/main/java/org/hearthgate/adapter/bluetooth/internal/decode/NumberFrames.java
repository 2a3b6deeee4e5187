package org.hearthgate.adapter.bluetooth.internal.decode;

import java.util.Locale;
import java.util.Map;
import org.hearthgate.adapter.bluetooth.internal.decode.CommonFrameDecoder.Reading;
import org.hearthgate.api.ieee11073.E2eCrc;
import org.hearthgate.api.ieee11073.FrameReader;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** The numbers of IEEE 11073 by themselves, and the check of CGM and insulin services. */
final class NumberFrames {
    static final Map<String, Reading> READINGS = Map.of(
            "SFLOAT",
            octets -> {
                var frame = FrameReader.littleEndian(octets);
                MedicalFloat value = frame.sfloat();
                frame.end();
                return Map.of("value", value.json());
            },
            "FLOAT",
            octets -> {
                var frame = FrameReader.littleEndian(octets);
                MedicalFloat value = frame.medicalFloat();
                frame.end();
                return Map.of("value", value.json());
            },
            "CRC16",
            octets -> Map.of("crc", String.format(Locale.ROOT, "%04x", E2eCrc.of(octets))));

    private NumberFrames() {}
}
