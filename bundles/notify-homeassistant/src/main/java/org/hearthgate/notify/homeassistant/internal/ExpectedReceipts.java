package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Receipt;

/** The calls that went out, until the house says that somebody or something near a person has them. Any thread. */
final class ExpectedReceipts {
    private static final int MOST = 256;

    private final String channel;
    private final Map<String, Expected> byCall = new LinkedHashMap<>();

    private record Expected(Call call, Set<String> noted) {}

    /** @param channel id of ours */
    ExpectedReceipts(String channel) {
        this.channel = channel;
    }

    /** A call is about to go out, again perhaps. */
    synchronized void expect(Call call) {
        byCall.putIfAbsent(call.id(), new Expected(call, new HashSet<>()));
        if (byCall.size() > MOST) {
            var oldest = byCall.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * {@return what came of a call; empty where that is known already}
     *
     * @param payload {@code call}, and perhaps {@code carer}, {@code by} and {@code outcome}
     * @throws RefusedException if it cannot be read, or is about nothing that was called
     */
    synchronized Optional<Receipt> read(byte[] payload, Instant now) throws RefusedException {
        if (payload.length > Command.LARGEST) {
            throw new RefusedException("a receipt may have " + Command.LARGEST + " octets at most");
        }
        ObjectNode json = Json.read(payload)
                .orElseThrow(() -> new RefusedException("a receipt must be one JSON object, this cannot be read"));
        String callId = Command.id(json, "call")
                .orElseThrow(() -> new RefusedException("a receipt must say which call it is for"));
        Expected expected = byCall.get(callId);
        if (expected == null) {
            throw new RefusedException("no call has that id, or it was too long ago");
        }
        Receipt.Outcome outcome = outcome(json);
        Optional<String> carer = carer(expected.call(), Command.id(json, "carer"));
        if (!expected.noted().add(carer.orElse("") + ' ' + outcome)) {
            return Optional.empty();
        }
        Call call = expected.call();
        return Optional.of(new Receipt(
                call.id(),
                call.alert().id(),
                call.alert().person(),
                call.alert().step(),
                channel,
                carer,
                outcome,
                now,
                "confirmed by " + Command.person(json)));
    }

    private static Receipt.Outcome outcome(ObjectNode json) throws RefusedException {
        return switch (json.path("outcome").asText("received").toLowerCase(Locale.ROOT)) {
            case "received" -> Receipt.Outcome.RECEIVED;
            case "seen" -> Receipt.Outcome.SEEN;
            default -> throw new RefusedException("outcome must be received or seen");
        };
    }

    /** A carer who was not called has no receipt; where one alone was called and nobody near, it is theirs. */
    private Optional<String> carer(Call call, Optional<String> named) throws RefusedException {
        var ours = call.carers().stream()
                .filter(carer -> carer.channels().contains(channel))
                .map(Carer::id)
                .toList();
        if (named.isPresent()) {
            if (!ours.contains(named.get())) {
                throw new RefusedException("that carer was not called over this channel");
            }
            return named;
        }
        return ours.size() == 1 && !call.everybodyNear() ? Optional.of(ours.get(0)) : Optional.empty();
    }
}
