package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.hearthgate.api.commissioning.Applied;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.OpenPairing;
import org.hearthgate.api.commissioning.SettingsCheck;
import org.hearthgate.api.commissioning.SettingsDifference;
import org.hearthgate.api.commissioning.SettingsProblem;
import org.hearthgate.api.commissioning.Standing;
import org.hearthgate.api.commissioning.TestReading;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;

/** The shapes of what installers and keepers of devices get. */
final class InstallerJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private InstallerJson() {}

    static Refused refused(CommissioningException problem) {
        ArrayNode problems = problems(problem.problems());
        return switch (problem.reason()) {
            case UNKNOWN -> Refused.withProblems(404, "unknown-here", problem.getMessage(), problems);
            case INVALID -> Refused.withProblems(400, "not-usable", problem.getMessage(), problems);
            case CONFLICT -> Refused.withProblems(409, "conflict", problem.getMessage(), problems);
            case NOT_HERE -> Refused.withProblems(403, "not-to-be-set-here", problem.getMessage(), problems);
            case DID_NOT_START -> Refused.withProblems(409, "did-not-start", problem.getMessage(), problems);
            case NOT_SAVED -> Refused.withProblems(503, "not-saved", problem.getMessage(), problems);
            case NO_ANSWER -> Refused.withProblems(503, "no-answer", problem.getMessage(), problems);
        };
    }

    static ObjectNode device(HomeDevice device) {
        ObjectNode json = Json.object().put("pid", device.pid());
        device.kind().ifPresent(kind -> json.put("kind", kind));
        json.put("title", device.title());
        device.person().ifPresent(person -> json.put("person", person.value()));
        json.put("label", device.label()).put("address", device.address());
        standing(json, device.standing());
        device.signalDbm().ifPresent(dbm -> json.put("signalDbm", dbm));
        ArrayNode devices = json.putArray("devices");
        device.devices().forEach(status -> {
            ObjectNode one =
                    devices.addObject().put("device", status.device().value()).put("state", word(status.state()));
            status.lastHeardAt().ifPresent(at -> one.put("lastHeardAt", at.toString()));
            one.put("why", status.why());
        });
        return json;
    }

    static ObjectNode applied(Applied applied) {
        ObjectNode json = Json.object().put("pid", applied.pid());
        standing(json, applied.standing());
        json.put("lasting", applied.lasting());
        if (!applied.lasting()) {
            json.put(
                    "note",
                    "This lasts until the hub is restarted: it was given no folder to write settings to (a demo, or 'directory' of org.hearthgate.commissioning is not set).");
        }
        json.set("differences", differences(applied.differences()));
        return json;
    }

    static void standing(ObjectNode json, Standing standing) {
        json.put("state", word(standing.state())).put("why", standing.why());
    }

    static ObjectNode check(SettingsCheck check) {
        ObjectNode json = Json.object()
                .put("pid", check.pid())
                .put("usable", check.problems().isEmpty());
        json.set("problems", problems(check.problems()));
        json.set("differences", differences(check.differences()));
        return json;
    }

    static ArrayNode problems(List<SettingsProblem> problems) {
        ArrayNode json = Json.array();
        problems.forEach(problem -> json.addObject()
                .put("key", problem.key())
                .put("message", "'" + problem.key() + "' " + problem.message()));
        return json;
    }

    static ArrayNode differences(List<SettingsDifference> differences) {
        ArrayNode json = Json.array();
        for (SettingsDifference difference : differences) {
            ObjectNode one = json.addObject().put("key", difference.key());
            if (difference.secret()) {
                one.put("secret", true);
            } else {
                one.set("before", value(difference.before().orElse(null)));
                one.set("after", value(difference.after().orElse(null)));
            }
        }
        return json;
    }

    /** {@return a setting's value; null where it is not set} */
    static JsonNode value(Object orNull) {
        return MAPPER.valueToTree(orNull);
    }

    static ObjectNode pairing(OpenPairing pairing) {
        return Json.object()
                .put("id", pairing.id())
                .put("transport", pairing.device().transport())
                .put("address", pairing.device().address())
                .put("state", word(pairing.progress().state()).replace('_', '-'))
                .put("message", pairing.progress().message());
    }

    /**
     * The proof that a reading arrived. What was measured is the family's to see; an installer sees that it was.
     *
     * @param withValues whether it is told what was measured
     */
    static ObjectNode reading(TestReading reading, boolean withValues) {
        Observation observation = reading.stored().observation();
        ObjectNode json = Json.object()
                .put("arrived", true)
                .put("position", reading.stored().position())
                .put("kind", observation.kind().code())
                .put("device", observation.device().value())
                .put("measuredAt", observation.measuredAt().toString())
                .put("receivedAt", observation.receivedAt().toString())
                .put("ageSeconds", reading.age().toSeconds());
        ArrayNode doubts = json.putArray("doubts");
        observation.quality().doubts().stream()
                .map(Doubt::flag)
                // it says that the value is low
                .filter(flag -> withValues || flag != Doubt.Flag.COMPRESSION_SUSPECTED)
                .forEach(flag -> doubts.add(flag.name()));
        reading.signalDbm().ifPresent(dbm -> json.put("signalDbm", dbm));
        if (withValues) {
            json.set("values", values(observation));
        }
        return json;
    }

    /** {@return what was measured; the names of the records' parts hold their units} */
    private static ObjectNode values(Observation observation) {
        ObjectNode json = Json.object();
        for (RecordComponent part : observation.getClass().getRecordComponents()) {
            try {
                Object value = part.getAccessor().invoke(observation);
                if (value instanceof OptionalDouble perhaps && perhaps.isPresent()) {
                    json.put(part.getName(), perhaps.getAsDouble());
                } else if (value instanceof Number || value instanceof String) {
                    json.set(part.getName(), value(value));
                } else if (value instanceof Enum<?> word) {
                    json.put(part.getName(), word.name());
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(part + " of a public record cannot be read", e);
            }
        }
        return json;
    }

    static ObjectNode quarantined(Quarantined item) {
        ObjectNode json = Json.object()
                .put("at", item.at().toString())
                .put("adapter", item.adapter())
                .put("source", item.source());
        item.person().ifPresent(person -> json.put("person", person.value()));
        return json.put("reason", item.reason())
                .put("mediaType", item.raw().mediaType())
                .put("octetsHex", HexFormat.of().formatHex(item.raw().octets()));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
