package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;

/** The open alerts, and the two things a person can do about one: "I've got it" and "not for the next minutes". */
final class AlertRoutes {
    private static final int LONGEST_SNOOZE_MINUTES = 24 * 60;

    private final Parts parts;
    private final Duration answerWithin;

    AlertRoutes(Parts parts, Duration answerWithin) {
        this.parts = parts;
        this.answerWithin = answerWithin;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/hub/v1/alerts", AlertRights.VIEWERS, (call, names, caller) -> open(caller)),
                new Route(
                        "POST",
                        "/hub/v1/alerts/{id}/acknowledge",
                        AlertRights.CARERS,
                        (call, names, caller) -> acknowledge(alert(names, caller), caller.orElseThrow())),
                new Route(
                        "POST",
                        "/hub/v1/alerts/{id}/snooze",
                        AlertRights.CARERS,
                        (call, names, caller) -> snooze(alert(names, caller), caller.orElseThrow(), call)));
    }

    private Answer open(Caller caller) {
        ObjectNode json = Json.object();
        ArrayNode alerts = json.putArray("alerts");
        var shapes = new ReachJson(parts.reach());
        parts.board().open().stream()
                .filter(alert -> AlertRights.sees(caller.access(), alert.person()))
                .forEach(alert -> alerts.add(
                        AlertRights.answers(caller.access(), alert.person())
                                ? shapes.alert(alert)
                                : Json.alert(alert)));
        ObjectNode longest = json.putObject("longestSnoozeMinutes");
        parts.rules().get().forEach(rule -> longest.put(rule.id(), minutes(rule)));
        return Answer.ok(json);
    }

    private Alert alert(List<String> names, Optional<Caller> caller) {
        return parts.board().open().stream()
                .filter(alert -> alert.id().equals(names.get(0)))
                .filter(alert -> AlertRights.answers(caller.orElseThrow().access(), alert.person()))
                .findFirst()
                .orElseThrow(AlertRoutes::gone);
    }

    private CompletableFuture<Answer> acknowledge(Alert alert, Caller caller) {
        return answered(parts.board().acknowledge(alert.id(), caller.access().subject()));
    }

    private CompletableFuture<Answer> snooze(Alert alert, Caller caller, Call call) {
        int longest = parts.rules().get().stream()
                .filter(rule -> rule.id().equals(alert.rule()))
                .mapToInt(AlertRoutes::minutes)
                .findFirst()
                .orElse(LONGEST_SNOOZE_MINUTES);
        JsonNode minutes = Json.read(call.body()).path("minutes");
        if (!minutes.isInt() || minutes.asInt() < 1) {
            throw new Refused(400, "bad-minutes", "Send the length as {\"minutes\":15}, 1 to " + longest + ".");
        }
        if (minutes.asInt() > longest) {
            throw Refused.snoozeTooLong(longest);
        }
        return answered(parts.board()
                .snooze(
                        alert.id(),
                        Duration.ofMinutes(minutes.asInt()),
                        caller.access().subject()));
    }

    private static int minutes(AlertRule rule) {
        return (int) Math.min(LONGEST_SNOOZE_MINUTES, rule.longestSnooze().toMinutes());
    }

    private CompletableFuture<Answer> answered(CompletableFuture<Alert> change) {
        return change.orTimeout(answerWithin.toMillis(), TimeUnit.MILLISECONDS)
                .<Answer>thenApply(alert -> Answer.ok(Json.alert(alert)))
                .exceptionally(rethrow(AlertRoutes::explained));
    }

    private static Function<Throwable, Answer> rethrow(Function<Throwable, RuntimeException> explain) {
        return thrown -> {
            throw explain.apply(
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown);
        };
    }

    private static RuntimeException explained(Throwable cause) {
        if (cause instanceof NoSuchElementException) {
            return gone();
        }
        if (cause instanceof IllegalArgumentException) {
            return new Refused(400, "bad-minutes", "This does not work: " + cause.getMessage() + ".");
        }
        if (cause instanceof RejectedExecutionException || cause instanceof TimeoutException) {
            return new Refused(
                    503, "alerting-busy", "The hub did not take it in time; the alarm goes on. Press again.");
        }
        return new CompletionException(cause);
    }

    static Refused gone() {
        return new Refused(
                404, "no-such-alert", "This alarm is not open any more. GET /hub/v1/alerts lists the open ones.");
    }
}
