package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.ChannelException;

/**
 * Says to the house that somebody is called, and that it is over, to whom and in which words the home allows; whoever says it waits here
 * until the broker has it or it is known that it will not. The threads of those who deliver.
 */
final class HouseCalls {
    private final HouseSettings settings;
    private final Household household;
    private final HubClock clock;
    private final ExpectedReceipts receipts;
    private final Outbox outbox;
    private final HouseLoop loop;

    HouseCalls(
            HouseSettings settings,
            Household household,
            HubClock clock,
            ExpectedReceipts receipts,
            Outbox outbox,
            HouseLoop loop) {
        this.settings = settings;
        this.household = household;
        this.clock = clock;
        this.receipts = receipts;
        this.outbox = outbox;
        this.loop = loop;
    }

    /** {@return whom the house is told this is about; empty where it is told of nobody} A drill may be about nobody who is shared. */
    Optional<Subject> subject(Call call) {
        return settings.subject(call.alert().person())
                .or(() -> call.test() ? Optional.of(Subject.hub()) : Optional.empty());
    }

    /** Somebody is called. That anybody near has it comes later, as a receipt. */
    void call(Call call) throws ChannelException, InterruptedException {
        Subject subject = subject(call)
                .orElseThrow(() -> ChannelException.permanent(
                        "This person is not shared with Home Assistant: name them in people of "
                                + HomeAssistantChannel.PID));
        receipts.expect(call);
        say(
                subject,
                AlarmEvent.calling(
                        call,
                        Wording.of(subject, settings, household),
                        settings.appearance().unit(),
                        settings.channelId(),
                        clock.now()),
                shorter(call.within(), settings.timing().acknowledge()));
    }

    /** Nobody has to come any more. Of somebody who is not shared nothing was said, and nothing is. */
    void end(Alert alert) throws ChannelException, InterruptedException {
        Optional<Subject> subject = settings.subject(alert.person());
        if (subject.isPresent()) {
            say(
                    subject.get(),
                    AlarmEvent.ended(alert, Wording.of(subject.get(), settings, household)),
                    settings.timing().acknowledge());
        }
    }

    private void say(Subject subject, ObjectNode event, Duration within) throws ChannelException, InterruptedException {
        Optional<String> trouble = loop.trouble();
        if (trouble.isPresent()) {
            throw ChannelException.passing("Home Assistant is not reached: " + trouble.get(), null);
        }
        CompletableFuture<Object> taken = outbox.offer(
                        Message.passing(settings.topics().event(subject), event))
                .orElseThrow(() -> ChannelException.passing(
                        "Too much waits for the broker of Home Assistant: look whether it is overloaded", null));
        loop.wake();
        try {
            taken.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ChannelException.passing(
                    "Home Assistant is not reached: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw ChannelException.passing("The broker of Home Assistant does not answer in time", e);
        } finally {
            taken.cancel(false); // what was not said by now is not said later
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
