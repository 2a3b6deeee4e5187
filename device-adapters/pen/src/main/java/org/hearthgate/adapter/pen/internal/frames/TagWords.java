package org.hearthgate.adapter.pen.internal.frames;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** Tells commands to a Type-4 tag and its answers (ISO 7816-4). */
final class TagWords {
    private static final int SELECT = 0xA4;
    private static final int READ_BINARY = 0xB0;
    private static final int UPDATE_BINARY = 0xD6;

    private TagWords() {}

    static Map<String, Object> command(byte[] octets) throws FrameException {
        FrameReader in = FrameReader.bigEndian(octets);
        int classOctet = in.unsigned8();
        int instruction = in.unsigned8();
        int first = in.unsigned8();
        int second = in.unsigned8();
        var json = new LinkedHashMap<String, Object>();
        if (classOctet != 0) {
            throw new FrameException("command: of another class");
        }
        switch (instruction) {
            case SELECT -> {
                String name = HexFormat.of().formatHex(data(in));
                boolean byName = first == 4;
                json.put("cmd", byName ? "SELECT-AID" : "SELECT-FILE");
                json.put(byName ? "aid" : "file", name);
            }
            case READ_BINARY -> {
                json.put("cmd", "READ");
                json.put("offset", first << 8 | second);
                int length = in.unsigned8();
                in.end();
                json.put("length", length == 0 ? 256 : length);
            }
            case UPDATE_BINARY -> {
                json.put("cmd", "UPDATE");
                json.put("offset", first << 8 | second);
                update(first << 8 | second, data(in), json);
            }
            default -> throw new FrameException("command: no such instruction");
        }
        return json;
    }

    private static byte[] data(FrameReader in) throws FrameException {
        byte[] data = in.octets(in.unsigned8());
        if (in.remaining() == 1) {
            in.unsigned8(); // how long an answer is expected
        }
        in.end();
        return data;
    }

    private static void update(int offset, byte[] data, Map<String, Object> json) throws FrameException {
        if (offset != 0 || data.length < 2) {
            json.put("data", HexFormat.of().formatHex(data));
            return;
        }
        int length = (data[0] & 0xFF) << 8 | data[1] & 0xFF;
        json.put("nlen", length);
        if (length == data.length - 2 && length > 0) {
            json.put("ndef", PhdWords.record(Arrays.copyOfRange(data, 2, data.length)));
        } else if (data.length > 2) {
            throw new FrameException("length: the message is not as long as it says");
        }
    }

    static Map<String, Object> answer(byte[] octets) throws FrameException {
        if (octets.length < 2) {
            throw new FrameException(octets.length == 0 ? "empty" : "truncated");
        }
        var json = new LinkedHashMap<String, Object>();
        int data = octets.length - 2;
        json.put("sw", HexFormat.of().formatHex(octets, data, octets.length));
        if (data > 0) {
            json.put("data", HexFormat.of().formatHex(octets, 0, data));
        }
        return json;
    }
}
