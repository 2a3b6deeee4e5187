package org.hearthgate.adapter.pen.internal.phd;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** What a message within an association carries. */
public sealed interface Body {
    int CONFIGURATION = 0x0D1C;
    int SEGMENT_DATA = 0x0D21;
    int SEGMENT_INFO = 0x0C0D;
    int SEGMENT_TRANSFER = 0x0C1C;

    /** An event time that says nothing. */
    long NO_TIME = 0xFFFF_FFFFL;

    /** The agent tells which objects it has. */
    record Configuration(int handle, long eventTime, int configurationId, List<ConfiguredObject> objects)
            implements Body {
        /** {@return the store of the log} */
        public Optional<ConfiguredObject> store() {
            return objects.stream()
                    .filter(object -> object.objectClass() == ConfiguredObject.STORE)
                    .findFirst();
        }
    }

    /**
     * The agent sends a piece of its log.
     *
     * @param eventTime seconds on the pen's clock when it sent this
     * @param index of the first entry; 0 is the newest
     * @param status bits: 0x8000 first piece, 0x4000 last
     * @param doses in the order of the log, newest first
     */
    record SegmentData(
            int handle, long eventTime, int segment, long index, long count, int status, int octets, List<Dose> doses)
            implements Body {
        public static final int FIRST = 0x8000;
        public static final int LAST = 0x4000;
    }

    /** An event that is neither. */
    record OtherEvent(int handle, long eventTime, int event, byte[] content) implements Body {
        @Override
        public boolean equals(Object other) {
            return other instanceof OtherEvent that
                    && handle == that.handle
                    && eventTime == that.eventTime
                    && event == that.event
                    && java.util.Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return 31 * event + java.util.Arrays.hashCode(content);
        }
    }

    /** The manager takes or refuses the configuration. */
    record ConfigurationAnswer(int handle, long eventTime, int configurationId, int result) implements Body {}

    /** The manager confirms a piece of the log. */
    record SegmentDataAnswer(int handle, long eventTime, int segment, long index, long count, int status)
            implements Body {}

    /** The manager asks for attributes: all of them when none is named. */
    record Get(int handle, List<Integer> attributes) implements Body {}

    /** The agent's attributes. */
    record Attributes(int handle, List<Attribute> attributes) implements Body {}

    /** The manager asks for something to be done. The argument is not to be changed. */
    record Action(int handle, int action, byte[] argument) implements Body {
        @Override
        public boolean equals(Object other) {
            return other instanceof Action that
                    && handle == that.handle
                    && action == that.action
                    && java.util.Arrays.equals(argument, that.argument);
        }

        @Override
        public int hashCode() {
            return 31 * action + java.util.Arrays.hashCode(argument);
        }
    }

    /** The agent tells which logs it has. */
    record SegmentInfo(int handle, List<Segment> segments) implements Body {}

    /** The agent says whether it is going to send a log; 0 is yes. */
    record TransferAnswer(int handle, int segment, int response) implements Body {}

    /** A request was refused or failed: the value of the standard. */
    record Problem(int value) implements Body {}

    /** Anything else, of which only the handle is understood. */
    record Other(int handle, int octets) implements Body {}

    /**
     * An object of a configuration.
     *
     * @param objectClass 5 enumeration, 6 numeric, 61 store
     */
    record ConfiguredObject(int objectClass, int handle, List<Attribute> attributes) {
        public static final int ENUMERATION = 5;
        public static final int NUMERIC = 6;
        public static final int STORE = 61;
    }

    /**
     * A log.
     *
     * @param map how its entries are laid out; empty where it does not tell
     * @param usage how many entries it has
     * @param timeoutMillis how long a transfer may take
     */
    record Segment(
            int instance,
            Optional<EntryMap> map,
            Optional<String> label,
            OptionalLong usage,
            OptionalLong timeoutMillis) {}

    /**
     * One entry of the log.
     *
     * @param time seconds on the pen's clock, 0 to 2^32 - 1
     * @param unitsBits insulin in IU as sent, a FLOAT
     * @param status 0x0800 for a dose the pen has no doubt of
     * @param privateUse the maker's own
     */
    record Dose(long time, int unitsBits, int status, int privateUse) {
        public static final int OCTETS = 12;
        public static final int GOOD = 0x0800;

        /** {@return insulin in IU, which may be no number} */
        public MedicalFloat units() {
            return MedicalFloat.ofFloat(unitsBits);
        }
    }
}
