package org.hearthgate.adapter.phone.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.junit.jupiter.api.Test;

/** A phone with the recorded quirks, visited on a clock that is moved by hand. */
class PhoneWatchTest extends PhoneVisits {
    /** SHA-1 of "open sesame", by {@code printf 'open sesame' | sha1sum}. */
    private static final String SESAME = "5bcaff7f22ff533ca099b3408ead876c0ebba9a7";

    private static String everyFiveMinutes(int count) {
        return Sgv.list(IntStream.range(0, count)
                .mapToObj(i -> Sgv.xdrip(minutesAgo(2 + 5L * i), 100 + i))
                .toList());
    }

    @Test
    void takes_the_newest_reading_first_and_then_the_gap_oldest_first() throws IOException {
        watch(phone(FakePhone.xdrip(question -> everyFiveMinutes(30), "")), Map.of());

        clock.advance(Duration.ofSeconds(1));

        assertThat(hub.submissions()).hasSize(2);
        assertThat(hub.submissions().get(0)).extracting(Observation::measuredAt).containsExactly(minutesAgo(2));
        assertThat(hub.submissions().get(1))
                .extracting(Observation::measuredAt)
                .hasSize(29)
                .isSorted();
        assertThat(hub.submissions().get(1)).allSatisfy(kept -> {
            assertThat(kept.device().value()).isEqualTo("phone:anna");
            assertThat(kept.origin().provenance().raw().orElseThrow().text()).contains("\"sgv\"");
        });
    }

    @Test
    void hands_over_nothing_twice_even_after_a_restart() throws IOException {
        FakePhone phone = phone(FakePhone.xdrip(question -> everyFiveMinutes(30), ""));
        watch(phone, Map.of());
        clock.advance(Duration.ofMinutes(30));
        int before = hub.submissions().size();

        watch(phone, Map.of());
        clock.advance(Duration.ofMinutes(30));

        assertThat(hub.submissions()).hasSize(before);
        assertThat(hub.kept()).hasSize(30);
    }

    @Test
    void asks_just_after_the_next_reading_is_due_and_not_in_between() throws IOException {
        FakePhone phone = phone(FakePhone.xdrip(question -> everyFiveMinutes(30), ""));
        watch(phone, Map.of("treatments", false));

        clock.advance(Duration.ofMinutes(3)); // the newest was two minutes old, the next is due now
        assertThat(phone.questions()).hasSize(1);
        clock.advance(Duration.ofSeconds(12));
        assertThat(phone.questions()).hasSize(2);
    }

    @Test
    void fills_a_hole_that_the_phone_itself_filled_later() throws IOException {
        FakePhone phone = phone(FakePhone.xdrip(
                question -> Sgv.list(Sgv.xdrip(minutesAgo(1), 100), Sgv.xdrip(minutesAgo(31), 130)), ""));
        watch(phone, Map.of());
        clock.advance(Duration.ofSeconds(1));

        phone.behave(FakePhone.xdrip(
                question -> question.path().contains("count=4&")
                        ? Sgv.list(Sgv.xdrip(minutesAgo(1), 100))
                        : Sgv.list(
                                Sgv.xdrip(minutesAgo(1), 100),
                                Sgv.xdrip(minutesAgo(6), 105),
                                Sgv.xdrip(minutesAgo(31), 130)),
                ""));
        clock.advance(Duration.ofMinutes(11));

        assertThat(hub.kept()).extracting(Observation::measuredAt).contains(minutesAgo(6));
    }

    @Test
    void asks_for_as_many_as_the_absence_was_long_and_never_above_a_thousand() throws IOException {
        FakePhone phone = phone(FakePhone.xdrip(question -> "[]", ""));
        watch(phone, Map.of("backfillHours", 72));

        clock.advance(Duration.ofSeconds(1));

        assertThat(phone.paths().get(0)).startsWith("/sgv.json?count=1000&");
    }

    @Test
    void sends_the_secret_as_the_apps_want_it() throws IOException {
        FakePhone phone = phone(FakePhone.xdrip(question -> everyFiveMinutes(1), SESAME));
        PhoneWatch watch = watch(phone, Map.of("_secret", "open sesame"));

        clock.advance(Duration.ofSeconds(1));

        assertThat(hub.kept()).hasSize(1);
        assertThat(status(watch).state()).isEqualTo(DeviceStatus.State.HEARD);
    }

    @Test
    void says_once_that_the_secret_is_wrong_and_asks_seldom_then() throws IOException {
        FakePhone phone = phone(FakePhone.xdrip(question -> "[]", SESAME));
        PhoneWatch watch = watch(phone, Map.of("_secret", "guess"));

        clock.advance(Duration.ofMinutes(60));

        assertThat(phone.questions().size()).isBetween(5, 9);
        assertThat(status(watch).state()).isEqualTo(DeviceStatus.State.LOST);
        assertThat(status(watch).why()).contains("refuses the secret").doesNotContain("guess");
    }

    @Test
    void says_that_a_secret_is_wanted_where_none_is_set() throws IOException {
        PhoneWatch watch = watch(phone(FakePhone.xdrip(question -> "[]", SESAME)), Map.of());

        clock.advance(Duration.ofSeconds(1));

        assertThat(status(watch).why()).contains("wants a secret: set .secret");
    }

