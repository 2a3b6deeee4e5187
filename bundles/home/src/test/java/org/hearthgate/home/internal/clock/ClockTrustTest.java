package org.hearthgate.home.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTrustTest {
    private static final Instant KNOWN = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path root;

    @ParameterizedTest(name = "{0}, machine at {1}: {2}")
    @CsvSource({
        "a PC or a container,  2026-03-02T13:00:00Z, true",
        "a PC or a container,  2026-03-02T11:56:00Z, true",
        "a PC or a container,  2026-03-02T11:00:00Z, false",
        "a PC or a container,  1970-01-01T00:01:00Z, false",
        "RTC,                  2026-03-02T13:00:00Z, true",
        "RTC,                  2000-01-01T00:00:00Z, false",
        "RTC+timesyncd,        2026-03-02T13:00:00Z, true",
        "RTC+timesyncd,        2026-03-02T11:00:00Z, false",
        "timesyncd,            2026-03-02T13:00:00Z, false",
        "timesyncd+synced,     2026-03-02T13:00:00Z, true",
        "timesyncd+synced,     2026-03-02T11:00:00Z, true",
        "fake-hwclock,         2026-03-02T13:00:00Z, false",
        "fake-hwclock+synced,  2026-03-02T13:00:00Z, true"
    })
    void follows_the_table_of_cases(String machine, Instant time, boolean believed) throws IOException {
        if (machine.contains("RTC")) {
            write("sys/class/rtc/rtc0/hctosys", "1\n");
        }
        if (machine.contains("timesyncd")) {
            Files.createDirectories(root.resolve("run/systemd/timesync"));
        }
        if (machine.contains("synced")) {
            write("run/systemd/timesync/synchronized", "");
        }
        if (machine.contains("fake-hwclock")) {
            write("etc/fake-hwclock.data", "2026-03-02 12:30:00\n");
        }
        assertThat(ClockTrust.byEvidence(root).believes(time, KNOWN)).isEqualTo(believed);
    }

    @Test
    void a_hardware_clock_that_did_not_set_the_time_proves_nothing() throws IOException {
        write("sys/class/rtc/rtc0/hctosys", "0\n");
        Files.createDirectories(root.resolve("run/systemd/timesync"));
        assertThat(ClockTrust.byEvidence(root).believes(KNOWN, KNOWN)).isFalse();
    }

    @Test
    void the_home_may_say_that_somebody_sets_the_clock() {
        assertThat(ClockTrust.configured("always").believes(KNOWN, KNOWN.plusSeconds(9999)))
                .isTrue();
        assertThat(ClockTrust.configured("always").believes(Instant.EPOCH, Instant.EPOCH))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClockTrust.configured("never"))
                .withMessageContaining("clockTrust");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
