package org.hearthgate.adapter.pen.internal.frames;

import static org.hearthgate.adapter.pen.internal.frames.PhdWords.hex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.ieee11073.E2eCrc;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/**
 * Tells values of the Insulin Delivery Service 0x183A, which a pen may speak one day. Nothing in this room connects to it; it is here so
 * that a recorded frame can be looked at.
 */
final class InsulinServiceWords {
    private static final Map<Integer, String> THERAPY =
            Map.of(0x0F, "undetermined", 0x33, "stop", 0x3C, "pause", 0x55, "run");
    private static final Map<Integer, String> OPERATION = Map.of(
            0x0F, "undetermined",
            0x33, "off",
            0x3C, "standby",
            0x55, "preparing",
            0x5A, "priming",
            0x66, "waiting",
            0x96, "ready");
    private static final Map<Integer, String> ANNUNCIATION =
            Map.of(0x0F, "undetermined", 0x33, "pending", 0x3C, "snoozed", 0x55, "confirmed");
    private static final List<String> CHANGES = List.of(
            "TherapyControlState",
            "OperationalState",
            "ReservoirStatus",
            "AnnunciationStatus",
            "TotalDailyInsulin",
            "ActiveBasalRate",
            "ActiveBolus",
            "HistoryEventRecorded");
    private static final int PROTECTED = 0x01;

    private InsulinServiceWords() {}

    static boolean knows(String characteristic) {
        return List.of("2B20", "2B21", "2B22", "2B23", "2B28").contains(characteristic);
    }

    static Map<String, Object> decode(String characteristic, byte[] octets) throws FrameException {
        FrameReader in = FrameReader.littleEndian(octets);
        var json = new LinkedHashMap<String, Object>();
        switch (characteristic) {
            case "2B20" -> {
                int bits = in.unsigned16();
                var changed = new ArrayList<String>();
                for (int bit = 0; bit < CHANGES.size(); bit++) {
                    if ((bits >> bit & 1) != 0) {
                        changed.add(CHANGES.get(bit));
                    }
                }
                json.put("flags", hex(bits, 4));
                json.put("changed", changed);
                trailer(in, octets, json);
            }
            case "2B21" -> {
                json.put("therapy_control_state", word(THERAPY, in.unsigned8()));
                json.put("operational_state", word(OPERATION, in.unsigned8()));
                json.put("reservoir_remaining", BodyWords.number(in.sfloat()));
                int flags = in.unsigned8();
                json.put("flags", hex(flags, 2));
                json.put("reservoir_attached", (flags & 1) != 0);
                trailer(in, octets, json);
            }
            case "2B22" -> annunciation(in, octets, json);
            case "2B23" -> features(in, octets, json);
            case "2B28" -> {
                json.put("event", hex(in.unsigned16(), 4));
                json.put("sequence", in.unsigned32());
                json.put("offset_s", in.unsigned16());
                json.put("data", HexFormat.of().formatHex(in.octets(in.remaining())));
            }
            default -> throw new FrameException("unknown");
        }
        in.end();
        return json;
    }

    private static void annunciation(FrameReader in, byte[] octets, Map<String, Object> json) throws FrameException {
        int flags = in.unsigned8();
        json.put("flags", hex(flags, 2));
        if ((flags & 1) != 0) {
            json.put("instance", in.unsigned16());
            json.put("type", hex(in.unsigned16(), 4));
            json.put("status", word(ANNUNCIATION, in.unsigned8()));
            var more = new ArrayList<String>();
            for (int bit = 1; bit <= 5; bit++) {
                if ((flags >> bit & 1) != 0) {
                    more.add(hex(in.unsigned16(), 4));
                }
            }
            json.put("aux", more);
        }
        trailer(in, octets, json);
    }

    private static void features(FrameReader in, byte[] octets, Map<String, Object> json) throws FrameException {
        int crc = in.unsigned16();
        json.put("e2e_crc", hex(crc, 4));
        json.put("e2e_counter", in.unsigned8());
        json.put("insulin_iu_per_ml", BodyWords.number(in.sfloat()));
        byte[] flags = in.octets(in.remaining());
        if (flags.length < 3) {
            throw new FrameException("truncated");
        }
        int last = 2; // the uppermost bit of an octet says that there is one more
        while ((flags[last] & 0x80) != 0) {
            last++;
            if (last >= flags.length) {
                throw new FrameException("truncated");
            }
        }
        if (last != flags.length - 1) {
            throw new FrameException("length");
        }
        if ((flags[0] & PROTECTED) != 0) {
            json.put("crc", E2eCrc.of(octets, 2, octets.length - 2) == crc ? "ok" : "mismatch");
        }
        byte[] upwards = flags.clone();
        for (int i = 0; i < flags.length; i++) {
            upwards[i] = flags[flags.length - 1 - i];
        }
        json.put("flags", HexFormat.of().formatHex(upwards));
    }

    /** A counter and a check, where the device protects its values; whether it does only its features tell. */
    private static void trailer(FrameReader in, byte[] octets, Map<String, Object> json) throws FrameException {
        if (in.remaining() == 0) {
            json.put("crc", "absent");
        } else if (in.remaining() == 3) {
            json.put("e2e_counter", in.unsigned8());
            in.unsigned16();
            json.put("crc", E2eCrc.matches(Arrays.copyOf(octets, octets.length)) ? "ok" : "mismatch");
        } else {
            throw new FrameException("length");
        }
    }

    private static Object word(Map<Integer, String> words, int code) {
        String word = words.get(code);
        return word == null ? hex(code, 2) : word;
    }
}
