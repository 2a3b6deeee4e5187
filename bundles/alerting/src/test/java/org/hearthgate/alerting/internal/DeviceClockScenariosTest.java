package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** A device's clock, its zone or its route is wrong, or what it tells is late. */
class DeviceClockScenariosTest extends ClockScenarios {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final String TWENTY_MIN_OLD = "Anna: no usable glucose for 15 min. Readings arrive 20 min after the"
            + " device's own time: its clock is behind or the route is slow; set the device's clock.";

    @Test
    void dst_nights_with_a_live_cgm() {
        int number = 9;
        for (String midnight : new String[] {"2026-10-25T00:30:00Z", "2026-03-29T00:30:00Z"}) {
            Instant night = Instant.parse(midnight);
            houseAt(night, new ManualClock(night));
            house.phone(100);
            house.every5Min(12, () -> house.phone(house.world().equals(night.plus(Duration.ofMinutes(35))) ? 50 : 100));
            row(
                    number++,
                    (number == 10 ? "autumn" : "spring") + " night, a live CGM over the change of the clocks",
                    "instants; only local names repeat or leap",
                    "+35 urgent-low raised; +40 urgent-low resolved (over); 13 readings, none doubted",
                    house.heard()
                            + yes(
                                    house.kept(ObservationKind.GLUCOSE).stream()
                                                    .filter(reading -> reading.quality()
                                                            .doubts()
                                                            .isEmpty())
                                                    .count()
                                            == 13,
                                    "; 13 readings, none doubted"));
        }
    }

    @Test
    void dst_nights_with_a_device_that_tells_local_time() {
        int number = 11;
        for (String local : new String[] {"2026-10-25T02:35:00", "2026-03-29T02:35:00"}) {
            boolean autumn = local.contains("-10-");
            Instant night = Instant.parse(autumn ? "2026-10-25T00:36:00Z" : "2026-03-29T01:36:00Z");
            houseAt(night, new ManualClock(night));
            house.send(house.localTime(50, LocalDateTime.parse(local), BERLIN));
            double other = last().quality()
                    .doubt(Doubt.Flag.AMBIGUOUS_TIME)
                    .map(doubt -> doubt.measures().get("otherCandidateSeconds"))
                    .orElse(0.0);
            row(
                    number++,
                    (autumn ? "autumn" : "spring") + " night, a sensor that tells 02:35 local and no offset",
                    autumn ? "02:35 comes twice" : "02:35 does not come at all",
                    "nothing raised; AMBIGUOUS_TIME, the other candidate 3600 s away",
                    house.heard() + " raised; AMBIGUOUS_TIME, the other candidate %.0f s away".formatted(other));
        }
    }

    @Test
    void the_family_travels_nine_zones_east() {
        house.phone(100);
        GlucoseReading again = Given.reading(100)
                .at(house.world().minusSeconds(20))
                .receivedAt(house.clock.now())
                .build();
        house.passes(5);
        Receipt receipt =
                house.send(again.withOrigin(again.origin().withDeviceOffset(java.time.ZoneOffset.ofHours(9))));
        house.phone(50);
        row(
                13,
                "the phone's zone changes by +9 h",
                "other offsets, the same instants",
                "+5 urgent-low raised; the reading sent again is a duplicate",
                house.heard() + yes(receipt instanceof Receipt.Duplicate, "; the reading sent again is a duplicate"));
    }

    @Test
    void a_device_three_minutes_ahead() {
        Duration ahead = Duration.ofMinutes(3);
        house.phone(100, ahead);
        house.every5Min(3, () -> house.phone(50, ahead));
        house.every5Min(1, () -> house.phone(100, ahead));
        String heard = house.heard();
        row(
                14,
                "a phone 3 min ahead",
                "readings 180 s from the future",
                "+5 urgent-low raised; +20 urgent-low resolved (over); put right by -180 s, shown as 180 s ahead",
                heard + "; put right by %.0f s, shown as %d s ahead".formatted(correction(), shown()));
    }

    private double correction() {
        return last().quality()
                .doubt(Doubt.Flag.CLOCK_CORRECTED)
                .map(doubt -> doubt.measures().get("correctionSeconds"))
                .orElse(0.0);
    }

    private long shown() {
        return house.clocks().all().get(0).ahead().toSeconds();
    }

