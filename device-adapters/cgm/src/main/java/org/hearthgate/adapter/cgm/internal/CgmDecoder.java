package org.hearthgate.adapter.cgm.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.E2eCrc;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.RawForm;

/** Reads the octets of the CGM service (CGMS 1.0.2). Pure: no clock, no radio; any thread. */
final class CgmDecoder {
    private static final int HAS_TREND = 0x01;
    private static final int HAS_QUALITY = 0x02;
    private static final int SHORTEST_RECORD = 6;
    private static final int CHECK_OCTETS = 2;
    private static final int NO_CHECK = 0xFFFF;
    private static final int ZONE_UNKNOWN = -128;
    private static final int DAYLIGHT_UNKNOWN = 255;

    private CgmDecoder() {}

    /** Reads a measurement frame as far as it can be read. */
    static CgmFrame measurements(byte[] frame, OctetOrder order) {
        var records = new ArrayList<CgmMeasurement>();
        if (frame.length == 0) {
            return new CgmFrame(records, Optional.of("empty"));
        }
        for (int from = 0; from < frame.length; ) {
            int size = frame[from] & 0xFF;
            if (size < SHORTEST_RECORD || from + size > frame.length) {
                return new CgmFrame(records, Optional.of("size"));
            }
            try {
                records.add(measurement(Arrays.copyOfRange(frame, from, from + size), order));
            } catch (FrameException e) {
                return new CgmFrame(records, Optional.of(e.getMessage()));
            }
            from += size;
        }
        return new CgmFrame(records, Optional.empty());
    }

    private static CgmMeasurement measurement(byte[] octets, OctetOrder order) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        reader.unsigned8();
        int flags = reader.unsigned8();
        MedicalFloat glucose = reader.sfloat();
        int offset = reader.unsigned16();
        Optional<Set<Annunciation>> said = said(reader, flags, order);
        Optional<MedicalFloat> trend = (flags & HAS_TREND) == 0 ? Optional.empty() : Optional.of(reader.sfloat());
        Optional<MedicalFloat> quality = (flags & HAS_QUALITY) == 0 ? Optional.empty() : Optional.of(reader.sfloat());
        return new CgmMeasurement(
                glucose,
                offset,
                said,
                trend,
                quality,
                check(octets, reader),
                new RawForm("application/octet-stream", octets));
    }

    private static Optional<Set<Annunciation>> said(FrameReader reader, int flags, OctetOrder order)
            throws FrameException {
        int bits = 0;
        boolean any = false;
        for (int flag : order.flags()) {
            if ((flags & flag) != 0) {
                any = true;
                int octet = reader.unsigned8();
                bits |= flag == 0x80 ? octet : flag == 0x40 ? octet << 8 : octet << 16;
            }
        }
        return any ? Optional.of(Annunciation.of(bits)) : Optional.empty();
    }

    static CgmFeature feature(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        int bits = reader.unsigned24();
        int sample = reader.unsigned8();
        var bare = new CgmFeature(bits, sample & 0xF, sample >>> 4, Check.ABSENT);
        int crc = reader.unsigned16();
        reader.end();
        Check check = bare.checked() || crc != NO_CHECK
                ? E2eCrc.matches(octets) ? Check.OK : Check.MISMATCH
                : Check.UNSUPPORTED;
        return new CgmFeature(bits, bare.type(), bare.location(), check);
    }

    static CgmStatus status(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        int offset = reader.unsigned16();
        Set<Annunciation> said = Annunciation.of(reader.unsigned24());
        return new CgmStatus(offset, said, check(octets, reader));
    }

    static SessionStart sessionStart(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        DeviceDateTime local = reader.dateTime();
        int quarters = reader.signed8();
        int daylight = reader.unsigned8();
        Check check = check(octets, reader);
        requireDate(local);
        if (quarters != ZONE_UNKNOWN && (quarters < -48 || quarters > 56)) {
            throw new FrameException("zone out of range");
        }
        if (daylight != DAYLIGHT_UNKNOWN && daylight != 0 && daylight != 2 && daylight != 4 && daylight != 8) {
            throw new FrameException("daylight saving out of range");
        }
        return new SessionStart(
                local,
                quarters == ZONE_UNKNOWN ? OptionalInt.empty() : OptionalInt.of(quarters * 15),
                daylight == DAYLIGHT_UNKNOWN ? OptionalInt.empty() : OptionalInt.of(daylight * 15),
                check);
    }

    private static void requireDate(DeviceDateTime time) throws FrameException {
        if (!time.possible()) {
            throw new FrameException("date out of range");
        }
    }

    static RunTime runTime(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        int hours = reader.unsigned16();
        return new RunTime(hours, check(octets, reader));
    }

    static OpsControl opsControl(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        OpsControl.Operation operation =
                OpsControl.Operation.of(reader.unsigned8()).orElseThrow(() -> new FrameException("reserved op code"));
        OpsControl.Operand operand =
                switch (operation.shape()) {
                    case NOTHING -> new OpsControl.Operand.Nothing();
                    case INTERVAL -> new OpsControl.Operand.Interval(reader.unsigned8());
                    case CALIBRATION -> calibration(reader);
                    case RECORD -> new OpsControl.Operand.CalibrationNumber(reader.unsigned16());
                    case LEVEL -> new OpsControl.Operand.Level(reader.sfloat());
                    case ANSWER ->
                        new OpsControl.Operand.Answer(OpsControl.Operation.of(reader.unsigned8()), reader.unsigned8());
                };
        return new OpsControl(operation, operand, check(octets, reader));
    }

    private static OpsControl.Operand calibration(FrameReader reader) throws FrameException {
        MedicalFloat mgPerDl = reader.sfloat();
        int at = reader.unsigned16();
        int sample = reader.unsigned8();
        return new OpsControl.Operand.Calibration(
                mgPerDl, at, sample & 0xF, sample >>> 4, reader.unsigned16(), reader.unsigned16(), reader.unsigned8());
    }

    /** Whatever is left of a value is its check: two octets or none. */
    private static Check check(byte[] octets, FrameReader reader) throws FrameException {
        if (reader.remaining() == 0) {
            return Check.ABSENT;
        }
        if (reader.remaining() != CHECK_OCTETS) {
            throw new FrameException("length");
        }
        reader.unsigned16();
        return E2eCrc.matches(octets) ? Check.OK : Check.MISMATCH;
    }
}
