package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.FrameDecoder;
import org.osgi.service.component.annotations.Component;

/** Shows the installer what a recorded SenML pack says: its records as written, and what they mean once resolved. */
@Component(name = "org.hearthgate.adapter.coap.frames", configurationPid = "org.hearthgate.adapter.coap.frames")
public final class SenmlFrames implements FrameDecoder {
    @Override
    public boolean knows(String service, String characteristic) {
        return service.toUpperCase(Locale.ROOT).startsWith("COAP")
                && format(characteristic).isPresent();
    }

    private static Optional<SenmlFormat> format(String characteristic) {
        String name = characteristic.toLowerCase(Locale.ROOT);
        if (name.contains("cbor") || name.contains("112")) {
            return Optional.of(SenmlFormat.CBOR);
        }
        return name.contains("json") || name.contains("110") ? Optional.of(SenmlFormat.JSON) : Optional.empty();
    }

    @Override
    public Map<String, Object> decode(String service, String characteristic, byte[] octets) {
        SenmlFormat format = format(characteristic).orElseThrow();
        try {
            List<SenmlReader.Fields> written = SenmlReader.read(octets, format);
            // counted from 1970, a relative time stays the number that was written
            SenmlPack pack = SenmlDecoder.decode(octets, format, Instant.EPOCH);
            if (!pack.refused().isEmpty()) {
                SenmlRefusal first = pack.refused().get(0);
                return Map.of("error", "record " + first.position() + ": " + first.reason());
            }
            var tree = new LinkedHashMap<String, Object>();
            tree.put(
                    "records",
                    written.stream().map(fields -> asWritten(fields, format)).toList());
            var resolved = new ArrayList<Object>();
            boolean timed = false;
            for (int i = 0; i < written.size(); i++) {
                Map<SenmlLabel, Object> fields = written.get(i).fields();
                timed |= fields.containsKey(SenmlLabel.BASE_TIME);
                resolved.add(resolved(pack.records().get(i), timed || fields.containsKey(SenmlLabel.TIME), format));
            }
            tree.put("resolved", resolved);
            return tree;
        } catch (SenmlException e) {
            return Map.of("error", e.getMessage());
        }
    }

    private static Map<String, Object> asWritten(SenmlReader.Fields fields, SenmlFormat format) {
        var record = new LinkedHashMap<String, Object>();
        fields.fields()
                .forEach((label, value) -> record.put(
                        label.word(), label == SenmlLabel.DATA_VALUE ? data((String) value, format) : plain(value)));
        return record;
    }

    private static Map<String, Object> resolved(SenmlRecord senml, boolean timed, SenmlFormat format) {
        var record = new LinkedHashMap<String, Object>();
        record.put("name", senml.name());
        senml.unit().ifPresent(unit -> record.put("unit", unit));
        senml.value().ifPresent(value -> put(value, format, record));
        senml.sum().ifPresent(sum -> record.put("s", plain(sum)));
        if (timed) {
            record.put("time", plain(BigDecimal.valueOf(senml.time().toEpochMilli(), 3)));
        }
        return record;
    }

    private static void put(SenmlValue value, SenmlFormat format, Map<String, Object> record) {
        if (value instanceof SenmlValue.Number number) {
            record.put("v", plain(number.decimal()));
        } else if (value instanceof SenmlValue.Text text) {
            record.put("vs", text.text());
        } else if (value instanceof SenmlValue.Flag flag) {
            record.put("vb", flag.on());
        } else if (value instanceof SenmlValue.Data data) {
            record.put("vd", data(data.hex(), format));
        }
    }

    /** As it was written: base64 in JSON; CBOR has real octets, which are shown in hex. */
    private static String data(String hex, SenmlFormat format) {
        return format == SenmlFormat.CBOR
                ? hex
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(hex));
    }

    /** 72.0 and 72 are one number, and 7E+1 is hard to read. */
    private static Object plain(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            return value;
        }
        BigDecimal stripped = decimal.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
