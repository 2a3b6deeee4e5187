package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.RawForm;

/**
 * Octets to resolved records, by RFC 8428. Pure: no clock, no network, no state between packs; safe on every thread.
 *
 * <p>All arithmetic is decimal, so that 0.57 kg/m3 is 57 mg/dL and not 56.99999999999999.
 */
final class SenmlDecoder {
    private static final BigDecimal HIGHEST_VERSION = BigDecimal.TEN;
    /** RFC 8428, section 4.5.3: smaller times count from now, others from 1970. */
    private static final BigDecimal FIRST_ABSOLUTE_TIME = BigDecimal.valueOf(1L << 28);
    /** Some 3000 years: far more than any clock can be wrong, far less than what a time can hold. */
    private static final BigDecimal FARTHEST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    /** As section 4.5.1 has it; a leading '/' besides, because LwM2M devices send their paths so. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9\\-:./_]{0,254}");

    /** Up to this size the body itself is kept with each record; beyond, the record's own octets. */
    private static final int SMALL_BODY = 512;

    private final byte[] body;
    private final SenmlFormat format;
    private final Instant now;
    private final RawForm whole;
    private final boolean keepWhole;

    private String baseName = "";
    private BigDecimal baseTime = BigDecimal.ZERO;
    private Optional<String> baseUnit = Optional.empty();
    private BigDecimal baseValue = BigDecimal.ZERO;
    private BigDecimal baseSum = BigDecimal.ZERO;

    private SenmlDecoder(byte[] body, SenmlFormat format, Instant now, int records) {
        this.body = body;
        this.format = format;
        this.now = now;
        keepWhole = records == 1 || body.length <= SMALL_BODY;
        whole = keepWhole ? new RawForm(format.mediaType(), body) : new RawForm(format.mediaType(), new byte[0]);
    }

    /**
     * {@return the records of a pack, the bad ones set apart}
     *
     * @param now what relative times count from
     * @throws SenmlException if nothing of the pack may be read
     */
    static SenmlPack decode(byte[] body, SenmlFormat format, Instant now) throws SenmlException {
        List<SenmlReader.Fields> read = SenmlReader.read(body, format);
        var decoder = new SenmlDecoder(body, format, now, read.size());
        var records = new ArrayList<SenmlRecord>(read.size());
        var refused = new ArrayList<SenmlRefusal>();
        for (int i = 0; i < read.size(); i++) {
            int position = i + 1;
            SenmlReader.Fields fields = read.get(i);
            decoder.rebase(fields, position);
            Optional<String> fault = decoder.fault(fields);
            if (fault.isPresent()) {
                refused.add(new SenmlRefusal(position, decoder.name(fields), fault.get(), decoder.raw(fields)));
            } else {
                records.add(decoder.resolve(fields, position));
            }
        }
        return new SenmlPack(records, refused);
    }

    private void rebase(SenmlReader.Fields fields, int position) throws SenmlException {
        Optional<BigDecimal> version = fields.number(SenmlLabel.BASE_VERSION);
        if (version.isPresent() && (version.get().signum() <= 0 || version.get().compareTo(HIGHEST_VERSION) > 0)) {
            throw new SenmlException("record " + position + ": this hub reads SenML up to version 10");
        }
        baseName = fields.text(SenmlLabel.BASE_NAME).orElse(baseName);
        baseTime = fields.number(SenmlLabel.BASE_TIME).orElse(baseTime);
        baseUnit = fields.text(SenmlLabel.BASE_UNIT).or(() -> baseUnit);
        baseValue = fields.number(SenmlLabel.BASE_VALUE).orElse(baseValue);
        baseSum = fields.number(SenmlLabel.BASE_SUM).orElse(baseSum);
    }

    private Optional<String> fault(SenmlReader.Fields fields) {
        if (fields.fault().isPresent()) {
            return fields.fault();
        }
        int values = values(fields);
        if (values > 1) {
            return Optional.of("has more than one value");
        }
        if (values == 0 && fields.number(SenmlLabel.SUM).isEmpty()) {
            return Optional.of("has neither a value nor a sum");
        }
        if (!NAME.matcher(joined(fields)).matches()) {
            return Optional.of("its name must be 1 to 255 of A-Z a-z 0-9 - : . / _ and begin with a letter or digit");
        }
        if (seconds(fields).abs().compareTo(FARTHEST_SECONDS) > 0) {
            return Optional.of("its time lies thousands of years away");
        }
        return Optional.empty();
    }

    private static int values(SenmlReader.Fields fields) {
        int count = 0;
        for (SenmlLabel label :
                List.of(SenmlLabel.VALUE, SenmlLabel.TEXT_VALUE, SenmlLabel.BOOLEAN_VALUE, SenmlLabel.DATA_VALUE)) {
            count += fields.fields().containsKey(label) ? 1 : 0;
        }
        return count;
    }

    private String joined(SenmlReader.Fields fields) {
        return baseName + (fields.fields().get(SenmlLabel.NAME) instanceof String name ? name : "");
    }

    /** The name for an answer: only if it holds nothing but the characters of a name. */
    private String name(SenmlReader.Fields fields) {
        String joined = joined(fields);
        return NAME.matcher(joined).matches() ? joined : "";
    }

    private BigDecimal seconds(SenmlReader.Fields fields) {
        return baseTime.add(fields.number(SenmlLabel.TIME).orElse(BigDecimal.ZERO));
    }

    private SenmlRecord resolve(SenmlReader.Fields fields, int position) {
        return new SenmlRecord(
                position,
                joined(fields),
                fields.text(SenmlLabel.UNIT).or(() -> baseUnit),
                value(fields),
                fields.number(SenmlLabel.SUM).map(baseSum::add),
                instant(seconds(fields)),
                raw(fields));
    }

    private Optional<SenmlValue> value(SenmlReader.Fields fields) {
        return fields.number(SenmlLabel.VALUE)
                .<SenmlValue>map(number -> new SenmlValue.Number(baseValue.add(number)))
                .or(() -> fields.text(SenmlLabel.TEXT_VALUE).map(SenmlValue.Text::new))
                .or(() -> Optional.ofNullable((Boolean) fields.fields().get(SenmlLabel.BOOLEAN_VALUE))
                        .map(SenmlValue.Flag::new))
                .or(() -> fields.text(SenmlLabel.DATA_VALUE).map(SenmlValue.Data::new));
    }

    private Instant instant(BigDecimal seconds) {
        long millis =
                seconds.movePointRight(3).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        return seconds.compareTo(FIRST_ABSOLUTE_TIME) < 0 ? now.plusMillis(millis) : Instant.ofEpochMilli(millis);
    }

    private RawForm raw(SenmlReader.Fields fields) {
        return keepWhole
                ? whole
                : new RawForm(format.mediaType(), Arrays.copyOfRange(body, fields.from(), fields.until()));
    }
}
