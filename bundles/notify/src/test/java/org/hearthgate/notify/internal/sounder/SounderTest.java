package org.hearthgate.notify.internal.sounder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.notify.internal.Calls.call;
import static org.hearthgate.testkit.Given.NOON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.notify.internal.Calls;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SounderTest {
    private static final int HEAD = 44;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(NOON);
    private final Map<String, Object> settings = new HashMap<>();
    private Path wav;
    private Sounder sounder;

    @BeforeEach
    void open() {
        wav = folder.resolve("sounder.wav");
        sounder = sounder(Map.of());
        await().until(() -> sounder.check().message().startsWith("sounds with"));
    }

    private Sounder sounder(Map<String, Object> more) {
        settings.put("device", "file:" + wav);
        settings.putAll(more);
        return new Sounder(clock, FixedHousehold.of("Anna"), Configured.by(SounderConfig.class, settings));
    }

    private Sounder instead(Map<String, Object> more) {
        sounder.close();
        sounder = sounder(more);
        await().until(() -> !sounder.check().message().contains("being opened"));
        return sounder;
    }

    @AfterEach
    void close() {
        sounder.close();
    }

    /** The loudest sample behind some octet of the file. */
    private int loudest(int from) {
        byte[] octets = octets();
        ByteBuffer samples = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        int loudest = 0;
        for (int at = Math.max(HEAD, from) / 2 * 2; at + 1 < octets.length; at += 2) {
            loudest = Math.max(loudest, Math.abs(samples.getShort(at)));
        }
        return loudest;
    }

    private byte[] octets() {
        try {
            return Files.readAllBytes(wav);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int end() {
        return octets().length;
    }

    /** Nothing more is written: an alarm that sounds writes without a break, its rests too. */
    private void awaitStillness() {
        var last = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(500)).until(() -> last.getAndSet(end()) == end());
    }

    private int loudestBurst(Calls wanted) throws Exception {
        int from = end();
        sounder.deliver(wanted.build());
        await().until(() -> end() > from + 250_000); // 2.6 s: a burst of any priority
        sounder.quiet(wanted.alert());
        awaitStillness(); // or the end of this burst would be taken for the next one
        return loudest(from);
    }

    @Test
    void an_alarm_sounds_until_it_is_quieted() throws Exception {
        assertThat(sounder.deliver(call().near().build())).isEqualTo(Receipt.Outcome.SENT);
        assertThat(loudest(0)).isGreaterThan(0);
        sounder.quiet(call().alert());
        awaitStillness();
        assertThat(loudest(end() - 9_600)).as("it ends in silence").isZero();
        assertThat(sounder.check().message()).contains("the newest alarm reached it after");
    }

    @Test
    void the_most_urgent_sounds_and_when_it_is_answered_the_next_goes_on() throws Exception {
        sounder.deliver(call().about("low").priority(Priority.LOW).near().build());
        sounder.deliver(call().about("urgent").near().build());
        assertThat(sounder.deliver(
                        call().about("medium").priority(Priority.MEDIUM).near().build()))
                .isEqualTo(Receipt.Outcome.SENT);
        int from = end();
        await().until(() -> end() > from + 400_000);
        assertThat(loudest(from)).isPositive();
        sounder.quiet(call().about("urgent").alert());
        sounder.quiet(call().about("low").alert());
        int next = end();
        await().until(() -> loudest(next) > 0);
        sounder.quiet(call().about("medium").alert());
        awaitStillness();
    }

    @Test
    void at_night_it_begins_softer_and_with_each_step_it_is_louder() throws Exception {
        clock.jumpTo(java.time.Instant.parse("2026-03-02T12:00:00Z"));
        int byDay = loudestBurst(call().near());
        clock.jumpTo(java.time.Instant.parse("2026-03-02T23:30:00Z")); // 00:30 in Berlin
        int byNight = loudestBurst(call().near());
        int nextStep = loudestBurst(call().near().step(1));
        assertThat(byNight).isLessThan(byDay);
        assertThat(nextStep).isGreaterThan(byNight);
    }

    @Test
    void a_silent_call_makes_no_noise_and_proves_that_the_card_is_open() throws Exception {
        int from = end();
        assertThat(sounder.deliver(call().near().silent().build())).isEqualTo(Receipt.Outcome.SENT);
        assertThat(loudest(from)).isZero();
    }

    @Test
    void a_test_is_one_short_burst_or_nothing_at_all_as_the_home_wants_it() throws Exception {
        sounder.deliver(call().about("t").near().test().build());
        await().until(() -> loudest(0) > 0);
        awaitStillness();
        instead(Map.of("selfTest", "silent"));
        assertThat(sounder.deliver(call().about("t").near().test().build())).isEqualTo(Receipt.Outcome.SENT);
        assertThat(loudest(0)).isZero();
    }

    @Test
    void information_is_said_once() throws Exception {
        sounder.deliver(call().priority(Priority.INFORMATION).near().build());
        await().until(() -> loudest(0) > 0);
        awaitStillness();
    }

    @Test
    void without_a_card_each_try_says_why_and_health_warns() {
        instead(Map.of("device", "jdk:no such card"));
        assertThatThrownBy(() -> sounder.deliver(call().near().build()))
                .isInstanceOf(ChannelException.class)
                .hasMessageContaining("no such card");
        assertThatThrownBy(() -> sounder.deliver(call().near().silent().build()))
                .isInstanceOf(ChannelException.class);
        assertThat(sounder.check().status()).isEqualTo(Health.Status.WARN);
        assertThat(sounder.onAlarmPath()).isTrue();
        instead(Map.of("device", "jdk:no such card", "required", true));
        assertThat(sounder.check().status()).isEqualTo(Health.Status.FAILED);
    }

    @Test
    void a_card_that_comes_back_sounds_for_the_next_try() throws Exception {
        sounder.close();
        wav = folder.resolve("a-file-in-the-way/sounder.wav");
        Files.writeString(folder.resolve("a-file-in-the-way"), "no folder");
        sounder = sounder(Map.of());
        assertThatThrownBy(() -> sounder.deliver(call().near().build())).isInstanceOf(ChannelException.class);
        Files.delete(folder.resolve("a-file-in-the-way"));
        assertThat(sounder.deliver(call().near().build())).isEqualTo(Receipt.Outcome.SENT);
        assertThat(loudest(0)).isGreaterThan(0);
    }

    @Test
    void switched_off_it_is_for_nobody_and_says_so() {
        instead(Map.of("enabled", false));
        assertThat(sounder.forEverybodyNear()).isFalse();
        assertThat(sounder.onAlarmPath()).isFalse();
        assertThat(sounder.check().message()).contains("switched off");
        assertThatThrownBy(() -> sounder.deliver(call().near().build()))
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.permanent()).isTrue());
    }

    @ParameterizedTest(name = "{0} = {1} is refused")
    @CsvSource({
        "device, loud",
        "nightFrom, late",
        "selfTest, perhaps",
    })
    void an_impossible_setting_is_refused_with_its_name(String key, String value) {
        assertThatThrownBy(() -> sounder(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(value);
    }

    @ParameterizedTest(name = "{0} to {1} holds {2}: {3}")
    @CsvSource({
        "22:00, 07:00, 2026-03-02T21:00:00Z, true",
        "22:00, 07:00, 2026-03-02T20:59:59Z, false",
        "22:00, 07:00, 2026-03-03T05:59:59Z, true",
        "22:00, 07:00, 2026-03-03T06:00:00Z, false",
        "01:00, 05:00, 2026-03-03T00:00:00Z, true",
        "01:00, 05:00, 2026-03-03T04:00:00Z, false",
        "07:00, 07:00, 2026-03-03T06:00:00Z, false",
        "01:30, 03:00, 2026-03-29T01:00:00Z, false", // the hour that the clocks leave out in Berlin
    })
    void night_is_night_where_the_family_lives(String from, String until, String at, boolean expected) {
        assertThat(NightHours.of("x", from, until)
                        .contain(java.time.Instant.parse(at), java.time.ZoneId.of("Europe/Berlin")))
                .isEqualTo(expected);
    }
}
