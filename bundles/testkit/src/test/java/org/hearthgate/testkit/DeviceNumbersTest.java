package org.hearthgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and times of devices, as they are shown. */
class DeviceNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0x07FE, +INF",
        "0x07FF, NaN",
        "0x0800, NRes",
        "0x0801, Reserved",
        "0x0802, -INF",
        "0x1001, 10",
        "0x7001, 10000000",
        "0xF001, 0.1",
        "0x0FFF, -1",
        "0xB048, 0.00072",
        "0x0000, 0"
    })
    void a_medical_float_is_shown_as_people_write_it(String octets, String shown) {
        assertThat(MedicalFloat.ofSfloat(Integer.decode(octets)).json()).hasToString(shown);
    }

    @Test
    void a_time_is_shown_as_it_was_sent_also_where_it_is_none() {
        assertThat(new DeviceDateTime(2026, 3, 2, 7, 5, 9).text()).isEqualTo("2026-03-02T07:05:09");
        assertThat(new DeviceDateTime(0, 0, 0, 0, 0, 0).text()).isEqualTo("0000-00-00T00:00:00");
        assertThat(new DeviceDateTime(2026, 2, 31, 25, 61, 61).text()).isEqualTo("2026-02-31T25:61:61");
    }

    @ParameterizedTest
    @CsvSource({
        "1582, 1, 1, 0, 0, 0, true",
        "9999, 12, 31, 23, 59, 59, true",
        "0, 0, 0, 0, 0, 0, true",
        "2026, 2, 31, 0, 0, 0, true",
        "1581, 1, 1, 0, 0, 0, false",
        "10000, 1, 1, 0, 0, 0, false",
        "2026, 13, 1, 0, 0, 0, false",
        "2026, 1, 32, 0, 0, 0, false",
        "2026, 1, 1, 24, 0, 0, false",
        "2026, 1, 1, 0, 60, 0, false",
        "2026, 1, 1, 0, 0, 60, false",
        "2026, 1, -1, 0, 0, 0, false"
    })
    void a_field_out_of_its_range_is_no_time(
            int year, int month, int day, int hour, int minute, int second, boolean possible) {
        assertThat(new DeviceDateTime(year, month, day, hour, minute, second).possible())
                .isEqualTo(possible);
    }
}
