package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a sealed blob keeps, and what it refuses. */
class PersonSealTest {
    private final DataKey anna = new DataKey(1, 1, DataKey.random(DataKey.OCTETS));
    private final DataKey ben = new DataKey(2, 2, DataKey.random(DataKey.OCTETS));

    @Provide
    Arbitrary<RowFacts> rows() {
        Arbitrary<Long> numbers = Arbitraries.longs();
        return Combinators.combine(numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers.optional())
                .as((position, person, kind, device, adapter, measured, received, sequence) -> new RowFacts(
                        position,
                        person,
                        kind,
                        device,
                        adapter,
                        measured,
                        received,
                        sequence.map(OptionalLong::of).orElse(OptionalLong.empty())));
    }

    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    private static byte[] seal(DataKey key, byte[] context, byte[] plain) {
        ByteBuffer blob = ByteBuffer.allocate(DataKey.NONCE + plain.length + DataKey.TAG);
        key.seal(context, plain, blob);
        return blob.array();
    }

    @Property(tries = 500)
    void any_octets_of_any_row_come_back(@ForAll("rows") RowFacts row, @ForAll("octets") byte[] plain) {
        byte[] context = PersonSeal.context(row, RowSeal.Part.PAYLOAD);
        assertThat(anna.open(context, seal(anna, context, plain), 0)).isEqualTo(plain);
    }

    @Property(tries = 500)
    void every_flipped_bit_is_refused(@ForAll("rows") RowFacts row, @ForAll("octets") byte[] plain, @ForAll int bit) {
        byte[] context = PersonSeal.context(row, RowSeal.Part.RAW);
        byte[] blob = seal(anna, context, plain);
        int at = Math.floorMod(bit, blob.length * 8);
        blob[at / 8] ^= (byte) (1 << (at % 8));
        assertThatThrownBy(() -> anna.open(context, blob, 0)).isInstanceOf(UnreadableException.class);
    }

    @Property(tries = 300)
    void no_other_key_opens_it_and_no_other_row(
            @ForAll("rows") RowFacts row, @ForAll("rows") RowFacts other, @ForAll("octets") byte[] plain) {
        byte[] context = PersonSeal.context(row, RowSeal.Part.PAYLOAD);
        byte[] blob = seal(anna, context, plain);
        assertThatThrownBy(() -> ben.open(context, blob, 0)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> anna.open(PersonSeal.context(row, RowSeal.Part.RAW), blob, 0))
                .isInstanceOf(UnreadableException.class);
        if (!row.equals(other)) {
            assertThatThrownBy(() -> anna.open(PersonSeal.context(other, RowSeal.Part.PAYLOAD), blob, 0))
                    .isInstanceOf(UnreadableException.class);
        }
    }

    @Property(tries = 500)
    void a_blob_that_is_none_names_no_key_or_is_refused(@ForAll("octets") byte[] blob) {
        OptionalLong number = BlobSeal.keyNumber(blob);
        if (number.isPresent()) {
            assertThatThrownBy(() -> anna.open(new byte[0], blob, BlobSeal.nonceAt(number.getAsLong())))
                    .isInstanceOf(UnreadableException.class);
        }
    }
}
