package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.hearthgate.adapter.coap.internal.lwm2m.Lwm2mPath;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;

/**
 * What one observed sensor says, as observations of one known device. Pure.
 *
 * @param person whose it is
 * @param device its name in the record
 * @param path of its resource
 * @param measurement what a bare number or an object without application type measures; empty for not told
 * @param unit of a bare number; empty for none
 */
record SensorPayload(
        PersonId person, DeviceId device, String path, Optional<String> measurement, Optional<String> unit) {
    private static final int TEXT_PLAIN = 0;
    private static final int LONGEST_TEXT = 64;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,12}(\\.\\d{1,12})?([eE][+-]?\\d{1,2})?");

    /**
     * What a sensor said.
     *
     * @param made what can be kept
     * @param refused what cannot
     * @param facts what it told of itself
     */
    record Said(List<SenmlObservations.Made> made, List<SenmlRefusal> refused, DeviceFacts facts) {}

    /**
     * {@return what can be kept and what cannot}
     *
     * @param contentFormat as told; absent means plain text
     * @throws SenmlException if nothing of the body may be read
     */
    Said read(byte[] body, OptionalInt contentFormat, Instant now) throws SenmlException {
        int format = contentFormat.orElse(TEXT_PLAIN);
        Optional<SenmlFormat> senml = SenmlFormat.ofContentFormat(format);
        List<SenmlRecord> records;
        List<SenmlRefusal> refused = new ArrayList<>();
        if (senml.isPresent()) {
            SenmlPack pack = SenmlDecoder.decode(body, senml.get(), now);
            records = pack.records();
            refused.addAll(pack.refused());
        } else if (format == TlvRecords.CONTENT_FORMAT) {
            records = TlvRecords.of(body, path, now);
        } else if (format == TEXT_PLAIN) {
            records = List.of(bare(body, now));
        } else {
            throw new SenmlException("Content-Format " + format
                    + " is not read here; have it send 110, 112, 11542 or 0, or set 'accept' to one of them");
        }
        Lwm2mRecords.Result plain = Lwm2mRecords.translate(records, measurement);
        var result = plain.doubting(SenmlObservations.of(plain.records(), person, device, now));
        refused.addAll(plain.refused());
        refused.addAll(result.refused());
        return new Said(result.made(), refused, DeviceFacts.of(plain.about()));
    }

    private SenmlRecord bare(byte[] body, Instant now) throws SenmlException {
        String text = body.length > LONGEST_TEXT ? "" : new String(body, StandardCharsets.UTF_8).strip();
        SenmlValue value;
        if (NUMBER.matcher(text).matches()) {
            value = new SenmlValue.Number(new BigDecimal(text));
        } else if (text.equals("LOW") || text.equals("HIGH")) {
            value = new SenmlValue.Text(text);
        } else {
            throw new SenmlException("plain text that is no number");
        }
        String name = Lwm2mPath.of(path).isPresent() ? path : measurement.orElse("");
        if (name.isEmpty()) {
            throw new SenmlException("a bare number does not say what it measures; set 'measurement' and 'unit'");
        }
        var raw = new RawForm("text/plain", body);
        return new SenmlRecord(1, name, unit, Optional.of(value), Optional.empty(), now, raw);
    }
}
