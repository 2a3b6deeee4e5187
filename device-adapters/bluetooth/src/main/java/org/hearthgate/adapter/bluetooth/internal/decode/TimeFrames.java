package org.hearthgate.adapter.bluetooth.internal.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.adapter.bluetooth.internal.decode.CommonFrameDecoder.Reading;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** Dates, times and zones, as the Current Time Service and its neighbours send them. */
final class TimeFrames {
    private static final List<String> DAYS = List.of("unknown", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> ADJUSTMENTS = List.of("Manual", "ExternalReference", "TimeZone", "DST");
    private static final List<String> SOURCES =
            List.of("Unknown", "NTP", "GPS", "RadioSignal", "Manual", "AtomicClock", "Cellular", "NotSynchronized");
    private static final int UNKNOWN_ZONE = -128;
    private static final int UNKNOWN_DST = 255;
    private static final int UNKNOWN = 255;

    static final Map<String, Reading> READINGS = Map.ofEntries(
            Map.entry("2A08", reading(TimeFrames::time)),
            Map.entry("2A09", reading(TimeFrames::dayOfWeek)),
            Map.entry("2A0A", reading(TimeFrames::dayDateTime)),
            Map.entry("2A0B", reading(TimeFrames::exactTime100)),
            Map.entry("2A0C", reading(TimeFrames::exactTime256)),
            Map.entry("2A0D", reading(TimeFrames::dst)),
            Map.entry("2A0E", reading(TimeFrames::zone)),
            Map.entry("2A0F", reading(TimeFrames::localTimeInformation)),
            Map.entry("2A11", reading(TimeFrames::timeWithDst)),
            Map.entry("2A12", reading((frame, to) -> to.put("accuracy_125ms", frame.unsigned8()))),
            Map.entry("2A13", reading(TimeFrames::source)),
            Map.entry("2A14", reading(TimeFrames::reference)),
            Map.entry("2A2B", reading(TimeFrames::currentTime)));

    private TimeFrames() {}

    /** One field or several, put in the order in which they are read. */
    interface Part {
        void read(FrameReader frame, Map<String, Object> to) throws FrameException;
    }

    /** {@return a reading that uses up the frame} */
    static Reading reading(Part part) {
        return octets -> {
            var frame = FrameReader.littleEndian(octets);
            var json = new LinkedHashMap<String, Object>();
            part.read(frame, json);
            frame.end();
            return json;
        };
    }

    private static void time(FrameReader frame, Map<String, Object> to) throws FrameException {
        DeviceDateTime time = frame.dateTime();
        if (!time.possible()) {
            throw new FrameException("range: no such date or time");
        }
        to.put("time", time.text());
    }

    private static void dayOfWeek(FrameReader frame, Map<String, Object> to) throws FrameException {
        int day = frame.unsigned8();
        if (day >= DAYS.size()) {
            throw new FrameException("range: no such day of the week");
        }
        to.put("dow", DAYS.get(day));
    }

    private static void dayDateTime(FrameReader frame, Map<String, Object> to) throws FrameException {
        time(frame, to);
        dayOfWeek(frame, to);
    }

    private static void exactTime100(FrameReader frame, Map<String, Object> to) throws FrameException {
        dayDateTime(frame, to);
        int fraction = frame.unsigned8();
        if (fraction > 99) {
            throw new FrameException("range: more than 99 hundredths");
        }
        to.put("fraction_100", fraction);
    }

    private static void exactTime256(FrameReader frame, Map<String, Object> to) throws FrameException {
        dayDateTime(frame, to);
        to.put("fraction_256", frame.unsigned8());
    }

    private static void currentTime(FrameReader frame, Map<String, Object> to) throws FrameException {
        exactTime256(frame, to);
        int reasons = frame.unsigned8();
        var adjust = new ArrayList<String>();
        for (int bit = 0; bit < ADJUSTMENTS.size(); bit++) {
            if ((reasons & 1 << bit) != 0) {
                adjust.add(ADJUSTMENTS.get(bit));
            }
        }
        to.put("adjust", List.copyOf(adjust));
    }

    private static void dst(FrameReader frame, Map<String, Object> to) throws FrameException {
        int offset = frame.unsigned8();
        switch (offset) {
            case 0, 2, 4, 8 -> to.put("dst_offset_min", offset * 15);
            case UNKNOWN_DST -> to.put("dst_offset_min", null);
            default -> throw new FrameException("range: no such daylight saving offset");
        }
    }

    private static void zone(FrameReader frame, Map<String, Object> to) throws FrameException {
        int quarters = frame.signed8();
        if (quarters != UNKNOWN_ZONE && (quarters < -48 || quarters > 56)) {
            throw new FrameException("range: no such time zone");
        }
        to.put("time_zone_min", quarters == UNKNOWN_ZONE ? null : quarters * 15);
    }

    private static void localTimeInformation(FrameReader frame, Map<String, Object> to) throws FrameException {
        zone(frame, to);
        dst(frame, to);
    }

    private static void timeWithDst(FrameReader frame, Map<String, Object> to) throws FrameException {
        time(frame, to);
        dst(frame, to);
    }

    private static void source(FrameReader frame, Map<String, Object> to) throws FrameException {
        int source = frame.unsigned8();
        to.put("source", source < SOURCES.size() ? SOURCES.get(source) : "Reserved");
    }

    private static void reference(FrameReader frame, Map<String, Object> to) throws FrameException {
        source(frame, to);
        to.put("accuracy_125ms", frame.unsigned8());
        int days = frame.unsigned8();
        int hours = frame.unsigned8();
        if (hours > 23 && hours != UNKNOWN) {
            throw new FrameException("range: more than 23 hours");
        }
        to.put("days", days);
        to.put("hours", hours);
    }
}
