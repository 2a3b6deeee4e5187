package org.hearthgate.adapter.vitals.internal;

import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** Reads the frames of the Health Thermometer service (0x1809). Pure. */
final class TemperatureDecoder {
    private TemperatureDecoder() {}

    /** {@return one Temperature Measurement (2A1C) or Intermediate Temperature (2A1E)} */
    static TemperatureMeasurement measurement(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int flags = frame.unsigned8();
        MedicalFloat value = frame.medicalFloat();
        Optional<DeviceDateTime> time = (flags & 2) != 0 ? Optional.of(frame.dateTime()) : Optional.empty();
        OptionalInt site = (flags & 4) != 0 ? OptionalInt.of(frame.unsigned8()) : OptionalInt.empty();
        frame.end();
        return new TemperatureMeasurement((flags & 1) != 0, value, time, site);
    }

    /** {@return the number of the site that a thermometer always measures at (2A1D)} */
    static int site(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int site = frame.unsigned8();
        frame.end();
        return site;
    }

    /** {@return seconds between two measurements (2A21), 0: only when asked for} */
    static int intervalSeconds(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        int seconds = frame.unsigned16();
        frame.end();
        return seconds;
    }
}
