package org.hearthgate.adapter.vitals.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.testkit.gatt.FakePeripheral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThermometerTest {
    private final VitalsHome home = new VitalsHome();

    @ParameterizedTest(name = "{0} is {1} degrees Celsius")
    @CsvSource({
        "006c0100ff, 36.4",
        "01da0300ff, 37",
        // 100.4 F
        "01ec0300ff, 38",
        // 101.3 F is 38.5; 98.7 F is 37.0556
        "01f50300ff, 38.5",
        "01db0300ff, 37.06",
        "004a0e00fe, 36.58",
        "0025000000, 37"
    })
    void a_temperature_is_kept_in_celsius(String frame, double celsius) throws Exception {
        home.thermometer();

        home.sends(home.peripheral(), 0x1809, 0x2A1C, frame);

        assertThat(home.recordOf("anna", BodyTemperature.class))
                .singleElement()
                .satisfies(kept -> assertThat(kept.celsius()).isEqualTo(celsius));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "00feff7f00",
                "0000008000",
                "00ffff7f00",
                "0001008000",
                "0002008000",
                "0000000000",
                "006c01007f",
                "016c010000",
                "006c0100",
                "016c0100ff00"
            })
    void what_is_no_body_temperature_is_quarantined(String frame) throws Exception {
        home.thermometer();

        home.sends(home.peripheral(), 0x1809, 0x2A1C, frame);

        assertThat(home.recordOf("anna")).isEmpty();
        assertThat(home.quarantined()).hasSize(1);
    }

    @Test
    void what_it_shows_on_the_way_is_not_even_listened_to() throws Exception {
        home.thermometer();
        FakePeripheral device = home.peripheral().having(0x1809, 0x2A1E, "").having(0x1809, 0x2A1C, "");
        device.later(() -> {
            device.sends(0x1809, 0x2A1E, "006c0100ff");
            device.sends(0x1809, 0x2A1C, "00700100ff");
        });

        home.link.connect(VitalsHome.DEVICE, device);

        assertThat(device.log()).doesNotContain("subscribe 2A1E");
        assertThat(home.recordOf("anna")).hasSize(1);
    }

    @Test
    void the_site_is_told_whether_it_comes_once_or_with_each_value() throws Exception {
        ThermometerAdapter adapter = home.thermometer();

        home.sends(home.peripheral().having(0x1809, 0x2A1D, "03"), 0x1809, 0x2A1C, "006c0100ff");
        assertThat(adapter.devices().get(0).why()).contains("Ear");

        home.sends(home.peripheral(), 0x1809, 0x2A1C, "046d0100ff01");
        assertThat(adapter.devices().get(0).why()).contains("Armpit");
    }

    @Test
    void a_site_that_cannot_be_read_stops_nothing() throws Exception {
        home.thermometer();

        home.sends(home.peripheral().refusing(0x1809, 0x2A1D), 0x1809, 0x2A1C, "006c0100ff");
        home.sends(home.peripheral().having(0x1809, 0x2A1D, ""), 0x1809, 0x2A1C, "006d0100ff");

        assertThat(home.recordOf("anna")).hasSize(2);
    }
}
