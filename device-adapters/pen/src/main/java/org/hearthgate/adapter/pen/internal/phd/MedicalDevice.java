package org.hearthgate.adapter.pen.internal.phd;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/**
 * What a pen says of itself: the attributes of its medical device system.
 *
 * @param facts by the names that the shared vectors use, in the order in which they came
 */
public record MedicalDevice(Map<String, Object> facts) {
    private static final Map<Integer, String> PRODUCTION =
            Map.of(0, "unspecified", 1, "serial", 2, "part", 3, "hw", 4, "sw", 5, "fw", 6, "protocol", 7, "gmdn");

    /** Reads the attributes that it knows. */
    public static MedicalDevice of(Body.Attributes attributes) throws FrameException {
        var facts = new LinkedHashMap<String, Object>();
        for (Attribute attribute : attributes.attributes()) {
            FrameReader in = FrameReader.bigEndian(attribute.octets());
            switch (attribute.id()) {
                case Attribute.SYSTEM_ID ->
                    facts.put("system_id", HexFormat.of().formatHex(in.octets(in.unsigned16())));
                case Attribute.RELATIVE_TIME -> facts.put("relative_time", in.unsigned32());
                case Attribute.CONFIGURATION_ID -> facts.put("config_id", in.unsigned16());
                case Attribute.MODEL -> {
                    facts.put("manufacturer", unpadded(Attribute.text(in)));
                    facts.put("model", unpadded(Attribute.text(in)));
                }
                case Attribute.PRODUCTION -> production(in, facts);
                case Attribute.SPECIALIZATIONS -> specializations(in, facts);
                default -> in.octets(in.remaining());
            }
            in.end();
        }
        return new MedicalDevice(facts);
    }

    private static String unpadded(String text) {
        return text.replaceAll("\u0000+$", "");
    }

    private static void production(FrameReader in, Map<String, Object> facts) throws FrameException {
        int count = in.unsigned16();
        FrameReader list = Attribute.part(in, in.unsigned16());
        for (int i = 0; i < count; i++) {
            int kind = list.unsigned16();
            list.unsigned16(); // the part of the device it is about
            String text = Attribute.text(list);
            facts.putIfAbsent(PRODUCTION.getOrDefault(kind, "production-" + kind), text);
        }
        list.end();
    }

    private static void specializations(FrameReader in, Map<String, Object> facts) throws FrameException {
        int count = in.unsigned16();
        FrameReader list = Attribute.part(in, in.unsigned16());
        for (int i = 0; i < count; i++) {
            String text = list.unsigned16() + " v" + list.unsigned16();
            facts.merge("specialization", text, (before, more) -> before + ", " + more);
        }
        list.end();
    }

    /** {@return a fact that is a text, without what pads it; empty where there is none} */
    public Optional<String> text(String name) {
        return Optional.ofNullable(facts.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .map(text -> text.replace("\u0000", "").strip())
                .filter(text -> !text.isEmpty());
    }
}
