package org.hearthgate.adapter.conversation.gatt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.GattHold;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkStatusTest {
    private static GattHold.Status link(GattHold.State state, boolean heard) {
        return new GattHold.Status(
                state,
                Given.NOON,
                heard ? Optional.of(Given.NOON) : Optional.empty(),
                OptionalInt.empty(),
                "The link says why");
    }

    @ParameterizedTest
    @CsvSource({
        "TALKING, true, HEARD, HEARD",
        "WAITING, false, WAITING, WAITING",
        "WAITING, true, HEARD, LOST",
        "CONNECTING, true, HEARD, LOST",
        "UNPAIRED, true, LOST, LOST",
        "LOST, true, LOST, LOST",
        "NO_RADIO, false, LOST, LOST"
    })
    void silence_is_sleep_for_some_and_a_loss_for_others(
            GattHold.State state, boolean heard, DeviceStatus.State sleeper, DeviceStatus.State talker) {
        assertThat(LinkStatus.ofSleeper(link(state, heard))).isEqualTo(sleeper);
        assertThat(LinkStatus.ofTalker(link(state, heard))).isEqualTo(talker);
    }

    @Test
    void where_somebody_must_pair_it_again_that_is_said_first() {
        Optional<String> remark = Optional.of("The battery is low");

        assertThat(LinkStatus.why(link(GattHold.State.UNPAIRED, true), remark)).isEqualTo("The link says why");
        assertThat(LinkStatus.why(link(GattHold.State.LOST, true), remark)).isEqualTo("The battery is low");
        assertThat(LinkStatus.why(link(GattHold.State.LOST, true), Optional.empty()))
                .isEqualTo("The link says why");
    }

    @Test
    void sentences_are_joined_by_one_full_stop() {
        assertThat(LinkStatus.why("Heard.", List.of(Optional.empty(), Optional.of("Refused 2"))))
                .isEqualTo("Heard. Refused 2");
    }
}
