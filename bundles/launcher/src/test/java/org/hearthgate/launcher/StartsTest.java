package org.hearthgate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hub learns from how its last starts went. */
class StartsTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-03-02T02:00:00Z");

    /** Each start reads the file anew, as a new process does. */
    private Starts start(int minutesLater) {
        now = now.plus(Duration.ofMinutes(minutesLater));
        Starts starts = Starts.of(folder.resolve("starts"));
        starts.begin(starts.mode(now), now);
        return starts;
    }

    private StartMode next() {
        return Starts.of(folder.resolve("starts")).mode(now);
    }

    private void crashes(int times, int minutesApart) {
        for (int i = 0; i < times; i++) {
            start(minutesApart);
        }
    }

    @Test
    void four_crashes_are_bad_luck_and_five_are_safe_mode() {
        crashes(4, 1);
        assertThat(next()).isEqualTo(StartMode.WHOLE);
        crashes(1, 1);
        assertThat(next()).isEqualTo(StartMode.SAFE);
        assertThat(Starts.of(folder.resolve("starts")).why(now)).contains("5 times within 60 minutes");
    }

    @Test
    void a_hub_that_gets_ready_and_ends_soon_counts_as_one_that_crashes() {
        for (int i = 0; i < 5; i++) {
            start(5).ready();
        }
        assertThat(next()).isEqualTo(StartMode.SAFE);
    }

    @Test
    void crashes_over_a_whole_day_do_not_count() {
        crashes(20, 16);
        assertThat(next()).isEqualTo(StartMode.WHOLE);
    }

    @Test
    void being_stopped_by_somebody_is_no_crash_and_ends_the_count() {
        for (int i = 0; i < 10; i++) {
            Starts starts = start(1);
            starts.ready();
            starts.ended();
        }
        crashes(4, 1);
        assertThat(next()).isEqualTo(StartMode.WHOLE);
    }

    @Test
    void an_end_before_it_was_ready_proves_nothing_whoever_asked_for_it() {
        for (int i = 0; i < 5; i++) {
            start(1).ended();
        }
        assertThat(next()).isEqualTo(StartMode.SAFE);
    }

    @Test
    void safe_mode_outlives_a_restart_and_ends_after_a_run_that_went_well() {
        crashes(5, 1);
        Starts safe = start(1);
        safe.ready();
        safe.ended();
        assertThat(next()).isEqualTo(StartMode.SAFE);
        Starts again = start(1);
        again.ready();
        again.well();
        assertThat(next()).isEqualTo(StartMode.WHOLE);
    }

    @Test
    void safe_mode_ends_by_the_owners_word() {
        crashes(5, 1);
        Starts.of(folder.resolve("starts")).forget();
        assertThat(next()).isEqualTo(StartMode.WHOLE);
    }

    @Test
    void the_devices_go_only_when_safe_mode_does_not_get_ready_either() {
        crashes(10, 1);
        assertThat(next()).isEqualTo(StartMode.BARE);
    }

    @Test
    void a_hub_killed_again_and_again_after_it_was_ready_keeps_its_devices() {
        for (int i = 0; i < 50; i++) {
            start(0).ready();
        }
        assertThat(next()).isEqualTo(StartMode.SAFE);
    }

    @Test
    void a_clock_that_was_put_back_forgets_no_crash() {
        crashes(5, 1);
        now = now.minus(Duration.ofDays(30));
        assertThat(next()).isEqualTo(StartMode.SAFE);
    }

    @Test
    void what_cannot_be_read_is_left_out() throws IOException {
        Files.writeString(
                folder.resolve("starts"), "nonsense\n12 WHOLE\n\u0000\nx y z\n99999999999999999 WHOLE BEGUN\n");
        assertThat(next()).isEqualTo(StartMode.WHOLE);
        crashes(5, 1);
        assertThat(next()).isEqualTo(StartMode.SAFE);
    }

    @Test
    void safe_mode_leaves_out_what_no_alarm_needs_and_what_nobody_knows() {
        assertThat(StartMode.SAFE.leftOut(Stream.of(
                        "org.hearthgate.alerting-0.2.jar",
                        "org.hearthgate.adapter.cgm-0.2.jar",
                        "org.hearthgate.cloud.mqtt-0.2.jar",
                        "org.hearthgate.notify-0.2.jar",
                        "org.hearthgate.notify.mail-0.2.jar",
                        "org.hearthgate.somebody.elses-1.jar",
                        "org.apache.felix.scr-2.jar")))
                .isEqualTo("cloud.mqtt, notify.mail, somebody.elses");
        assertThat(StartMode.BARE.takesPart("org.hearthgate.adapter.cgm-0.2.jar"))
                .isFalse();
        assertThat(StartMode.SAFE.endpoints(List.of("coap", "coaps", "mqtt"))).containsExactly("coap", "coaps");
    }

    @Test
    void systemd_is_told_nothing_where_there_is_none_and_a_watchdog_meant_for_another_process_is_none() {
        assertThat(ServiceManager.of(Map.of("WATCHDOG_USEC", "60000000")).watchdog())
                .isEmpty();
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", "60000000"))
                        .watchdog())
                .hasValue(Duration.ofSeconds(60));
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", "1", "WATCHDOG_PID", "1"))
                        .watchdog())
                .isEmpty();
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", "soon"))
                        .watchdog())
                .isEmpty();
    }
}
