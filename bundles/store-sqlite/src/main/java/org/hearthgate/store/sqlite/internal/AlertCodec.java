package org.hearthgate.store.sqlite.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.observation.PersonId;

/**
 * Turns a journal entry into octets, and back exactly. Equal entries give equal octets (fields and thresholds in a fixed order), because
 * the chain of hashes runs over them. Thread-safe.
 */
final class AlertCodec {
    private static final int VERSION = 0;
    private static final int ID = 1;
    private static final int PERSON = 2;
    private static final int RULE = 3;
    private static final int RULE_VERSION = 4;
    private static final int PRIORITY = 5;
    private static final int STATE = 6;
    private static final int RAISED_AT = 7;
    private static final int CHANGED_AT = 8;
    private static final int MEASURED_AT = 9;
    private static final int VALUE = 10;
    private static final int MESSAGE = 11;
    private static final int BY = 12;
    private static final int SNOOZED_UNTIL = 13;
    private static final int THRESHOLDS = 14;
    private static final int EVIDENCE = 15;
    private static final int STEP = 16;
    private static final int WHY = 17;
    private static final long NEWEST_VERSION = 1;

    private final CborFields cbor = new CborFields();

    byte[] encode(AlertJournal.Entry entry) {
        Alert alert = entry.alert();
        var fields = new Fields()
                .integer(VERSION, NEWEST_VERSION)
                .text(ID, alert.id())
                .text(PERSON, alert.person().value())
                .text(RULE, alert.rule())
                .integer(RULE_VERSION, alert.ruleVersion())
                .text(PRIORITY, alert.priority().name())
                .text(STATE, alert.state().name())
                .instant(RAISED_AT, alert.raisedAt(), Instant.EPOCH)
                .instant(CHANGED_AT, alert.changedAt(), Instant.EPOCH)
                .text(MESSAGE, alert.message())
                .list(THRESHOLDS, flat(entry.thresholds()))
                .list(EVIDENCE, entry.evidence());
        alert.measuredAt().ifPresent(at -> fields.instant(MEASURED_AT, at, Instant.EPOCH));
        alert.value().ifPresent(value -> fields.number(VALUE, value));
        alert.by().ifPresent(by -> fields.text(BY, by));
        alert.snoozedUntil().ifPresent(until -> fields.instant(SNOOZED_UNTIL, until, Instant.EPOCH));
        if (alert.step() > 0) { // left out where there is none, so that an entry is written as it always was
            fields.integer(STEP, alert.step());
        }
        if (!alert.why().isEmpty()) {
            fields.text(WHY, alert.why());
        }
        return cbor.write(fields);
    }

    /** @throws UnreadableException if these octets are damaged or of a newer hub */
    AlertJournal.Entry decode(byte[] octets) {
        try {
            Fields fields = cbor.read(octets);
            if (fields.integer(VERSION) > NEWEST_VERSION) {
                throw new UnreadableException("written in form " + fields.integer(VERSION) + " by a newer hub");
            }
            var alert = new Alert(
                    fields.text(ID),
                    new PersonId(fields.text(PERSON)),
                    fields.text(RULE),
                    fields.smallInteger(RULE_VERSION),
                    Priority.valueOf(fields.text(PRIORITY)),
                    AlertState.valueOf(fields.text(STATE)),
                    fields.instant(RAISED_AT, Instant.EPOCH),
                    fields.instant(CHANGED_AT, Instant.EPOCH),
                    instant(fields, MEASURED_AT),
                    fields.optionalNumber(VALUE),
                    fields.text(MESSAGE),
                    fields.optionalText(BY),
                    instant(fields, SNOOZED_UNTIL),
                    Math.toIntExact(fields.optionalInteger(STEP).orElse(0)),
                    fields.optionalText(WHY).orElse(""));
            return new AlertJournal.Entry(alert, map(fields.list(THRESHOLDS)), texts(fields.list(EVIDENCE)));
        } catch (UnreadableException e) {
            throw e;
        } catch (RuntimeException e) { // whatever a damaged value makes the records' own checks say
            throw new UnreadableException("its values contradict each other", e);
        }
    }

    private static Optional<Instant> instant(Fields fields, int field) {
        return fields.optionalDuration(field).map(Instant.EPOCH::plus);
    }

    private static List<String> flat(Map<String, String> thresholds) {
        var words = new ArrayList<String>();
        new TreeMap<>(thresholds).forEach((key, value) -> {
            words.add(key);
            words.add(value);
        });
        return words;
    }

    private static Map<String, String> map(List<?> words) {
        var thresholds = new HashMap<String, String>();
        for (Iterator<?> word = words.iterator(); word.hasNext(); ) {
            thresholds.put((String) word.next(), (String) word.next());
        }
        return thresholds;
    }

    private static List<String> texts(List<?> words) {
        return words.stream().map(String.class::cast).toList();
    }
}
