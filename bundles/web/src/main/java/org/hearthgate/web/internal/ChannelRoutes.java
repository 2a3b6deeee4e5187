package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.notify.Channels;
import org.hearthgate.api.notify.SelfTest;

/** Will the alarms be heard? The ways to reach people with their test button, and the drill through the whole road. */
final class ChannelRoutes {
    private static final Set<Role> TESTERS = Set.of(Role.FAMILY, Role.INSTALLER);
    private static final Set<Role> WATCHERS = Set.of(Role.FAMILY, Role.INSTALLER, Role.FLEET);
    private static final String SELF_TEST = "/hub/v1/self-test";
    private static final Duration BETWEEN_CHANNEL_TESTS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_SELF_TESTS = Duration.ofSeconds(60);

    private final Parts parts;
    private final Duration answerWithin;
    private final TestPace channelTests;
    private final TestPace selfTests;
    private volatile CompletableFuture<SelfTest.Result> underWay = CompletableFuture.completedFuture(null);

    ChannelRoutes(Parts parts, Duration answerWithin, LongSupplier nanoTime) {
        this.parts = parts;
        this.answerWithin = answerWithin;
        channelTests = new TestPace(BETWEEN_CHANNEL_TESTS, nanoTime);
        selfTests = new TestPace(BETWEEN_SELF_TESTS, nanoTime);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/hub/v1/channels", TESTERS, (call, names, caller) -> channels()),
                new Route(
                        "POST",
                        "/hub/v1/channels/{id}/test",
                        TESTERS,
                        (call, names, caller) -> test(names.get(0), caller.orElseThrow())),
                Route.get(SELF_TEST, WATCHERS, (call, names, caller) -> Answer.ok(selfTest())),
                new Route("POST", SELF_TEST, TESTERS, (call, names, caller) -> run(caller.orElseThrow())));
    }

    private Answer channels() {
        ObjectNode json = Json.object();
        ArrayNode channels = json.putArray("channels");
        var known = parts.reach().channels();
        known.map(Channels::all).orElse(List.of()).forEach(state -> channels.add(ReachJson.channel(state)));
        if (known.isEmpty()) {
            json.put(
                    "message",
                    "The hub's notifying is not running: an alarm shows on this page and reaches nobody else.");
        }
        return Answer.ok(json);
    }

    private CompletableFuture<Answer> test(String channel, Caller caller) {
        Channels channels = parts.reach().channels().orElseThrow(() -> Refused.missing("notifying (channels)"));
        if (channels.all().stream().noneMatch(state -> state.id().equals(channel))) {
            throw noSuchChannel();
        }
        channelTests.take(channel);
        return inTime(
                channels.test(channel, caller.access().subject()),
                receipt -> ReachJson.how(receipt).put("channel", channel),
                Json.object().put("channel", channel).put("underWay", true));
    }

    private ObjectNode selfTest() {
        ObjectNode json = Json.object().put("underWay", !underWay.isDone());
        var known = parts.reach().selfTest();
        known.flatMap(SelfTest::latest).ifPresent(result -> json.set("latest", ReachJson.result(result)));
        if (known.isEmpty()) {
            json.put(
                    "message",
                    "The hub's self-test is not running: nothing proves every day that an alarm comes through.");
        }
        return json;
    }

    private CompletableFuture<Answer> run(Caller caller) {
        SelfTest drill = parts.reach().selfTest().orElseThrow(() -> Refused.missing("self-test"));
        if (underWay.isDone()) {
            selfTests.take("self-test");
            underWay = drill.run(caller.access().subject());
        }
        return inTime(
                underWay,
                result -> {
                    ObjectNode json = Json.object().put("underWay", false);
                    json.set("latest", ReachJson.result(result));
                    return json;
                },
                Json.object().put("underWay", true));
    }

    /** Waits a while, and then says 202: what takes longer shows where it is listed. */
    private <T> CompletableFuture<Answer> inTime(
            CompletableFuture<T> result, Function<T, ObjectNode> told, ObjectNode meanwhile) {
        return result.copy()
                .orTimeout(answerWithin.toMillis(), TimeUnit.MILLISECONDS)
                .<Answer>thenApply(one -> Answer.ok(told.apply(one)))
                .exceptionally(thrown -> {
                    Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null
                            ? thrown.getCause()
                            : thrown;
                    if (cause instanceof TimeoutException) {
                        return new Answer.Reply(202, Map.of(), Json.bytes(meanwhile));
                    }
                    throw explained(cause);
                });
    }

    private static RuntimeException explained(Throwable cause) {
        if (cause instanceof NoSuchElementException) {
            return noSuchChannel();
        }
        if (cause instanceof RejectedExecutionException) {
            return new Refused(409, "test-under-way", "A test is under way already. Wait for it.");
        }
        return new CompletionException(cause);
    }

    private static Refused noSuchChannel() {
        return new Refused(404, "no-such-channel", "There is no such channel. GET /hub/v1/channels lists them.");
    }
}
