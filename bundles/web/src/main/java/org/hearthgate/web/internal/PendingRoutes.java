package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.device.PendingReading;
import org.hearthgate.api.device.PendingReadings;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;

/** The readings of which a device cannot tell whose they are. They hold health values, and only a family can know the answer. */
final class PendingRoutes {
    private static final Set<Role> FAMILY = Set.of(Role.FAMILY);
    private static final String PENDING = "/hub/v1/pending";

    private final Parts parts;
    private final Duration answerWithin;

    PendingRoutes(Parts parts, Duration answerWithin) {
        this.parts = parts;
        this.answerWithin = answerWithin;
    }

    /** One reading and who asks. */
    private record Question(PendingReadings asker, PendingReading reading) {}

    List<Route> routes() {
        return List.of(
                Route.get(PENDING, FAMILY, (call, names, caller) -> list(caller.access())),
                new Route(
                        "POST",
                        PENDING + "/{id}/person",
                        FAMILY,
                        (call, names, caller) -> assign(names.get(0), caller.orElseThrow(), Sent.of(call))),
                new Route(
                        "DELETE",
                        PENDING + "/{id}",
                        FAMILY,
                        (call, names, caller) -> CompletableFuture.completedFuture(discard(
                                question(names.get(0), caller.orElseThrow().access())))));
    }

    private List<Question> questions(Access access) {
        return parts.pending().get().stream()
                .flatMap(asker -> asker.list().stream().map(reading -> new Question(asker, reading)))
                .filter(question -> mayAnswer(access, question.reading()))
                .toList();
    }

    /** Whoever reaches one who may be meant. Where nobody may be meant, only who reaches everybody can say so. */
    private boolean mayAnswer(Access access, PendingReading reading) {
        if (reading.candidates().isEmpty()) {
            return parts.household().people().stream().map(Person::id).allMatch(access::reaches);
        }
        return reading.candidates().stream().anyMatch(access::reaches);
    }

    private Question question(String id, Access access) {
        return questions(access).stream()
                .filter(question -> question.reading().id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new Refused(
                                404,
                                "no-such-reading",
                                "This reading does not wait any more: somebody has answered. GET /hub/v1/pending lists those that do."));
    }

    private Answer list(Access access) {
        ObjectNode json = Json.object();
        ArrayNode pending = json.putArray("pending");
        questions(access).forEach(question -> pending.add(describe(question.reading(), access)));
        return Answer.ok(json);
    }

    private static ObjectNode describe(PendingReading reading, Access access) {
        ObjectNode json = Json.object()
                .put("id", reading.id())
                .put("device", reading.device().value())
                .put("measuredAt", reading.measuredAt().toString())
                .put("receivedAt", reading.receivedAt().toString())
                .put("reading", reading.reading());
        ArrayNode candidates = json.putArray("candidates");
        reading.candidates().stream()
                .filter(access::reaches)
                .map(PersonId::value)
                .forEach(candidates::add);
        return json;
    }

    private CompletableFuture<Answer> assign(String id, Caller caller, Sent sent) {
        Question question = question(id, caller.access());
        PersonId person = caller.person(sent.text("person"));
        Answer answer = Answer.ok(Json.object().put("id", id).put("person", person.value()));
        return new Commit(question.asker().assign(id, person), answerWithin)
                .orElse(
                        answer,
                        new Refused(
                                409,
                                "not-theirs",
                                "Either somebody has answered already, or this person does not use this device. "
                                        + "GET /hub/v1/pending lists what still waits."));
    }

    private static Answer discard(Question question) {
        String id = question.reading().id();
        return Answer.ok(Json.object()
                .put("id", id)
                .put("discarded", question.asker().discard(id))
                .put("note", "It is in nobody's record. Its octets stay in quarantine."));
    }
}