    @Test
    void takes_an_empty_object_an_empty_list_and_nothing_at_all_for_no_reading() throws IOException {
        for (String nothing : List.of("{}\n", "[]", "")) {
            PhoneWatch watch = watch(phone(FakePhone.xdrip(question -> nothing, "")), Map.of());
            clock.advance(Duration.ofSeconds(1));

            assertThat(status(watch).state()).as(nothing).isEqualTo(DeviceStatus.State.HEARD);
            assertThat(status(watch).why()).as(nothing).contains("has no reading to tell");
        }
        assertThat(hub.submissions()).isEmpty();
        assertThat(hub.store.quarantined(10)).isEmpty();
    }

    @Test
    void says_that_the_phone_answers_but_its_reading_is_old() throws IOException {
        PhoneWatch watch =
                watch(phone(FakePhone.xdrip(question -> Sgv.list(Sgv.xdrip(minutesAgo(23), 90)), "")), Map.of());

        clock.advance(Duration.ofSeconds(1));

        assertThat(status(watch).state()).isEqualTo(DeviceStatus.State.HEARD);
        assertThat(status(watch).why()).contains("Anna's phone answers, but its newest reading is 23 min old");
    }

    @Test
    void keeps_good_readings_beside_bad_ones_and_quarantines_each_bad_one_once() throws IOException {
        String bad = Sgv.xdrip(minutesAgo(7), 100).replace("\"sgv\":100", "\"sgv\":5.4");
        PhoneWatch watch = watch(
                phone(FakePhone.xdrip(
                        question -> Sgv.list(
                                Sgv.xdrip(minutesAgo(2), 88), bad, "17", "null", Sgv.xdrip(minutesAgo(12), 99)),
                        "")),
                Map.of("treatments", false));

        clock.advance(Duration.ofMinutes(30));

        assertThat(hub.kept())
                .extracting(kept -> ((GlucoseReading) kept).mgPerDl())
                .containsExactly(88.0, 99.0);
        assertThat(hub.store.quarantined(100))
                .filteredOn(item -> item.reason().contains("mmol/L"))
                .hasSize(1);
        assertThat(hub.store.quarantined(100)).hasSizeLessThanOrEqualTo(21);
        assertThat(status(watch).why()).contains("in quarantine");
    }

    @Test
    void keeps_what_came_before_an_answer_broke_off() throws IOException {
        String list = everyFiveMinutes(10);
        PhoneWatch watch = watch(
                phone((question, out) ->
                        out.write(("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                        + list.length() + "\r\n\r\n" + list.substring(0, list.length() / 2))
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII))),
                Map.of("treatments", false));

        clock.advance(Duration.ofSeconds(1));

        assertThat(hub.kept()).hasSizeBetween(4, 5);
        assertThat(status(watch).why()).contains("break off");
    }

    @Test
    void tries_again_what_the_hub_could_not_store_and_loses_nothing() throws IOException {
        PhoneWatch watch = watch(phone(FakePhone.xdrip(question -> everyFiveMinutes(12), "")), Map.of());
        hub.failingWith(new SinkBusyException("full", Duration.ofSeconds(2), null));
        clock.advance(Duration.ofMinutes(2));
        assertThat(hub.kept()).isEmpty();
        assertThat(status(watch).why()).contains("cannot store");

        hub.failingWith(null);
        clock.advance(Duration.ofMinutes(1));

        assertThat(hub.kept()).hasSize(12);
    }

    @Test
    void takes_what_was_entered_on_the_phone_once() throws IOException {
        String treatments = "[{\"_id\":\"7c1e\",\"created_at\":" + minutesAgo(9).toEpochMilli()
                + ",\"eventType\":\"Meal Bolus\",\"enteredBy\":\"xdrip\",\"notes\":null,\"carbs\":45,\"insulin\":4.5}]";
        watch(
                phone((question, out) -> FakePhone.old(
                        out, 200, "application/json", question.isFor("/treatments.json") ? treatments : "[]")),
                Map.of());

        clock.advance(Duration.ofHours(1));

        assertThat(hub.kept()).hasSize(2);
        assertThat(hub.kept()).hasAtLeastOneElementOfType(CarbohydrateIntake.class);
    }

    @Test
    void never_writes_to_a_phone() throws IOException {
        FakePhone phone = phone(FakePhone.xdrip(question -> everyFiveMinutes(3), ""));
        watch(phone, Map.of("heartRate", true, "steps", true));

        clock.advance(Duration.ofHours(8));

        assertThat(phone.paths())
                .hasSizeGreaterThan(100)
                .noneMatch(path -> path.matches(".*([?&](steps|heart|tasker)=|/(steps|heart|tasker|sync)/).*"));
    }

    @Test
    void asks_seldom_for_what_an_app_does_not_serve() throws IOException {
        FakePhone phone = phone(FakePhone.xdrip(question -> everyFiveMinutes(3), ""));
        watch(phone, Map.of("heartRate", true));

        clock.advance(Duration.ofHours(8));

        assertThat(phone.paths()).filteredOn(path -> path.contains("activity")).hasSizeLessThanOrEqualTo(2);
    }
}
