package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipt.Outcome;
import org.hearthgate.api.notify.SelfTest;

/** Nights in which somebody is called, for looking at: carers, channels, receipts, a drill and a log, as they would be right now. */
final class DevAlarms {
    private DevAlarms() {}

    static void moveInto(DevHub hub, String situation, Instant now) {
        FakeCarers carers = carers(now);
        hub.reach.duty = carers;
        hub.reach.receipts = carers;
        hub.reach.channels = carers;
        hub.reach.selfTest = carers;
        var desk = new FakeDesk();
        hub.servlet.commissioning = desk;
        hub.servlet.journal = log(now);
        switch (situation) {
            case "escalated" -> hub.raise(low(carers, now).escalated(1, now.minusSeconds(20)));
            case "taken" ->
                hub.raise(low(carers, now)
                        .escalated(1, now.minusSeconds(80))
                        .to(AlertState.ACKNOWLEDGED, now, Optional.of("Mum"), Optional.empty()));
            case "two-alarms" -> {
                hub.raise(low(carers, now));
                hub.raise(FakeBoard.alert(
                                "b1",
                                BEN,
                                "low",
                                Priority.MEDIUM,
                                now,
                                66,
                                "Ben is low: 66 mg/dL and falling. Give fast sugar now.")
                        .saying(new Finding(
                                Priority.MEDIUM,
                                "Ben is low: 66 mg/dL and falling. Give fast sugar now.",
                                OptionalDouble.of(66),
                                Optional.of(now),
                                "66 mg/dL is below Ben’s low limit of 70 mg/dL.")));
            }
            case "hub-alarm" -> {
                hub.raise(low(carers, now));
                hub.raise(
                        FakeBoard.alert(
                                "h1",
                                Alert.HUB,
                                "hub-sounder",
                                Priority.HIGH,
                                now.minusSeconds(300),
                                Double.NaN,
                                "The hub’s sounder does not answer. Check its plug; until then alarms sound on this page only."));
            }
            default ->
                desk.nights.put(
                        "night-1",
                        Map.of(
                                "persons", List.of("anna"),
                                "carers", List.of("grandma"),
                                "from", local(now.plus(Duration.ofHours(5))),
                                "until", local(now.plus(Duration.ofHours(13)))));
        }
    }

    private static String local(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneId.of("Europe/Berlin"))
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private static AlertJournal log(Instant now) {
        Instant lastNight = now.minus(Duration.ofHours(20));
        Alert low = FakeBoard.alert("l1", ANNA, "low", Priority.MEDIUM, lastNight, 62, "Anna is low")
                .saying(new Finding(
                        Priority.MEDIUM,
                        "Anna is low",
                        OptionalDouble.of(62),
                        Optional.of(lastNight),
                        "62 mg/dL is below Anna’s night limit of 75 mg/dL."));
        Instant taken = lastNight.plusSeconds(200);
        Instant silent = now.minus(Duration.ofHours(40));
        Alert noData = FakeBoard.alert("l2", ANNA, "no-data", Priority.LOW, silent, Double.NaN, "Anna: no reading");
        return FakeJournal.of(
                noData,
                noData.to(AlertState.RESOLVED, silent.plusSeconds(900), Optional.of("over"), Optional.empty()),
                low,
                low.escalated(1, lastNight.plusSeconds(120)),
                low.escalated(1, lastNight.plusSeconds(120))
                        .to(AlertState.ACKNOWLEDGED, taken, Optional.of("Mum"), Optional.empty()),
                low.to(AlertState.RESOLVED, lastNight.plusSeconds(1500), Optional.of("over"), Optional.empty()));
    }

    private static Alert low(FakeCarers carers, Instant now) {
        Alert low = FakeBoard.alert(
                        "a1",
                        ANNA,
                        "urgent-low",
                        Priority.HIGH,
                        now.minusSeconds(140),
                        51,
                        "Anna is very low: 51 mg/dL and falling. Treat the low now.")
                .saying(new Finding(
                        Priority.HIGH,
                        "Anna is very low: 51 mg/dL and falling. Treat the low now.",
                        OptionalDouble.of(51),
                        Optional.of(now),
                        "51 mg/dL is at or below the urgent limit of 55 mg/dL, which nobody can switch off."));
        Instant began = now.minusSeconds(140);
        carers.note(FakeCarers.receipt("a1", ANNA, 0, "sounder", null, Outcome.SENT, began, "It sounded"));
        carers.note(FakeCarers.receipt(
                "a1", ANNA, 0, "webhook.mum", FakeCarers.MUM, Outcome.RECEIVED, began.plusSeconds(2), "Mum’s phone"));
        carers.note(FakeCarers.receipt(
                "a1",
                ANNA,
                1,
                "mail.grandma",
                FakeCarers.GRANDMA,
                Outcome.FAILED,
                began.plusSeconds(122),
                "The mail server cannot be reached; is the internet away?"));
        carers.next = Optional.of(new Duty.Next(now.plusSeconds(280), List.of(FakeCarers.GRANDMA)));
        return low;
    }

    private static FakeCarers carers(Instant now) {
        var carers = new FakeCarers();
        Instant tested = now.minus(Duration.ofHours(9));
        carers.channel(
                        "mail.grandma",
                        "E-mail to Grandma",
                        false,
                        delivery(
                                Outcome.FAILED,
                                now.minusSeconds(20),
                                "The mail server cannot be reached; is the internet away?"),
                        delivery(Outcome.SENT, tested, ""))
                .channel(
                        "page",
                        "This page, wherever it is open",
                        true,
                        delivery(Outcome.SEEN, now.minus(Duration.ofHours(20)), ""),
                        delivery(Outcome.RECEIVED, tested, ""))
                .channel(
                        "sounder",
                        "The hub’s own sounder",
                        true,
                        delivery(Outcome.SENT, now.minus(Duration.ofHours(20)), ""),
                        delivery(Outcome.SENT, tested, ""))
                .channel("webhook.mum", "Mum’s phone (web hook)", false, null, null);
        carers.latest = Optional.of(new SelfTest.Result(
                tested,
                tested.plusSeconds(4),
                "daily",
                List.of(
                        new SelfTest.Stage("commit", true, "The made-up reading was in the record after 3 ms."),
                        new SelfTest.Stage("rules", true, "Urgent low was found after 4 ms."),
                        new SelfTest.Stage("channel sounder", true, "It took the sound after 120 ms."),
                        new SelfTest.Stage("channel mail.grandma", true, "The mail server took it."))));
        carers.test = CompletableFuture.completedFuture(delivery(Outcome.SENT, now, ""));
        carers.shiftEnds = now.plus(Duration.ofHours(5));
        return carers;
    }

    private static Receipt delivery(Outcome outcome, Instant at, String detail) {
        return FakeCarers.receipt("x", ANNA, 0, "x", null, outcome, at, detail);
    }
}
