package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipt.Outcome;

/** A page says that an alert sounded near somebody, or was looked at, so that "nobody has received this" can be known. */
final class SeenRoutes {
    private static final int MOST_REMEMBERED = 1000;

    private final Parts parts;
    /** What pages have said already: a page that is opened again says it again, and a record need not hold it twice. */
    private final Map<String, Boolean> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    SeenRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(new Route(
                "POST",
                "/hub/v1/alerts/{id}/seen",
                AlertRights.CARERS,
                (call, names, caller) -> CompletableFuture.completedFuture(
                        seen(alert(names.get(0), caller.orElseThrow()), outcome(call), caller.orElseThrow()))));
    }

    /** {@return an open alert, or one that a page was called for a drill} */
    private Alert alert(String id, Caller caller) {
        List<Alert> open = Optional.ofNullable(parts.boardOrNull().get())
                .map(AlertBoard::open)
                .orElse(List.of());
        return open.stream()
                .filter(alert -> alert.id().equals(id))
                .findFirst()
                .or(() -> parts.reach().pages().latest(id).map(org.hearthgate.api.notify.Call::alert))
                .filter(alert -> AlertRights.answers(caller.access(), alert.person()))
                .orElseThrow(AlertRoutes::gone);
    }

    private static Outcome outcome(Call call) {
        if (call.body().length == 0) {
            return Outcome.SEEN;
        }
        return switch (Sent.of(call).textOr("outcome", "seen")) {
            case "seen" -> Outcome.SEEN;
            case "received" -> Outcome.RECEIVED;
            default -> throw new Refused(400, "bad-outcome", "'outcome' is seen or received. Nothing was noted.");
        };
    }

    private Answer seen(Alert alert, Outcome outcome, Caller caller) {
        var receipts = parts.reach().receipts();
        boolean noted = receipts.isPresent() && first(alert, outcome, caller);
        if (noted) {
            receipts.get()
                    .note(new Receipt(
                            callId(alert),
                            alert.id(),
                            alert.person(),
                            alert.step(),
                            PageChannel.ID,
                            Optional.of(caller.access().subject()),
                            outcome,
                            parts.clock().now(),
                            outcome == Outcome.SEEN
                                    ? "It was on the screen of an open page"
                                    : "An open page has it, and its sound was on"));
        }
        ObjectNode json = Json.object().put("id", alert.id()).put("noted", noted);
        if (receipts.isEmpty()) {
            json.put("message", "The hub's notifying is not running, so nobody keeps who was reached.");
        }
        return Answer.ok(json);
    }

    private boolean first(Alert alert, Outcome outcome, Caller caller) {
        String key = alert.id()
                + ' '
                + alert.step()
                + ' '
                + alert.raisedAt()
                + ' '
                + outcome
                + ' '
                + caller.access().subject();
        synchronized (said) {
            return said.put(key, true) == null;
        }
    }

    /** {@return the call that brought it here; a page that found it by itself names the newest call, or the alert} */
    private String callId(Alert alert) {
        List<Receipt> all = parts.reach().receiptsOf(alert.id());
        return parts.reach()
                .pages()
                .latest(alert.id())
                .map(org.hearthgate.api.notify.Call::id)
                .orElseGet(() ->
                        all.isEmpty() ? alert.id() : all.get(all.size() - 1).callId());
    }
}
