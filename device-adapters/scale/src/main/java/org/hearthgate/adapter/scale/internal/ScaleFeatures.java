package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hearthgate.adapter.conversation.gatt.Bits;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** What a scale says it can do: Weight Scale Feature (2A9E) and Body Composition Feature (2A9B), for the installer's eye. */
final class ScaleFeatures {
    private static final List<String> MASS_KILOGRAMS = List.of("0.5", "0.2", "0.1", "0.05", "0.02", "0.01", "0.005");
    private static final List<String> HEIGHT_METRES = List.of("0.01", "0.005", "0.001");
    private static final List<String> COMPOSITION = List.of(
            "TimeStamp",
            "MultipleUsers",
            "BasalMetabolism",
            "MusclePercentage",
            "MuscleMass",
            "FatFreeMass",
            "SoftLeanMass",
            "BodyWaterMass",
            "Impedance",
            "Weight",
            "Height");

    private ScaleFeatures() {}

    static Map<String, Object> ofWeightScale(byte[] octets) throws FrameException {
        int bits = bits(octets);
        return new FrameTree()
                .with("time", (bits & 1) != 0)
                .with("multi_user", (bits & 2) != 0)
                .with("bmi", (bits & 4) != 0)
                .with("weight_resolution_kg", step(MASS_KILOGRAMS, bits >> 3 & 0xF))
                .with("height_resolution_m", step(HEIGHT_METRES, bits >> 7 & 7))
                .toMap();
    }

    static Map<String, Object> ofBodyComposition(byte[] octets) throws FrameException {
        int bits = bits(octets);
        return new FrameTree()
                .with("features", Bits.words(bits, COMPOSITION))
                .with("mass_resolution_kg", step(MASS_KILOGRAMS, bits >> 11 & 0xF))
                .with("height_resolution_m", step(HEIGHT_METRES, bits >> 15 & 7))
                .toMap();
    }

    private static int bits(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int bits = (int) frame.unsigned32();
        frame.end();
        return bits;
    }

    private static Object step(List<String> steps, int index) {
        if (index == 0) {
            return "unspecified";
        }
        return index > steps.size() ? "reserved" : new BigDecimal(steps.get(index - 1));
    }
}
