package org.hearthgate.adapter.meter.internal;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.RawForm;

/** Reads the octets of the Glucose service (GLS 1.0). Pure: no clock, no radio; any thread. */
final class MeterDecoder {
    private static final int HAS_OFFSET = 0x01;
    private static final int HAS_SAMPLE = 0x02;
    private static final int MOLAR = 0x04;
    private static final int HAS_ANNUNCIATION = 0x08;
    private static final int CONTEXT_FOLLOWS = 0x10;

    private static final int HAS_CARBOHYDRATE = 0x01;
    private static final int HAS_MEAL = 0x02;
    private static final int HAS_TESTER = 0x04;
    private static final int HAS_EXERCISE = 0x08;
    private static final int HAS_MEDICATION = 0x10;
    private static final int LITRES = 0x20;
    private static final int HAS_HBA1C = 0x40;
    private static final int HAS_EXTENDED = 0x80;

    private MeterDecoder() {}

    static MeterMeasurement measurement(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        int flags = reader.unsigned8();
        int sequence = reader.unsigned16();
        DeviceDateTime base = date(reader);
        OptionalInt offset = (flags & HAS_OFFSET) == 0 ? OptionalInt.empty() : OptionalInt.of(reader.signed16());
        Optional<MeterMeasurement.Sample> sample =
                (flags & HAS_SAMPLE) == 0 ? Optional.empty() : Optional.of(sample(reader, (flags & MOLAR) != 0));
        Optional<Set<Annunciation>> said =
                (flags & HAS_ANNUNCIATION) == 0 ? Optional.empty() : Optional.of(Annunciation.of(reader.unsigned16()));
        reader.end();
        return new MeterMeasurement(sequence, base, offset, sample, said, (flags & CONTEXT_FOLLOWS) != 0, raw(octets));
    }

    private static MeterMeasurement.Sample sample(FrameReader reader, boolean molar) throws FrameException {
        MedicalFloat concentration = reader.sfloat();
        int from = reader.unsigned8();
        return new MeterMeasurement.Sample(concentration, molar, from & 0xF, from >>> 4);
    }

    private static DeviceDateTime date(FrameReader reader) throws FrameException {
        DeviceDateTime time = reader.dateTime();
        if (!time.possible()) {
            throw new FrameException("date out of range");
        }
        return time;
    }

    static MeterContext context(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        int flags = reader.unsigned8();
        int sequence = reader.unsigned16();
        OptionalInt extended = octet(reader, flags & HAS_EXTENDED);
        Optional<MeterContext.Carbohydrate> carbohydrate = (flags & HAS_CARBOHYDRATE) == 0
                ? Optional.empty()
                : Optional.of(new MeterContext.Carbohydrate(reader.unsigned8(), reader.sfloat()));
        OptionalInt meal = octet(reader, flags & HAS_MEAL);
        OptionalInt testerAndHealth = octet(reader, flags & HAS_TESTER);
        Optional<MeterContext.Exercise> exercise = (flags & HAS_EXERCISE) == 0
                ? Optional.empty()
                : Optional.of(new MeterContext.Exercise(reader.unsigned16(), reader.unsigned8()));
        Optional<MeterContext.Medication> medication = (flags & HAS_MEDICATION) == 0
                ? Optional.empty()
                : Optional.of(new MeterContext.Medication(reader.unsigned8(), reader.sfloat(), (flags & LITRES) != 0));
        Optional<MedicalFloat> hba1c = (flags & HAS_HBA1C) == 0 ? Optional.empty() : Optional.of(reader.sfloat());
        reader.end();
        return new MeterContext(
                sequence,
                extended,
                carbohydrate,
                meal,
                tester(testerAndHealth),
                exercise,
                medication,
                hba1c,
                raw(octets));
    }

    private static OptionalInt octet(FrameReader reader, int flag) throws FrameException {
        return flag == 0 ? OptionalInt.empty() : OptionalInt.of(reader.unsigned8());
    }

    private static Optional<MeterContext.Tester> tester(OptionalInt octet) {
        return octet.isEmpty()
                ? Optional.empty()
                : Optional.of(new MeterContext.Tester(octet.getAsInt() & 0xF, octet.getAsInt() >>> 4));
    }

    /** {@return the 16 bits of what the meter can do} */
    static int feature(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        int bits = reader.unsigned16();
        reader.end();
        return bits;
    }

    private static RawForm raw(byte[] octets) {
        return new RawForm("application/octet-stream", octets);
    }
}
