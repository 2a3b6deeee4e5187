package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.SelfTest;

/** The shapes on the wire of who was reached, who will be, and by what. */
final class ReachJson {
    private static final int MOST_RECEIPTS = 60;

    private final Reach reach;
    private final Map<String, String> carerNames;
    private final Map<String, String> channelLabels;

    /** Asks for the names once, for as long as one answer is made. */
    ReachJson(Reach reach) {
        this.reach = reach;
        carerNames = reach.carers().stream().collect(Collectors.toMap(Carer::id, Carer::name, (one, other) -> one));
        channelLabels = reach.channels().map(Channels::all).orElse(List.of()).stream()
                .collect(Collectors.toMap(Channels.State::id, Channels.State::label, (one, other) -> one));
    }

    /** {@return an alert with who was reached and who is called next, as those who answer alarms see it} */
    ObjectNode alert(Alert alert) {
        ObjectNode json = Json.alert(alert);
        ArrayNode receipts = receipts(alert.id());
        if (!receipts.isEmpty()) {
            json.set("receipts", receipts);
        }
        if (alert.state() == AlertState.RAISED || alert.state() == AlertState.ESCALATED) {
            reach.duty().flatMap(duty -> duty.next(alert)).ifPresent(next -> {
                ObjectNode told = json.putObject("next").put("at", next.at().toString());
                ArrayNode carers = told.putArray("carers");
                next.carers().forEach(carer -> carers.add(carer.name()));
            });
        }
        return json;
    }

    /** {@return the newest ones, oldest first, with the names of those they were for} */
    ArrayNode receipts(String alertId) {
        return receipts(alertId, Instant.MIN);
    }

    /** {@return the newest ones from that instant on, oldest first, with the names of those they were for} */
    ArrayNode receipts(String alertId, Instant from) {
        ArrayNode json = Json.array();
        List<Receipt> all = reach.receiptsOf(alertId).stream()
                .filter(receipt -> !receipt.at().isBefore(from))
                .toList();
        all.subList(Math.max(0, all.size() - MOST_RECEIPTS), all.size()).forEach(receipt -> json.add(named(receipt)));
        return json;
    }

    private ObjectNode named(Receipt receipt) {
        ObjectNode json = receipt(receipt);
        String label = channelLabels.get(receipt.channel());
        if (label != null) {
            json.put("channelLabel", label);
        }
        receipt.carer().map(carerNames::get).ifPresent(name -> json.put("carerName", name));
        return json;
    }

    static ObjectNode receipt(Receipt receipt) {
        ObjectNode json = how(receipt).put("channel", receipt.channel()).put("step", receipt.step());
        receipt.carer().ifPresent(carer -> json.put("carer", carer));
        return json;
    }

    /** {@return how far a delivery came, without anybody's name} */
    static ObjectNode how(Receipt receipt) {
        return Json.object()
                .put("outcome", word(receipt.outcome()))
                .put("at", receipt.at().toString())
                .put("detail", receipt.detail());
    }

    static String word(Receipt.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ObjectNode channel(Channels.State state) {
        ObjectNode json = Json.object()
                .put("id", state.id())
                .put("label", state.label())
                .put("forEverybodyNear", state.forEverybodyNear())
                .put("waiting", state.waiting());
        state.latest().ifPresent(receipt -> json.set("latest", how(receipt)));
        state.latestTest().ifPresent(receipt -> json.set("latestTest", how(receipt)));
        return json;
    }

    static ObjectNode result(SelfTest.Result result) {
        ObjectNode json = Json.object()
                .put("passed", result.passed())
                .put("startedAt", result.startedAt().toString())
                .put("endedAt", result.endedAt().toString())
                .put("by", result.by());
        ArrayNode stages = json.putArray("stages");
        result.stages().forEach(stage -> stages.addObject()
                .put("name", stage.name())
                .put("passed", stage.passed())
                .put("detail", stage.detail()));
        return json;
    }

    static ObjectNode carer(Carer carer) {
        ObjectNode json = Json.object().put("id", carer.id()).put("name", carer.name());
        ArrayNode channels = json.putArray("channels");
        carer.channels().forEach(channels::add);
        return json.put("emergencyContact", carer.emergencyContact());
    }

    static void duty(ObjectNode json, Duty.Now now) {
        json.set("onDuty", ids(now.onDuty()));
        json.set("next", ids(now.next()));
        now.until().ifPresent(until -> json.put("until", until.toString()));
        json.put("from", now.from());
    }

    private static ArrayNode ids(List<Carer> carers) {
        ArrayNode json = Json.array();
        carers.forEach(carer -> json.add(carer.id()));
        return json;
    }
}
