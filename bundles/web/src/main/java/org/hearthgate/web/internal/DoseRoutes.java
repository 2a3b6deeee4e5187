package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.device.DoseCorrections;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.InsulinDose.Purpose;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;

/** The doses of the last hours and what each was for, as the family has put it right: a pen cannot tell an air shot from a dose. */
final class DoseRoutes {
    private static final Set<Role> READERS = Set.of(Role.FAMILY, Role.CLINICIAN);
    private static final Set<Role> CARERS = Set.of(Role.FAMILY);
    private static final String DOSES = "/hub/v1/persons/{id}/doses";
    private static final int MOST_DOSES = 1000;

    private final Parts parts;
    private final Duration answerWithin;

    DoseRoutes(Parts parts, Duration answerWithin) {
        this.parts = parts;
        this.answerWithin = answerWithin;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        DOSES,
                        READERS,
                        (call, names, caller) -> list(caller.person(names.get(0)), PersonRoutes.hours(call))),
                new Route(
                        "POST",
                        DOSES + "/{device}/{sequence}/purpose",
                        CARERS,
                        (call, names, caller) -> correct(
                                caller.orElseThrow().person(names.get(0)), names.get(1), names.get(2), Sent.of(call))));
    }

    private Answer list(PersonId person, int hours) {
        Instant now = parts.clock().now();
        Instant from = now.minus(Duration.ofHours(hours));
        ObjectNode json = Json.object()
                .put("person", person.value())
                .put("from", from.toString())
                .put("until", now.toString());
        ArrayNode doses = json.putArray("doses");
        Optional<DoseCorrections> corrections = parts.corrections();
        var said = new HashMap<DeviceId, Map<Long, DoseCorrection>>();
        for (InsulinDose dose : doses(person, from)) {
            Map<Long, DoseCorrection> ofDevice = said.computeIfAbsent(dose.device(), device -> corrections
                    .map(known -> known.corrections(person, device))
                    .orElse(Map.of()));
            Optional<DoseCorrection> correction =
                    dose.origin().sequence().stream().boxed().findFirst().map(ofDevice::get);
            doses.add(describe(dose, correction, corrections.isPresent()));
        }
        return Answer.ok(json);
    }

    /** {@return the doses since then, newest first} */
    private List<InsulinDose> doses(PersonId person, Instant from) {
        Instant until = parts.clock().now().plus(Snapshot.FUTURE_TOLERANCE);
        return parts
                .store()
                .window(ObservationQuery.of(person, from, until, ObservationKind.INSULIN_DOSE)
                        .newest(MOST_DOSES))
                .stream()
                .map(stored -> (InsulinDose) stored.observation())
                .filter(dose -> !dose.quality().has(Doubt.Flag.TEST))
                .toList();
    }

    private static ObjectNode describe(InsulinDose dose, Optional<DoseCorrection> correction, boolean correctable) {
        Purpose purpose = correction.map(DoseCorrection::purpose).orElse(dose.purpose());
        ObjectNode json = Json.object()
                .put("device", dose.device().value())
                .put("measuredAt", dose.measuredAt().toString())
                .put("units", dose.units())
                .put("purpose", word(purpose));
        // as text: a pen's sequence has more digits than a number in a browser can hold
        dose.origin().sequence().ifPresent(sequence -> json.put("sequence", Long.toString(sequence)));
        if (purpose != dose.purpose()) {
            json.put("was", word(dose.purpose()));
            correction.ifPresent(said -> json.put("saidBy", word(said.by())));
        }
        dose.insulin().ifPresent(name -> json.put("insulin", name));
        if (!dose.quality().doubts().isEmpty()) {
            json.set("doubts", Json.flags(dose.quality()));
        }
        return json.put("correctable", correctable && canBeNamed(dose));
    }

    /** Whether a path can name it: it has a number, and its device no sign that web servers refuse within a path. */
    private static boolean canBeNamed(InsulinDose dose) {
        return dose.origin().sequence().isPresent()
                && dose.device().value().chars().noneMatch(sign -> "/\\%;".indexOf(sign) >= 0);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private CompletableFuture<Answer> correct(PersonId person, String device, String sequence, Sent sent) {
        Purpose purpose = purpose(sent);
        DoseCorrections corrections =
                parts.corrections().orElseThrow(() -> Refused.missing("correcting of doses (pens)"));
        Instant from = parts.clock().now().minus(Duration.ofHours(PersonRoutes.MOST_HOURS));
        InsulinDose dose = doses(person, from).stream()
                .filter(one -> one.device().value().equals(device) && isNumbered(one, sequence))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        404,
                        "no-such-dose",
                        "There is no such dose in the last " + PersonRoutes.MOST_HOURS + " hours. GET /hub/v1/persons/"
                                + person.value() + "/doses lists them."));
        long number = dose.origin().sequence().orElseThrow();
        var said = new DoseCorrection(number, purpose, DoseCorrection.By.PERSON);
        return new Commit(corrections.correct(person, dose.device(), number, purpose), answerWithin)
                .orElse(
                        Answer.ok(describe(dose, Optional.of(said), true)),
                        new Refused(
                                409,
                                "not-kept",
                                "The hub did not accept this change. The dose stays as it was recorded."));
    }

    private static boolean isNumbered(InsulinDose dose, String sequence) {
        return dose.origin().sequence().stream()
                .anyMatch(number -> Long.toString(number).equals(sequence));
    }

    private static Purpose purpose(Sent sent) {
        String given = sent.text("purpose");
        for (Purpose purpose : Purpose.values()) {
            if (word(purpose).equals(given)) {
                return purpose;
            }
        }
        throw new Refused(400, "bad-purpose", "'purpose' is bolus, basal or prime (an air shot). Nothing was changed.");
    }
}
