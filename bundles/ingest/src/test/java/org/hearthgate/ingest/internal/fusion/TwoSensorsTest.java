package org.hearthgate.ingest.internal.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.signal.SensorSignal;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

/** Two sensors of one person: who leads, when they are averaged, and what never changes. */
class TwoSensorsTest {
    @Test
    void one_sensor_is_its_own_series_and_nothing_is_added() {
        var home = new Home();
        for (int k = 0; k < 20; k++) {
            home.hears("arm", 100 + k % 3);
            home.minutes(5);
        }
        assertThat(home.rows())
                .hasSize(20)
                .allSatisfy(row -> assertThat(row.quality().doubts()).isEmpty());
    }

    @Test
    void sensors_that_agree_are_averaged_and_both_raw_rows_stand_aside() {
        var home = both(new Home(), 6, 110, 122);
        GlucoseReading newest = home.newest();
        assertThat(newest.device()).isEqualTo(PersonSeries.FUSED);
        assertThat(newest.mgPerDl()).isCloseTo(116, within(1.5));
        assertThat(home.newestOf("arm").quality().has(Doubt.Flag.ASIDE)).isTrue();
        assertThat(home.newestOf("belly").quality().has(Doubt.Flag.ASIDE)).isTrue();
        assertThat(home.signal("belly").role()).isEqualTo(SensorSignal.Role.CONTRIBUTING);
    }

    @Test
    void sensors_that_disagree_are_never_averaged_and_the_difference_is_a_measure() {
        var home = both(new Home(), 6, 100, 160);
        assertThat(home.newest().device().value()).isEqualTo("arm");
        assertThat(home.rows()).noneMatch(row -> row.device().equals(PersonSeries.FUSED));
        assertThat(home.newestOf("belly")
                        .quality()
                        .doubt(Doubt.Flag.ASIDE)
                        .orElseThrow()
                        .measures())
                .containsEntry("differenceMgPerDl", 60.0);
        assertThat(home.signal("arm").components().get("agreement")).isLessThan(0.5);
    }

    @Test
    void the_other_sensor_leads_when_the_first_has_been_silent_for_longer_than_eleven_minutes() {
        var home = both(new Home(), 4, 100, 160);
        home.minutes(10);
        home.hears("belly", 165); // ten minutes after the first one's last
        assertThat(home.newest().device().value()).isEqualTo("arm");
        home.minutes(5);
        home.hears("belly", 170);
        assertThat(home.newest().device().value()).isEqualTo("belly");
    }

    @Test
    void the_first_leads_again_only_when_it_has_been_good_for_a_quarter_of_an_hour() {
        var home = both(new Home(), 4, 100, 160);
        home.minutes(12);
        home.hears("belly", 165);
        for (int k = 0; k < 3; k++) {
            home.minutes(5);
            home.hears("arm", 100);
            home.hears("belly", 160);
            assertThat(home.newest().device().value())
                    .as("after %d readings", k + 1)
                    .isEqualTo("belly");
        }
        home.minutes(5);
        home.hears("arm", 100);
        assertThat(home.newest().device().value()).isEqualTo("arm");
    }

    @Test
    void a_sensor_that_is_heard_every_quarter_of_an_hour_never_makes_the_series_flap() {
        var home = both(new Home(), 4, 100, 160);
        int changes = 0;
        String before = "arm";
        for (int minute = 1; minute <= 240; minute++) {
            home.minutes(1);
            if (minute % 15 == 0) {
                home.hears("arm", 100);
            }
            home.hears("belly", 160);
            String now = home.newest().device().value();
            changes += now.equals(before) ? 0 : 1;
            before = now;
        }
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void the_home_says_which_sensor_goes_first() {
        var home = both(new Home(Map.of("precedence", new String[] {"anna: belly"})), 6, 100, 160);
        assertThat(home.newest().device().value()).isEqualTo("belly");
    }

    @Test
    void a_sensor_on_the_skin_goes_last_weighs_little_and_is_marked() {
        var home = new Home(Map.of("nonInvasive", new String[] {"belly"}));
        both(home, 6, 110, 122);
        assertThat(home.newest().mgPerDl()).isCloseTo(111.5, within(1.0));
        assertThat(home.newestOf("belly")
                        .quality()
                        .doubt(Doubt.Flag.ASIDE)
                        .orElseThrow()
                        .measures())
                .containsKey(Doubt.NON_INVASIVE);
        assertThat(home.signal("belly").quality()).isLessThan(home.signal("arm").quality());
    }

    @Test
    void a_sensor_that_warms_up_does_not_lead() {
        var home = new Home();
        home.hears("arm", 100);
        for (int k = 0; k < 3; k++) {
            home.minutes(5);
            home.hears(Given.reading(60)
                    .from("arm")
                    .at(home.clock.now())
                    .doubted(Doubt.Flag.WARM_UP)
                    .build());
            home.hears("belly", 140);
        }
        assertThat(home.newest().device().value()).isEqualTo("belly");
    }

    @Test
    void the_leader_and_the_average_outlive_a_restart() {
        var home = both(new Home(), 6, 110, 122);
        home.restart();
        both(home, 4, 110, 122);
        assertThat(home.newest().device()).isEqualTo(PersonSeries.FUSED);
        assertThat(home.series()).extracting(GlucoseReading::measuredAt).doesNotHaveDuplicates();
    }

    @Test
    void a_back_fill_of_another_sensor_stands_aside_where_the_series_is_and_fills_it_where_it_is_not() {
        var home = new Home();
        for (int k = 0; k < 12; k++) {
            if (k < 4 || k > 7) {
                home.hears("arm", 100 + k);
            }
            home.minutes(5);
        }
        for (int k = 0; k < 8; k++) {
            home.hears(Given.reading(150 + k)
                    .from("belly")
                    .at(Given.NOON.plusSeconds(300L * k))
                    .build());
        }
        assertThat(home.series()).hasSize(12);
    }

    @Test
    void what_is_in_doubt_about_the_settings_is_told() {
        assertThatThrownBy(() -> FusionSettings.of(
                        Configured.by(Fusion.Config.class, Map.of("sameSensor", new String[] {"arm, belly"}))))
                .hasMessageContaining("sameSensor 'arm, belly' must read 'person: device, device'");
        assertThatThrownBy(() -> FusionSettings.of(Configured.by(Fusion.Config.class, Map.of("silentMinutes", 30))))
                .hasMessageContaining("silentMinutes must be 6 to 15");
    }

    /** Every five minutes one reading of each, moving so that nobody takes them for one sensor. */
    private static Home both(Home home, int times, double arm, double belly) {
        for (int k = 0; k < times; k++) {
            home.minutes(5);
            home.hears("arm", arm);
            home.hears("belly", belly);
        }
        return home;
    }
}
