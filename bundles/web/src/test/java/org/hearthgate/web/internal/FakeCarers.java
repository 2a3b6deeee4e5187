package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.PersonId;

/** Mum by day, Grandma by night and a neighbour for the worst; their channels, receipts and drill, all as the test says. */
final class FakeCarers implements Duty, Receipts, Channels, SelfTest {
    static final Carer MUM = new Carer("mum", "Mum", Set.of(ANNA, BEN), List.of("page", "webhook.mum"), false);
    static final Carer GRANDMA = new Carer("grandma", "Grandma", Set.of(ANNA), List.of("mail.grandma"), false);
    static final Carer NEIGHBOUR = new Carer("mr-weber", "Mr Weber", Set.of(ANNA), List.of("mail.weber"), true);
    static final Carer BENS_ONLY = new Carer("bens-aunt", "Aunt Eva", Set.of(BEN), List.of(), false);

    final List<Receipt> noted = new ArrayList<>();
    final Map<String, State> channels = new LinkedHashMap<>();
    Optional<Next> next = Optional.empty();
    Optional<Result> latest = Optional.empty();
    CompletableFuture<Receipt> test = new CompletableFuture<>();
    CompletableFuture<Result> run = new CompletableFuture<>();
    int runs;
    Instant shiftEnds = Instant.MAX;

    FakeCarers channel(String id, String label, boolean near, Receipt receipt, Receipt ofTest) {
        channels.put(id, new State(id, label, near, 0, Optional.ofNullable(receipt), Optional.ofNullable(ofTest)));
        return this;
    }

    static Receipt receipt(
            String alert,
            PersonId person,
            int step,
            String channel,
            Carer carerOrNull,
            Receipt.Outcome outcome,
            Instant at,
            String detail) {
        return new Receipt(
                "c" + step,
                alert,
                person,
                step,
                channel,
                Optional.ofNullable(carerOrNull).map(Carer::id),
                outcome,
                at,
                detail);
    }

    @Override
    public List<Carer> carers() {
        return List.of(BENS_ONLY, GRANDMA, NEIGHBOUR, MUM);
    }

    @Override
    public Now at(PersonId person, Instant instant) {
        return instant.isBefore(shiftEnds)
                ? new Now(
                        List.of(MUM), List.of(GRANDMA), Optional.of(shiftEnds).filter(end -> end != Instant.MAX), "day")
                : new Now(List.of(GRANDMA), List.of(MUM), Optional.of(shiftEnds.plus(Duration.ofDays(30))), "night");
    }

    @Override
    public Optional<Next> next(Alert alert) {
        return next;
    }

    @Override
    public void note(Receipt receipt) {
        noted.add(receipt);
    }

    @Override
    public List<Receipt> ofAlert(String alertId) {
        return noted.stream().filter(one -> one.alertId().equals(alertId)).toList();
    }

    @Override
    public List<Receipt> since(Instant from, int most) {
        return noted;
    }

    @Override
    public List<State> all() {
        return List.copyOf(channels.values());
    }

    @Override
    public CompletableFuture<Receipt> test(String channelId, String by) {
        return test;
    }

    @Override
    public Optional<Result> latest() {
        return latest;
    }

    @Override
    public CompletableFuture<Result> run(String by) {
        runs++;
        return run;
    }
}
