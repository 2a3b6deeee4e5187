package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.adapter.coap.internal.lwm2m.Lwm2mPath;
import org.hearthgate.api.observation.RawForm;

/**
 * What a device tells of itself in object 3 of LwM2M: which one it is, and how full its battery is. Each is empty until it is told.
 *
 * @param model its model number (resource 1)
 * @param serial its serial number (resource 2)
 * @param battery its charge (resource 9)
 */
record DeviceFacts(Optional<String> model, Optional<String> serial, Optional<Charge> battery) {
    static final DeviceFacts NONE = new DeviceFacts(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int MODEL_NUMBER = 1;
    private static final int SERIAL_NUMBER = 2;
    private static final int BATTERY_LEVEL = 9;
    private static final int LONGEST_TEXT = 40;
    private static final BigDecimal FULL = BigDecimal.valueOf(100);

    /**
     * How full a battery is.
     *
     * @param percent 0 to 100
     * @param at when it was told
     * @param raw the octets that told it
     */
    record Charge(int percent, Instant at, RawForm raw) {}

    /** {@return what these records of object 3 tell; what is none of the three, or cannot be, is passed over} */
    static DeviceFacts of(List<SenmlRecord> records) {
        DeviceFacts facts = NONE;
        for (SenmlRecord senml : records) {
            facts = of(senml).or(facts);
        }
        return facts;
    }

    private static DeviceFacts of(SenmlRecord senml) {
        int resource = Lwm2mPath.of(senml.name()).map(Lwm2mPath::resource).orElse(-1);
        return switch (resource) {
            case MODEL_NUMBER -> new DeviceFacts(text(senml), Optional.empty(), Optional.empty());
            case SERIAL_NUMBER -> new DeviceFacts(Optional.empty(), text(senml), Optional.empty());
            case BATTERY_LEVEL -> new DeviceFacts(Optional.empty(), Optional.empty(), charge(senml));
            default -> NONE;
        };
    }

    /** A stranger's words end in a page and a log line. */
    private static Optional<String> text(SenmlRecord senml) {
        return senml.value()
                .flatMap(value -> value instanceof SenmlValue.Text text ? Optional.of(text.text()) : Optional.empty())
                .map(text -> text.replaceAll("[\\p{C}\\s]+", " ").strip())
                .map(text -> text.substring(
                        0, text.offsetByCodePoints(0, Math.min(LONGEST_TEXT, text.codePointCount(0, text.length())))))
                .filter(text -> !text.isEmpty());
    }

    private static Optional<Charge> charge(SenmlRecord senml) {
        return senml.value()
                .flatMap(value ->
                        value instanceof SenmlValue.Number number ? Optional.of(number.decimal()) : Optional.empty())
                .filter(percent -> percent.signum() >= 0 && percent.compareTo(FULL) <= 0)
                .map(percent -> new Charge(percent.intValue(), senml.time(), senml.raw()));
    }

    /** {@return these facts, with what they do not tell from others} */
    DeviceFacts or(DeviceFacts others) {
        return new DeviceFacts(model.or(others::model), serial.or(others::serial), battery.or(others::battery));
    }

    /** {@return them in words, e.g. {@code model T1, serial 0042, battery 80 %}; empty where nothing was told} */
    String words() {
        var words = new ArrayList<String>();
        model.ifPresent(text -> words.add("model " + text));
        serial.ifPresent(text -> words.add("serial " + text));
        battery.ifPresent(charge -> words.add("battery " + charge.percent() + " %"));
        return String.join(", ", words);
    }
}
