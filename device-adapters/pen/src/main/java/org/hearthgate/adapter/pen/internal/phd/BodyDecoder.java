package org.hearthgate.adapter.pen.internal.phd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.adapter.pen.internal.phd.Body.ConfiguredObject;
import org.hearthgate.adapter.pen.internal.phd.Body.Dose;
import org.hearthgate.adapter.pen.internal.phd.Body.Segment;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** Reads what a message within an association carries; what it does not know is told as such and never guessed. */
final class BodyDecoder {
    private BodyDecoder() {}

    static Body decode(Choice choice, FrameReader in) throws FrameException {
        return switch (choice) {
            case EVENT_REPORT, CONFIRMED_EVENT_REPORT -> eventReport(in);
            case EVENT_REPORT_ANSWER -> eventReportAnswer(in);
            case GET -> get(in);
            case GET_ANSWER -> new Body.Attributes(in.unsigned16(), Attribute.list(in));
            case ACTION, CONFIRMED_ACTION -> {
                int handle = in.unsigned16();
                yield new Body.Action(handle, in.unsigned16(), in.octets(in.unsigned16()));
            }
            case ACTION_ANSWER -> actionAnswer(in);
            case REJECT -> new Body.Problem(in.unsigned16());
            case ERROR -> {
                int value = in.unsigned16();
                in.octets(in.unsigned16());
                yield new Body.Problem(value);
            }
            case SET, CONFIRMED_SET, SET_ANSWER -> other(in.unsigned16(), in);
        };
    }

    private static Body eventReport(FrameReader in) throws FrameException {
        int handle = in.unsigned16();
        long time = in.unsigned32();
        int event = in.unsigned16();
        byte[] octets = in.octets(in.unsigned16());
        FrameReader content = FrameReader.bigEndian(octets);
        Body body =
                switch (event) {
                    case Body.CONFIGURATION -> configuration(handle, time, content);
                    case Body.SEGMENT_DATA -> segmentData(handle, time, content);
                    default -> {
                        content.octets(content.remaining());
                        yield new Body.OtherEvent(handle, time, event, octets);
                    }
                };
        content.end();
        return body;
    }

    private static Body configuration(int handle, long time, FrameReader in) throws FrameException {
        int id = in.unsigned16();
        int count = in.unsigned16();
        FrameReader list = Attribute.part(in, in.unsigned16());
        var objects = new ArrayList<ConfiguredObject>();
        for (int i = 0; i < count; i++) {
            objects.add(new ConfiguredObject(list.unsigned16(), list.unsigned16(), Attribute.list(list)));
        }
        list.end();
        return new Body.Configuration(handle, time, id, List.copyOf(objects));
    }

    private static Body segmentData(int handle, long time, FrameReader in) throws FrameException {
        int segment = in.unsigned16();
        long index = in.unsigned32();
        long count = in.unsigned32();
        int status = in.unsigned16();
        int octets = in.unsigned16();
        if (octets != in.remaining()) {
            throw new FrameException("length: the piece of the log is not as long as it says");
        }
        if (octets != count * Dose.OCTETS) {
            throw new FrameException("count: the piece of the log does not hold as many entries as it says");
        }
        var doses = new ArrayList<Dose>();
        for (long i = 0; i < count; i++) {
            doses.add(new Dose(in.unsigned32(), (int) in.unsigned32(), in.unsigned16(), in.unsigned16()));
        }
        return new Body.SegmentData(handle, time, segment, index, count, status, octets, List.copyOf(doses));
    }

    private static Body eventReportAnswer(FrameReader in) throws FrameException {
        int handle = in.unsigned16();
        long time = in.unsigned32();
        int event = in.unsigned16();
        byte[] octets = in.octets(in.unsigned16());
        FrameReader content = FrameReader.bigEndian(octets);
        Body body =
                switch (event) {
                    case Body.CONFIGURATION ->
                        new Body.ConfigurationAnswer(handle, time, content.unsigned16(), content.unsigned16());
                    case Body.SEGMENT_DATA ->
                        new Body.SegmentDataAnswer(
                                handle,
                                time,
                                content.unsigned16(),
                                content.unsigned32(),
                                content.unsigned32(),
                                content.unsigned16());
                    default -> {
                        content.octets(content.remaining());
                        yield new Body.OtherEvent(handle, time, event, octets);
                    }
                };
        content.end();
        return body;
    }

    private static Body get(FrameReader in) throws FrameException {
        int handle = in.unsigned16();
        int count = in.unsigned16();
        FrameReader list = Attribute.part(in, in.unsigned16());
        var ids = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            ids.add(list.unsigned16());
        }
        list.end();
        return new Body.Get(handle, List.copyOf(ids));
    }

    private static Body actionAnswer(FrameReader in) throws FrameException {
        int handle = in.unsigned16();
        int action = in.unsigned16();
        FrameReader content = Attribute.part(in, in.unsigned16());
        Body body =
                switch (action) {
                    case Body.SEGMENT_INFO -> segmentInfo(handle, content);
                    case Body.SEGMENT_TRANSFER ->
                        new Body.TransferAnswer(handle, content.unsigned16(), content.unsigned16());
                    default -> other(handle, content);
                };
        content.end();
        return body;
    }

    private static Body segmentInfo(int handle, FrameReader in) throws FrameException {
        int count = in.unsigned16();
        FrameReader list = Attribute.part(in, in.unsigned16());
        var segments = new ArrayList<Segment>();
        for (int i = 0; i < count; i++) {
            segments.add(segment(list.unsigned16(), Attribute.list(list)));
        }
        list.end();
        return new Body.SegmentInfo(handle, List.copyOf(segments));
    }

    private static Segment segment(int instance, List<Attribute> attributes) throws FrameException {
        Optional<FrameReader> map = Attribute.find(attributes, Attribute.SEGMENT_MAP);
        Optional<FrameReader> label = Attribute.find(attributes, Attribute.SEGMENT_LABEL);
        OptionalLong timeout = Attribute.unsigned32(attributes, Attribute.TRANSFER_TIMEOUT);
        return new Segment(
                instance,
                map.isPresent() ? Optional.of(EntryMap.read(map.get())) : Optional.empty(),
                label.isPresent() ? Optional.of(Attribute.text(label.get())) : Optional.empty(),
                Attribute.unsigned32(attributes, Attribute.SEGMENT_USAGE),
                timeout.isPresent() ? OptionalLong.of(timeout.getAsLong() / 8) : OptionalLong.empty());
    }

    private static Body other(int handle, FrameReader in) throws FrameException {
        int octets = in.remaining();
        in.octets(octets);
        return new Body.Other(handle, octets);
    }
}
