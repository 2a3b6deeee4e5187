package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.hub.HubClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the house asks, if it is asked now and about somebody who is shared; every answer is said aloud. Who asks is known to
 * the broker alone. Waits for nobody; one thread, but answers may come on others.
 */
final class FrontDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDesk.class);
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final int MOST_A_MINUTE = 30;
    private static final int LONGEST_TEXT = 250;

    private final HouseSettings settings;
    private final Neighbours neighbours;
    private final HubClock clock;
    private final ExpectedReceipts receipts;
    private final Consumer<ObjectNode> answers;
    private final Quota quota = new Quota(MOST_A_MINUTE);

    /** @param answers takes what is to be said, on any thread, and returns at once */
    FrontDesk(
            HouseSettings settings,
            Neighbours neighbours,
            HubClock clock,
            ExpectedReceipts receipts,
            Consumer<ObjectNode> answers) {
        this.settings = settings;
        this.neighbours = neighbours;
        this.clock = clock;
        this.receipts = receipts;
        this.answers = answers;
    }

    /** One command or receipt. */
    void take(Arrived arrived) {
        int number = quota.take(clock.elapsed());
        if (number == 0) {
            LOG.warn(
                    "Home Assistant '{}' asks more than {} times a minute: the rest of this minute is not listened to",
                    settings.name(),
                    MOST_A_MINUTE);
            answer(false, "Too many commands: wait a minute", Optional.empty());
        }
        if (number <= 0) {
            return;
        }
        try {
            if (arrived.retained()) {
                throw new RefusedException("it is retained, so nobody knows how old it is: publish without retain");
            }
            if (arrived.topic().equals(settings.topics().receipt())) {
                receipts.read(arrived.payload(), clock.now())
                        .ifPresent(receipt -> neighbours.receipts().ifPresent(journal -> journal.note(receipt)));
            } else if (settings.commandsAllowed()) {
                Optional<Subject> subject = settings.subjects()
                        .filter(each -> settings.topics().command(each).equals(arrived.topic()))
                        .findFirst();
                if (subject.isPresent()) {
                    carryOut(Command.read(arrived.payload()), subject.get());
                }
            }
        } catch (RefusedException e) {
            answer(false, "Not done: " + e.getMessage(), Optional.empty());
        }
    }

    private void carryOut(Command command, Subject subject) throws RefusedException {
        refuseLate(command);
        AlertBoard board = neighbours
                .board()
                .orElseThrow(() -> new RefusedException("the hub does not judge at the moment: look at its page"));
        List<Alert> meant = board.open().stream()
                .filter(alert -> alert.person().equals(subject.person()))
                .filter(alert -> command.alert()
                        .map(alert.id()::equals)
                        .orElse(alert.state().calls()))
                .toList();
        if (meant.isEmpty()) {
            throw new RefusedException(
                    command.alert().isPresent()
                            ? "no open alert has that id; it may be over"
                            : "nothing calls at the moment");
        }
        for (Alert alert : meant) {
            Duration period = command.period(settings.appearance().snooze());
            CompletableFuture<Alert> done =
                    switch (command.verb()) {
                        case ACKNOWLEDGE -> board.acknowledge(alert.id(), command.by());
                        case SNOOZE -> board.snooze(alert.id(), period, command.by());
                    };
            String said = command.verb() == Command.Verb.ACKNOWLEDGE
                    ? "Acknowledged by " + command.by()
                    : "Snoozed for " + period.toMinutes() + " min by " + command.by();
            done.whenComplete((changed, failure) -> answer(
                    failure == null, failure == null ? said : "Not done: " + reason(failure), Optional.of(alert.id())));
        }
    }

    private void refuseLate(Command command) throws RefusedException {
        Instant now = clock.now();
        if (clock.trusted()
                && command.at().isPresent()
                && Duration.between(command.at().get(), now).abs().compareTo(LATE) > 0) {
            throw new RefusedException(
                    command.at().get().isBefore(now)
                            ? "it is older than a minute: press again, and compare the clocks of hub and Home Assistant"
                            : "it is from the future: compare the clocks of hub and Home Assistant");
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void answer(boolean ok, String text, Optional<String> alert) {
        LOG.debug("Home Assistant '{}' was answered: {}", settings.name(), text);
        ObjectNode json = Json.object()
                .put("text", text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text)
                .put("ok", ok)
                .put("at", AlarmEvent.seconds(clock.now()));
        alert.ifPresent(id -> json.put("alert", id));
        answers.accept(json);
    }
}
