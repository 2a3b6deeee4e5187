package org.hearthgate.commissioning.internal.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.hearthgate.api.device.FrameDecoder;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The job behind {@code hub decode}: asks the adapters' own decoders. A service of a JDK type, so that the command line can use it without
 * knowing any of ours: takes service, characteristic and hex, gives a JSON object.
 */
@Component(
        name = RecordedFrames.PID,
        configurationPid = RecordedFrames.PID,
        service = Function.class,
        property = "hearthgate.job=decode")
public final class RecordedFrames implements Function<List<String>, String> {
    static final String PID = "org.hearthgate.commissioning.decode";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final List<FrameDecoder> decoders = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDecoder(FrameDecoder decoder) {
        decoders.add(decoder);
    }

    void removeDecoder(FrameDecoder decoder) {
        decoders.remove(decoder);
    }

    /**
     * Decodes one frame.
     *
     * @param row service, characteristic, hex
     * @return a JSON object on one line; {@code {"error": …}} where nobody can make sense of it
     */
    @Override
    public String apply(List<String> row) {
        Map<String, Object> tree = decode(row.get(0).strip(), row.get(1).strip(), row.get(2));
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decoder of " + row.get(0) + "/" + row.get(1) + " gave no JSON", e);
        }
    }

    private Map<String, Object> decode(String service, String characteristic, String hex) {
        Optional<FrameDecoder> decoder = decoders.stream()
                .filter(one -> one.knows(service, characteristic))
                .findFirst();
        if (decoder.isEmpty()) {
            return Map.of("error", "no adapter knows " + service + "/" + characteristic);
        }
        byte[] octets;
        try {
            octets = HexFormat.of().parseHex(hex.replaceAll("[\\s:-]", "").toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Map.of("error", "hex must be pairs of 0-9 a-f");
        }
        return decoder.get().decode(service, characteristic, octets);
    }
}
