package org.hearthgate.adapter.pen.internal.frames;

import static org.hearthgate.adapter.pen.internal.frames.PhdWords.hex;
import static org.hearthgate.adapter.pen.internal.frames.PhdWords.put;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.adapter.pen.internal.phd.Attribute;
import org.hearthgate.adapter.pen.internal.phd.Body;
import org.hearthgate.adapter.pen.internal.phd.Choice;
import org.hearthgate.adapter.pen.internal.phd.EntryMap;
import org.hearthgate.adapter.pen.internal.phd.MedicalDevice;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** Tells what a message within an association carries. */
final class BodyWords {
    private static final Map<Integer, String> EVENTS =
            Map.of(Body.CONFIGURATION, "MDC_NOTI_CONFIG", Body.SEGMENT_DATA, "MDC_NOTI_SEGMENT_DATA");
    private static final Map<Integer, String> ACTIONS = Map.of(
            0x0C0C,
            "MDC_ACT_SEG_CLR",
            Body.SEGMENT_INFO,
            "MDC_ACT_SEG_GET_INFO",
            0x0C17,
            "MDC_ACT_SET_TIME",
            0x0C1B,
            "MDC_ACT_DATA_REQUEST",
            Body.SEGMENT_TRANSFER,
            "MDC_ACT_SEG_TRIG_XFER");
    private static final Map<Integer, String> STATUS =
            Map.of(Body.SegmentData.FIRST, "first", 0, "middle", Body.SegmentData.LAST, "last");
    private static final List<String> CONFIGURATION_RESULTS =
            List.of("accepted-config", "unsupported-config", "standard-config-unknown");
    private static final List<String> TRANSFER_RESULTS = List.of("ok", "no-such-segment", "try-later", "segment-empty");
    private static final Map<Integer, String> CLASSES = Map.of(
            Body.ConfiguredObject.ENUMERATION,
            "enumeration",
            Body.ConfiguredObject.NUMERIC,
            "numeric",
            9,
            "rt-sa",
            16,
            "scanner",
            Body.ConfiguredObject.STORE,
            "pm-store");

    private BodyWords() {}

    static void tell(Choice choice, Body body, Map<String, Object> json) throws FrameException {
        if (body instanceof Body.Configuration report) {
            event(report.handle(), report.eventTime(), Body.CONFIGURATION, json);
            json.put("config_id", report.configurationId());
            json.put("objects", objects(report.objects()));
        } else if (body instanceof Body.SegmentData data) {
            event(data.handle(), data.eventTime(), Body.SEGMENT_DATA, json);
            piece(data.segment(), data.index(), data.count(), json);
            json.put("status", STATUS.getOrDefault(data.status(), hex(data.status(), 4)));
            json.put("bytes", data.octets());
            json.put(
                    "doses",
                    data.doses().stream()
                            .map(dose -> dose(dose, data.eventTime()))
                            .toList());
        } else if (body instanceof Body.ConfigurationAnswer answer) {
            event(answer.handle(), answer.eventTime(), Body.CONFIGURATION, json);
            json.put("config_id", answer.configurationId());
            json.put("config_result", word(CONFIGURATION_RESULTS, answer.result()));
        } else if (body instanceof Body.SegmentDataAnswer answer) {
            event(answer.handle(), answer.eventTime(), Body.SEGMENT_DATA, json);
            piece(answer.segment(), answer.index(), answer.count(), json);
            json.put("status", hex(answer.status(), 4));
        } else if (body instanceof Body.OtherEvent other) {
            event(other.handle(), other.eventTime(), other.event(), json);
            json.put("content", HexFormat.of().formatHex(other.content()));
        } else if (body instanceof Body.Get get) {
            json.put("handle", get.handle());
            json.put("attr_count", get.attributes().size());
            if (!get.attributes().isEmpty()) {
                json.put(
                        "attributes",
                        get.attributes().stream().map(id -> hex(id, 4)).toList());
            }
        } else if (body instanceof Body.Attributes attributes) {
            json.put("handle", attributes.handle());
            json.put("attributes", MedicalDevice.of(attributes).facts());
        } else if (body instanceof Body.Action action) {
            json.put("handle", action.handle());
            json.put("action", ACTIONS.getOrDefault(action.action(), hex(action.action(), 4)));
            json.put("argument", HexFormat.of().formatHex(action.argument()));
        } else if (body instanceof Body.SegmentInfo info) {
            json.put("handle", info.handle());
            json.put("action", ACTIONS.get(Body.SEGMENT_INFO));
            json.put(
                    "segments", info.segments().stream().map(BodyWords::segment).toList());
        } else if (body instanceof Body.TransferAnswer answer) {
            json.put("handle", answer.handle());
            json.put("action", ACTIONS.get(Body.SEGMENT_TRANSFER));
            json.put("segment", answer.segment());
            json.put("response", word(TRANSFER_RESULTS, answer.response()));
        } else if (body instanceof Body.Problem problem) {
            json.put(choice == Choice.REJECT ? "problem" : "error_value", problem.value());
        } else if (body instanceof Body.Other other) {
            json.put("handle", other.handle());
            json.put("octets", other.octets());
        }
    }