    @Test
    void a_device_twenty_minutes_behind() {
        Duration behind = Duration.ofMinutes(-20);
        house.phone(50, behind);
        house.every5Min(4, () -> house.phone(50, behind));
        row(
                15,
                "a phone 20 min behind, or a route that is 20 min slow, live: the hub cannot tell which",
                "lows 20 min old, in step",
                "+15 no-data raised; " + TWENTY_MIN_OLD + "; put right by 0 s, shown as -1200 s ahead",
                house.heard() + "; " + firstSaid()
                        + "; put right by %.0f s, shown as %d s ahead".formatted(correction(), shown()));
        assertThat(house.clocks().check().message()).contains("1200 s after their device's own time");
    }

    @Test
    void a_slow_route_is_silence() {
        house.phone(100);
        int[] delays = {20, 22, 19, 24};
        for (int delay : delays) {
            house.passes(5);
            house.send(Given.reading(100)
                    .at(house.world().minus(Duration.ofMinutes(delay)))
                    .receivedAt(house.clock.now())
                    .build());
        }
        row(
                16,
                "a route that is 19 to 24 min slow",
                "readings 20 min old, out of step",
                "+15 no-data raised; " + TWENTY_MIN_OLD.replace("arrive 20", "arrive 19"),
                house.heard() + "; " + firstSaid());
    }

    @Test
    void a_device_clock_is_set_back_in_mid_session() {
        Duration ahead = Duration.ofMinutes(3);
        house.phone(100, ahead);
        house.every5Min(3, () -> house.phone(100, ahead));
        house.every5Min(1, () -> house.phone(50, Duration.ZERO.minusSeconds(5)));
        house.every5Min(3, () -> house.phone(100, Duration.ZERO.minusSeconds(5)));
        row(
                17,
                "a phone 3 min ahead is set right in mid-session",
                "3 min missing between two readings",
                "+20 urgent-low raised; +25 urgent-low resolved (over); put right by 0 s; 8 readings kept",
                house.heard()
                        + "; put right by %.0f s; %d readings kept"
                                .formatted(
                                        correction(),
                                        house.kept(ObservationKind.GLUCOSE).size()));
    }

    @Test
    void eight_hours_are_back_filled_with_lows_in_them() {
        house.phone(50);
        List<Receipt> receipts = house.sendAll(house.backFill(480, 20, ago -> ago > 100 ? 45.0 : 100.0));
        String during = house.heard();
        house.every5Min(1, () -> house.phone(100));
        house.sendAll(house.backFill(478, 20, ago -> 45.0));
        long late = house.kept(ObservationKind.GLUCOSE).stream()
                .filter(reading -> reading.quality().has(Doubt.Flag.LATE))
                .count();
        row(
                18,
                "8 h are back-filled, with lows, beside an open low and after it",
                "93 readings 20 min to 8 h old, twice",
                "+0 urgent-low raised, stays open; +5 urgent-low resolved (over); 185 kept LATE",
                during + yes(receipts.size() == 93, ", stays open") + "; " + house.heard() + "; " + late
                        + " kept LATE");
    }

    @Test
    void a_reading_is_sent_again_after_the_correction() throws InterruptedException {
        Duration ahead = Duration.ofMinutes(3);
        house.phone(100, ahead);
        house.passes(5);
        GlucoseReading first = Given.reading(100)
                .at(house.world().plus(ahead))
                .receivedAt(house.clock.now())
                .build();
        house.send(first);
        house.passes(4);
        Receipt again = house.send(first);
        house.restart();
        Receipt afterRestart = house.send(first);
        row(
                19,
                "a reading of the phone 3 min ahead is sent again, also after a restart of the hub",
                "the same wrong time, no longer from the future",
                "nothing; duplicate; duplicate",
                house.heard() + "; " + word(again) + "; " + word(afterRestart));
    }

    private static String word(Receipt receipt) {
        return receipt instanceof Receipt.Duplicate ? "duplicate" : "doubled";
    }

    @Test
    void a_phone_a_quarter_of_an_hour_ahead() {
        Duration ahead = Duration.ofMinutes(15);
        house.phone(100);
        house.every5Min(4, () -> house.phone(50, ahead));
        row(
                24,
                "a phone 15 min ahead, more than `refuseAheadSeconds`",
                "readings 15 min from the future",
                "+15 no-data raised; Anna: no glucose for 15 min. Readings are refused: the clock of sensor-1 is 15 min"
                        + " ahead. Set its date, time and time zone.",
                house.heard() + "; " + firstSaid());
        assertThat(house.pipelineSays()).contains("the clock of device sensor-1 is 15 min ahead");
        house.every5Min(1, () -> house.phone(100));
        assertThat(house.heard()).contains("no-data resolved");
    }
}
