package org.hearthgate.adapter.bluetooth.internal.decode;

import static org.hearthgate.adapter.bluetooth.internal.decode.TimeFrames.reading;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hearthgate.adapter.bluetooth.internal.decode.CommonFrameDecoder.Reading;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** What a scale knows of its users, and how it is told of a new one. */
final class UserFrames {
    private static final List<String> RESULTS = List.of(
            "Reserved", "Success", "OpCodeNotSupported", "InvalidParameter", "OperationFailed", "UserNotAuthorized");

    static final Map<String, Reading> READINGS = Map.of(
            "2A80",
            reading((frame, to) -> to.put("age_years", frame.unsigned8())),
            "2A85",
            reading(UserFrames::date),
            "2A8C",
            reading(UserFrames::gender),
            "2A8E",
            reading((frame, to) -> to.put("height_m", BigDecimal.valueOf(frame.unsigned16(), 2))),
            "2A98",
            reading((frame, to) -> to.put(
                    "weight_kg", BigDecimal.valueOf(frame.unsigned16() * 5L, 3).stripTrailingZeros())),
            "2A99",
            reading((frame, to) -> to.put("increment", frame.unsigned32())),
            "2A9A",
            reading((frame, to) -> to.put("user", frame.unsigned8())),
            "2A9F",
            reading(UserFrames::controlPoint));

    private UserFrames() {}

    private static void date(FrameReader frame, Map<String, Object> to) throws FrameException {
        int year = frame.unsigned16();
        int month = frame.unsigned8();
        int day = frame.unsigned8();
        if (year != 0 && (year < 1582 || year > 9999) || month > 12 || day > 31) {
            throw new FrameException("range: no such date");
        }
        to.put("date", String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day));
    }

    private static void gender(FrameReader frame, Map<String, Object> to) throws FrameException {
        to.put(
                "gender",
                switch (frame.unsigned8()) {
                    case 0 -> "male";
                    case 1 -> "female";
                    case 2 -> "unspecified";
                    default -> "Reserved";
                });
    }

    private static void controlPoint(FrameReader frame, Map<String, Object> to) throws FrameException {
        int operation = frame.unsigned8();
        switch (operation) {
            case 0x01 -> {
                to.put("op", "RegisterNewUser");
                to.put("consent_code", frame.unsigned16());
            }
            case 0x02 -> {
                to.put("op", "Consent");
                to.put("user", frame.unsigned8());
                to.put("consent_code", frame.unsigned16());
            }
            case 0x03 -> to.put("op", "DeleteUserData");
            case 0x04 -> to.put("op", "ListAllUsers");
            case 0x05 -> {
                to.put("op", "DeleteUsers");
                to.put("user", frame.unsigned8());
            }
            case 0x20 -> {
                to.put("op", "Response");
                to.put("request", frame.unsigned8());
                int result = frame.unsigned8();
                to.put("result", result < RESULTS.size() ? RESULTS.get(result) : RESULTS.get(0));
                if (frame.remaining() > 0) {
                    to.put("parameter", HexFormat.of().formatHex(frame.octets(frame.remaining())));
                }
            }
            default -> throw new FrameException("no such operation");
        }
    }
}
