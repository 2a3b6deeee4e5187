package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Quality;
import org.junit.jupiter.api.Test;

class PayloadCodecTest {
    private final PayloadCodec codec = new PayloadCodec();

    @Provide
    Arbitrary<Observation> observations() {
        return AnyObservation.any();
    }

    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(80);
    }

    /** As the columns of a row give it. */
    private static Origin bare(Observation observation) {
        Origin origin = observation.origin();
        return new Origin(
                origin.person(),
                origin.device(),
                origin.measuredAt(),
                Optional.empty(),
                origin.receivedAt(),
                origin.sequence(),
                Quality.GOOD,
                origin.provenance());
    }

    @Property(tries = 2000)
    void every_observation_comes_back_exactly(@ForAll("observations") Observation observation) {
        assertThat(codec.decode(observation.kind(), bare(observation), codec.encode(observation)))
                .isEqualTo(observation);
    }

    @Property(tries = 2000)
    void a_damaged_payload_is_either_refused_or_an_observation(
            @ForAll("observations") Observation observation, @ForAll int where, @ForAll byte damage) {
        byte[] payload = codec.encode(observation);
        payload[Math.floorMod(where, payload.length)] ^= damage;
        readOrRefuse(observation.kind(), bare(observation), payload);
        readOrRefuse(
                observation.kind(), bare(observation), Arrays.copyOf(payload, Math.floorMod(where, payload.length)));
    }

    @Property(tries = 2000)
    void no_octets_break_the_codec(@ForAll ObservationKind kind, @ForAll("octets") byte[] octets) {
        readOrRefuse(kind, reading(100).build().origin(), octets);
    }

    private void readOrRefuse(ObservationKind kind, Origin origin, byte[] payload) {
        try {
            assertThat(codec.decode(kind, origin, payload).kind()).isEqualTo(kind);
        } catch (UnreadableException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    @Test
    void the_usual_glucose_reading_is_a_handful_of_octets() {
        assertThat(codec.encode(reading(123.45).build())).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void a_field_of_a_newer_hub_is_passed_over() {
        Observation observation = reading(100).build();
        Fields fields = new CborFields().read(codec.encode(observation));
        byte[] newer = new CborFields().write(fields.text(99, "of the future"));
        assertThat(codec.decode(ObservationKind.GLUCOSE, bare(observation), newer))
                .isEqualTo(observation);
    }

    @Test
    void a_newer_form_is_refused_and_named() {
        Observation observation = reading(100).build();
        byte[] newer = new CborFields().write(new Fields().integer(0, 2).number(10, 100));
        assertThatThrownBy(() -> codec.decode(ObservationKind.GLUCOSE, bare(observation), newer))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("form 2");
    }

    @Test
    void a_doubt_of_a_newer_hub_never_turns_a_reading_good() {
        Observation observation = reading(100).build();
        byte[] doubtful = new CborFields()
                .write(new Fields().integer(0, 1).number(10, 100).list(1, List.of("MAGNETIC", "a storm")));
        assertThatThrownBy(() -> codec.decode(ObservationKind.GLUCOSE, bare(observation), doubtful))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void a_text_that_is_no_proper_unicode_is_kept_as_it_is() {
        var note = new Note(reading(100).build().origin(), "half a smiley \ud83d and \u0000");
        assertThat(codec.decode(ObservationKind.NOTE, bare(note), codec.encode(note)))
                .isEqualTo(note);
    }
}
