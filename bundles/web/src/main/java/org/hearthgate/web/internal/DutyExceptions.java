package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.ConfiguredSettings;
import org.hearthgate.api.commissioning.HomeSettings;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.observation.PersonId;

/**
 * Somebody else for one night, as the settings keep it: {@code persons}, {@code carers}, {@code from} and {@code until} as the wall clock of
 * the home shows them. Ones that are over are taken away when a new one is made, so that they do not pile up.
 */
final class DutyExceptions {
    static final String FACTORY_PID = "org.hearthgate.duty.exception";

    private static final String PREFIX = FACTORY_PID + "~";
    private static final Duration LONGEST = Duration.ofHours(72);
    private static final Duration FURTHEST = Duration.ofDays(60);
    private static final int MOST_CARERS = 20;
    private static final int MOST = 100;

    private final Household household;
    private final HubClock clock;
    private final SecureRandom random = new SecureRandom();

    DutyExceptions(Household household, HubClock clock) {
        this.household = household;
        this.clock = clock;
    }

    /** One of them as it is set. */
    private record Kept(String pid, List<String> persons, List<String> carers, String from, String until) {
        static Kept of(ConfiguredSettings settings) {
            return new Kept(
                    settings.pid(),
                    texts(settings.values().get("persons")),
                    texts(settings.values().get("carers")),
                    String.valueOf(settings.values().getOrDefault("from", "")),
                    String.valueOf(settings.values().getOrDefault("until", "")));
        }

        private static List<String> texts(Object valueOrNull) {
            if (valueOrNull instanceof Collection<?> several) {
                return several.stream().map(String::valueOf).toList();
            }
            return valueOrNull == null ? List.of() : List.of(valueOrNull.toString());
        }

        private boolean concerns(Caller caller) {
            return persons.stream().anyMatch(person -> reaches(caller, person));
        }

        private boolean isAll(Caller caller) {
            return !persons.isEmpty() && persons.stream().allMatch(person -> reaches(caller, person));
        }

        private static boolean reaches(Caller caller, String person) {
            try {
                return caller.access().reaches(new PersonId(person));
            } catch (IllegalArgumentException e) {
                return false; // written by hand, for nobody who can live here
            }
        }

        private Optional<LocalDateTime> ends() {
            try {
                return Optional.of(LocalDateTime.parse(until));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /** {@return those that concern the caller and are not over} */
    ArrayNode list(HomeSettings settings, Caller caller) {
        ArrayNode json = Json.array();
        for (Kept kept : all(settings)) {
            if (kept.concerns(caller) && !isOver(kept)) {
                ObjectNode one = Json.object().put("id", kept.pid().substring(PREFIX.length()));
                ArrayNode persons = one.putArray("persons");
                kept.persons().stream()
                        .filter(person -> Kept.reaches(caller, person))
                        .forEach(persons::add);
                ArrayNode carers = one.putArray("carers");
                kept.carers().forEach(carers::add);
                json.add(one.put("from", kept.from()).put("until", kept.until()).put("changeable", kept.isAll(caller)));
            }
        }
        return json;
    }

    private static List<Kept> all(HomeSettings settings) {
        return settings.all().stream()
                .filter(one -> one.pid().startsWith(PREFIX))
                .map(Kept::of)
                .toList();
    }

    private boolean isOver(Kept kept) {
        return kept.ends().map(end -> !instant(end).isAfter(clock.now())).orElse(false);
    }

    CompletableFuture<Answer> set(HomeSettings settings, Caller caller, Sent sent, List<Carer> known) {
        PersonId person = caller.person(sent.text("person"));
        List<String> carers = carers(sent, person, known);
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.now(), household.zone()).truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime from = sent.json().has("from") ? time(sent, "from") : now;
        LocalDateTime until = time(sent, "until");
        if (!instant(until).isAfter(clock.now())) {
            throw new Refused(400, "bad-until", "'until' is over already. Nothing was changed.");
        }
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new Refused(
                    400,
                    "bad-until",
                    "'until' must come after 'from', by " + LONGEST.toHours()
                            + " hours at most. For longer, change the timetable.");
        }
        if (from.isAfter(now.plus(FURTHEST))) {
            throw new Refused(400, "bad-from", "'from' may be " + FURTHEST.toDays() + " days ahead at most.");
        }
        List<Kept> all = all(settings);
        all.stream()
                .filter(kept -> isOver(kept) && kept.isAll(caller))
                .forEach(kept -> settings.remove(caller.access().subject(), kept.pid()));
        if (all.stream().filter(kept -> !isOver(kept)).count() >= MOST) {
            throw new Refused(409, "too-many", "There are " + MOST + " such nights already. Take one away first.");
        }
        byte[] name = new byte[5];
        random.nextBytes(name);
        String id = "night-" + HexFormat.of().formatHex(name); // says nothing about anybody: it is in logs
        var update = SettingsUpdate.of(Map.of(
                "persons",
                List.of(person.value()),
                "carers",
                carers,
                "from",
                from.toString(),
                "until",
                until.toString()));
        return settings.apply(caller.access().subject(), PREFIX + id, update).handle((applied, thrown) -> {
            if (thrown != null) {
                throw explained(thrown);
            }
            ObjectNode json =
                    Json.object().put("id", id).put("from", from.toString()).put("until", until.toString());
            return Answer.ok(json.put("lasting", applied.lasting()));
        });
    }

    private static List<String> carers(Sent sent, PersonId person, List<Carer> known) {
        var wanted = new ArrayList<String>();
        JsonNode several = sent.json().path("carers");
        if (several.isArray()) {
            several.forEach(one -> wanted.add(one.asText()));
        } else {
            wanted.add(sent.text("carer"));
        }
        if (wanted.isEmpty() || wanted.size() > MOST_CARERS) {
            throw new Refused(400, "bad-carers", "'carers' names 1 to " + MOST_CARERS + " of GET /hub/v1/duty.");
        }
        for (String id : wanted) {
            if (known.stream()
                    .noneMatch(carer -> carer.id().equals(id) && carer.persons().contains(person))) {
                throw new Refused(
                        400,
                        "bad-carers",
                        "Nobody who can be called for this person has the id '" + id + "'. Nothing was changed.");
            }
        }
        return wanted.stream().distinct().toList();
    }

    private static LocalDateTime time(Sent sent, String key) {
        try {
            return LocalDateTime.parse(sent.text(key)).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException e) {
            throw new Refused(
                    400, "bad-" + key, "'" + key + "' is the home's time, like 2026-03-01T22:00. Nothing was changed.");
        }
    }

    private Instant instant(LocalDateTime local) {
        return local.atZone(household.zone()).toInstant();
    }

    CompletableFuture<Answer> remove(HomeSettings settings, Caller caller, String id) {
        Kept kept = all(settings).stream()
                .filter(one -> one.pid().equals(PREFIX + id) && one.isAll(caller))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        404, "no-such-exception", "There is no such night for you. GET /hub/v1/duty lists yours."));
        return settings.remove(caller.access().subject(), kept.pid())
                .thenApply(nothing -> Answer.ok(Json.object().put("id", id).put("removed", true)));
    }

    private static RuntimeException explained(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof CommissioningException refused
                && refused.reason() == CommissioningException.Reason.UNKNOWN) {
            return Refused.missing("timetable (alerting)");
        }
        return new CompletionException(cause);
    }
}
