package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.nightscout.entry.EntryTime;

/**
 * Which entries a follower asks for, with Nightscout's defaults: the newest 10, of the last 4 days unless it names a time.
 *
 * @param from earliest, inclusive
 * @param until latest, exclusive
 * @param count at most so many; 0 means none
 * @param conditions what else must hold of the document
 */
record EntryQuery(Instant from, Instant until, int count, List<FieldCondition> conditions) {
    private static final int DEFAULT_COUNT = 10;
    private static final int MOST = 1_000_000;
    private static final Duration DEFAULT_WINDOW = Duration.ofDays(4);
    private static final Instant LAST = Instant.ofEpochMilli(EntryTime.MOST_MILLIS);
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern FIND = Pattern.compile("find\\[(\\w{1,64})](?:\\[(\\$?\\w{1,16})])?(?:\\[\\d{0,4}])?");
    private static final Set<String> NUMBERS =
            Set.of("date", "sgv", "mbg", "filtered", "unfiltered", "rssi", "noise", "trend", "utcOffset");

    EntryQuery {
        conditions = List.copyOf(conditions);
    }

    /** @throws RefusedRequest if a parameter cannot be understood: a follower that believes a wrong answer is worse off */
    static EntryQuery parse(QueryString query, Instant now) {
        var conditions = new ArrayList<FieldCondition>();
        boolean timed = false;
        for (QueryString.Parameter parameter : query.parameters()) {
            if (parameter.name().startsWith("find")) {
                FieldCondition condition = condition(parameter);
                timed |= condition.field().equals("date") || condition.field().equals("_id");
                conditions.add(condition);
            }
        }
        Instant from = timed ? Instant.EPOCH : now.minus(DEFAULT_WINDOW);
        var all = new EntryQuery(from, LAST, count(query), List.of());
        for (FieldCondition condition : conditions) {
            all = all.and(condition);
        }
        return all;
    }

    private static int count(QueryString query) {
        String text = query.first("count").filter(value -> !value.isEmpty()).orElse(Integer.toString(DEFAULT_COUNT));
        if (!COUNT.matcher(text).matches()) {
            throw RefusedRequest.badRequest("count must be a whole number from 0 to " + MOST);
        }
        return (int) Math.min(MOST, Long.parseLong(text));
    }

    private static FieldCondition condition(QueryString.Parameter parameter) {
        Matcher find = FIND.matcher(parameter.name());
        if (!find.matches()) {
            throw RefusedRequest.badRequest("find must look like find[field]=value or find[field][$gte]=value");
        }
        String field = find.group(1);
        var operator =
                find.group(2) == null ? FieldCondition.Operator.EQ : FieldCondition.Operator.named(find.group(2));
        List<String> values = operator == FieldCondition.Operator.IN
                ? List.of(parameter.value().split(",", -1))
                : List.of(parameter.value());
        if (field.equals("dateString") || field.equals("sysTime")) {
            return new FieldCondition(
                    "date", operator, values.stream().map(EntryQuery::millis).toList());
        }
        boolean numeric =
                values.stream().allMatch(value -> FieldCondition.number(value).isPresent());
        if (NUMBERS.contains(field) && !numeric) {
            throw RefusedRequest.badRequest("find[" + field + "] must be compared with a number"
                    + (field.equals("date") ? ", in milliseconds since 1970" : ""));
        }
        return new FieldCondition(field, operator, values);
    }

    private static String millis(String iso) {
        try {
            return Long.toString(instant(iso).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw RefusedRequest.badRequest("find[dateString] must be compared with a time in ISO 8601");
        }
    }

    /**
     * {@return the instant that a query means} Mongo compares dateStrings as text, so a beginning such as {@code 2026-11} or
     * {@code 2026-11-21T08} means the first instant that begins so, in UTC; a blank before the offset was a plus.
     *
     * @throws DateTimeException if it means none
     */
    private static Instant instant(String text) {
        String plus = text.replaceFirst(" (\\d\\d:?\\d\\d)$", "+$1");
        if (Pattern.matches("\\d{4}[-\\d:.T]{0,19}", plus) && !plus.matches(".*T.*-.*")) {
            String earliest = "0000-01-01T00:00:00.000";
            plus = (plus.length() < earliest.length() ? plus + earliest.substring(plus.length()) : plus) + "Z";
        }
        return EntryTime.ISO.parse(plus, OffsetDateTime::from).toInstant();
    }

    /** {@return the same, and this must hold too} */
    EntryQuery and(FieldCondition condition) {
        var more = new ArrayList<>(conditions);
        more.add(condition);
        EntryQuery both = new EntryQuery(from, until, count, more);
        if (condition.field().equals("_id") && condition.operator() == FieldCondition.Operator.EQ) {
            return EntryId.measuredAt(condition.values().get(0))
                    .map(at -> both.within(at, at.plusMillis(1)))
                    .orElseGet(() -> both.within(LAST, LAST)); // no entry has it
        }
        return condition.field().equals("date") ? both.narrowed(condition) : both;
    }

    /** The window of the record shrinks to what can match, so that a follower's poll reads a few rows and not four days. */
    private EntryQuery narrowed(FieldCondition condition) {
        BigDecimal value = new BigDecimal(condition.values().get(0));
        Instant floor = instant(value.setScale(0, RoundingMode.FLOOR));
        Instant ceiling = instant(value.setScale(0, RoundingMode.CEILING));
        return switch (condition.operator()) {
            case EQ -> within(floor, floor.plusMillis(1));
            case GT, GTE -> within(floor, until);
            case LT, LTE -> within(from, ceiling.plusMillis(1));
            case NE, IN -> this;
        };
    }

    private static Instant instant(BigDecimal millis) {
        return Instant.ofEpochMilli(Math.max(0, Math.min(EntryTime.MOST_MILLIS, millis.longValue())));
    }

    private EntryQuery within(Instant earliest, Instant latest) {
        return new EntryQuery(
                from.isAfter(earliest) ? from : earliest, until.isBefore(latest) ? until : latest, count, conditions);
    }

    EntryQuery newest(int most) {
        return new EntryQuery(from, until, most, conditions);
    }

    /** {@return the kinds of observation that can match; the conditions still decide} */
    Set<ObservationKind> kinds() {
        var kinds =
                EnumSet.of(ObservationKind.GLUCOSE, ObservationKind.CAPILLARY_GLUCOSE, ObservationKind.DEVICE_EVENT);
        for (FieldCondition condition : conditions) {
            if (condition.field().equals("type") && condition.operator() == FieldCondition.Operator.EQ) {
                kinds.retainAll(
                        switch (condition.values().get(0)) {
                            case "sgv" -> Set.of(ObservationKind.GLUCOSE);
                            case "mbg" -> Set.of(ObservationKind.CAPILLARY_GLUCOSE);
                            case "cal" -> Set.of(ObservationKind.DEVICE_EVENT);
                            default -> Set.of();
                        });
            }
        }
        return kinds;
    }

    boolean matches(JsonNode document) {
        return conditions.stream().allMatch(condition -> condition.matches(document));
    }
}