    private static void event(int handle, long time, int event, Map<String, Object> json) {
        json.put("handle", handle);
        json.put("event_time", time);
        json.put("event", EVENTS.getOrDefault(event, hex(event, 4)));
    }

    private static void piece(int segment, long index, long count, Map<String, Object> json) {
        json.put("segment", segment);
        json.put("index", index);
        json.put("count", count);
    }

    private static Object word(List<String> words, int code) {
        return code < words.size() ? words.get(code) : code;
    }

    private static Map<String, Object> dose(Body.Dose dose, long eventTime) {
        var json = new LinkedHashMap<String, Object>();
        json.put("time", dose.time());
        json.put("age_s", eventTime - dose.time());
        json.put("units", number(dose.units()));
        json.put("med_status", hex(dose.status(), 4));
        json.put("private", hex(dose.privateUse(), 4));
        return json;
    }

    /** {@return the number, or the word that the vectors use where there is none} */
    static Object number(MedicalFloat number) {
        return switch (number.kind()) {
            case NUMBER -> number.number().orElseThrow();
            case NAN -> "NaN";
            case NRES -> "NRes";
            case POSITIVE_INFINITY -> "+INF";
            case NEGATIVE_INFINITY -> "-INF";
            case RESERVED -> "reserved";
        };
    }

    private static List<Map<String, Object>> objects(List<Body.ConfiguredObject> objects) throws FrameException {
        var all = new java.util.ArrayList<Map<String, Object>>();
        for (Body.ConfiguredObject object : objects) {
            var json = new LinkedHashMap<String, Object>();
            json.put("class", CLASSES.getOrDefault(object.objectClass(), "class-" + object.objectClass()));
            json.put("handle", object.handle());
            for (Attribute attribute : object.attributes()) {
                FrameReader in = FrameReader.bigEndian(attribute.octets());
                switch (attribute.id()) {
                    case Attribute.TYPE -> json.put("type", in.unsigned16() + "::" + in.unsigned16());
                    case Attribute.CAPACITY -> json.put("capacity", in.unsigned32());
                    case Attribute.SEGMENTS -> json.put("segments", in.unsigned16());
                    case Attribute.USAGE -> json.put("usage", in.unsigned32());
                    case Attribute.UNIT -> json.put("unit", in.unsigned16());
                    case Attribute.VALUE_MAP ->
                        json.put("value_map", HexFormat.of().formatHex(in.octets(in.remaining())));
                    default -> in.octets(in.remaining());
                }
                in.end();
            }
            all.add(json);
        }
        return all;
    }

    private static Map<String, Object> segment(Body.Segment segment) {
        var json = new LinkedHashMap<String, Object>();
        json.put("instance", segment.instance());
        put(json, "map_header", segment.map().map(EntryMap::header).map(header -> hex(header, 4)));
        put(json, "label", segment.label());
        segment.usage().ifPresent(usage -> json.put("usage", usage));
        segment.timeoutMillis().ifPresent(millis -> json.put("transfer_timeout_ms", millis));
        return json;
    }
}
