package org.hearthgate.adapter.conversation.gatt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.gatt.FakePeripheral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentTimeTest {
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    /** Monday, 13:00 in Zurich. */
    private static final String RIGHT = "ea0703020d000001" + "0001";

    private final ManualClock clock = new ManualClock(Given.NOON);
    private final List<String> written = new ArrayList<>();

    private FakePeripheral telling(String time) {
        return new FakePeripheral("00:00:5E:00:53:01", clock)
                .having(0x1805, 0x2A2B, time)
                .onWrite(0x1805, 0x2A2B, octets -> written.add(HexFormat.of().formatHex(octets)));
    }

    private void set(FakePeripheral device) throws GattException, InterruptedException {
        CurrentTime.set(device.connect(), clock, ZURICH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ea0703020c3a3a010001", "ea0703020d010101" + "0001", "00000000000000000000", "ea07", ""})
    void a_wrong_clock_or_one_that_makes_no_sense_is_set(String told) throws Exception {
        set(telling(told));
        assertThat(written).containsExactly(RIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {RIGHT, "ea0703020c3b00010001", "ea0703020d010001" + "0001"})
    void a_clock_that_is_right_to_the_minute_is_left_alone(String told) throws Exception {
        set(telling(told));
        assertThat(written).isEmpty();
    }

    @Test
    void a_hub_that_does_not_know_the_time_sets_nobodys_clock() throws Exception {
        clock.untrusted();
        set(telling("00000000000000000000"));
        assertThat(written).isEmpty();
    }

    @Test
    void a_device_without_a_clock_or_that_refuses_is_talked_to_all_the_same() throws Exception {
        set(new FakePeripheral("00:00:5E:00:53:01", clock));
        set(telling("00000000000000000000").refusing(0x1805, 0x2A2B));
        assertThat(written).isEmpty();
    }

    @Test
    void a_link_that_is_lost_meanwhile_is_told() throws Exception {
        FakePeripheral device = telling("00000000000000000000");
        GattSession session = device.connect();
        device.vanishes();

        assertThatExceptionOfType(GattException.class)
                .isThrownBy(() -> CurrentTime.set(session, clock, ZURICH))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(GattException.Reason.LOST));
    }

    @Test
    void fractions_of_a_second_are_256ths() {
        ZonedDateTime late = ZonedDateTime.of(2026, 3, 8, 23, 59, 59, 999_999_999, ZURICH);
        assertThat(HexFormat.of().formatHex(CurrentTime.octets(late))).isEqualTo("ea070308173b3b07ff01");
    }
}
