package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearthgate.adapter.coap.internal.lwm2m.Tlv;
import org.hearthgate.api.observation.RawForm;

/** What an LwM2M device answers in TLV, as the records it would have sent in SenML. Pure. */
final class TlvRecords {
    static final int CONTENT_FORMAT = 11542;

    private static final Pattern PATH =
            Pattern.compile(".*?/(\\d{1,5})(?:/(\\d{1,5}))?(?:/(\\d{1,5}))?(?:/\\d{1,5})?/?");
    private static final int LONGEST_TEXT = 255;
    private static final int DEVICE = 3;

    private final int object;
    private final Optional<Integer> resource;
    private final Instant now;
    private final RawForm raw;
    private final List<SenmlRecord> records = new ArrayList<>();

    private TlvRecords(int object, Optional<Integer> resource, Instant now, RawForm raw) {
        this.object = object;
        this.resource = resource;
        this.now = now;
        this.raw = raw;
    }

    /**
     * {@return the records of a body; resources that say nothing to this hub are passed over}
     *
     * @param path that was asked for; TLV does not repeat it
     * @throws SenmlException if the body or the path is none of LwM2M's
     */
    static List<SenmlRecord> of(byte[] body, String path, Instant now) throws SenmlException {
        Matcher asked = PATH.matcher(path);
        if (!asked.matches()) {
            throw new SenmlException("TLV of a path that is none of LwM2M's; ask for one like /3303/0/5700");
        }
        var raw = new RawForm("application/vnd.oma.lwm2m+tlv", body);
        Optional<Integer> resource = Optional.ofNullable(asked.group(3)).map(Integer::valueOf);
        int instance = asked.group(2) == null ? 0 : Integer.parseInt(asked.group(2));
        var translation = new TlvRecords(Integer.parseInt(asked.group(1)), resource, now, raw);
        try {
            for (Tlv entry : Tlv.parse(body)) {
                translation.add(instance, entry);
            }
        } catch (IllegalArgumentException e) {
            throw new SenmlException(e.getMessage());
        }
        return translation.records;
    }

    private void add(int instance, Tlv entry) {
        switch (entry.kind()) {
            case OBJECT_INSTANCE -> entry.inside().forEach(inside -> add(entry.id(), inside));
            case MULTIPLE_RESOURCE -> entry.inside().forEach(inside -> value(instance, entry.id(), inside.value()));
            case RESOURCE -> value(instance, entry.id(), entry.value());
            case RESOURCE_INSTANCE ->
                value(
                        instance,
                        resource.orElseThrow(() -> new IllegalArgumentException(
                                "the TLV body has an instance of a resource that was not asked for")),
                        entry.value());
        }
    }

    private void value(int instance, int number, byte[] octets) {
        Optional<SenmlValue> value = object == DEVICE ? ofItself(number, octets) : measured(number, octets);
        value.ifPresent(known -> records.add(new SenmlRecord(
                records.size() + 1,
                "/" + object + "/" + instance + "/" + number,
                Optional.empty(),
                Optional.of(known),
                Optional.empty(),
                now,
                raw)));
    }

    private static Optional<SenmlValue> measured(int number, byte[] octets) {
        return switch (number) {
            case 5700 -> Optional.of(new SenmlValue.Number(real(octets)));
            case 5518, 6042 -> Optional.of(new SenmlValue.Number(BigDecimal.valueOf(whole(octets))));
            case 5701, 5750 -> Optional.of(new SenmlValue.Text(text(octets)));
            default -> Optional.empty();
        };
    }

    private static Optional<SenmlValue> ofItself(int number, byte[] octets) {
        return switch (number) {
            case 1, 2 -> Optional.of(new SenmlValue.Text(text(octets)));
            case 9 -> Optional.of(new SenmlValue.Number(BigDecimal.valueOf(whole(octets))));
            default -> Optional.empty();
        };
    }

    private static BigDecimal real(byte[] octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        double number =
                switch (octets.length) {
                    case 4 -> buffer.getFloat();
                    case 8 -> buffer.getDouble();
                    default -> Double.NaN;
                };
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a sensor value in TLV must be a finite float of 4 or 8 octets");
        }
        return octets.length == 4 ? new BigDecimal(Float.toString((float) number)) : BigDecimal.valueOf(number);
    }

    private static long whole(byte[] octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        return switch (octets.length) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            case 8 -> buffer.getLong();
            default -> throw new IllegalArgumentException("an integer in TLV must have 1, 2, 4 or 8 octets");
        };
    }

    private static String text(byte[] octets) {
        if (octets.length > LONGEST_TEXT) {
            throw new IllegalArgumentException("a text in TLV is too long");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text in TLV is not UTF-8", e);
        }
    }
}
