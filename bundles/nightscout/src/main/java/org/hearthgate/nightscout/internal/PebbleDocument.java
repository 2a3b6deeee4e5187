package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;

/**
 * What bedside clocks and watch faces ask for at {@code /pebble}: the newest values as text, with the change since the one before. The hub
 * knows no battery of a phone and no insulin on board, and leaves out what it does not know.
 *
 * @param mmol whether values are in mmol/L where the asker does not say
 */
record PebbleDocument(ObservationStore store, HubClock clock, boolean mmol) {
    private static final int MOST = 288;
    private static final Duration BACK = Duration.ofDays(1);
    /** A change over a longer gap is no change "since the last one". */
    private static final Duration NEIGHBOURS = Duration.ofMinutes(11);

    private static final double MG_PER_MMOL = 18.0182;

    ObjectNode of(PersonId person, QueryString query) {
        Instant now = clock.now();
        boolean inMmol = query.first("units").map("mmol"::equalsIgnoreCase).orElse(mmol);
        List<GlucoseReading> newestFirst = readings(person, now);
        ObjectNode json = WireJson.MAPPER.createObjectNode();
        json.putArray("status").addObject().put("now", now.toEpochMilli());
        ArrayNode bgs = json.putArray("bgs");
        int count = Math.min(count(query), newestFirst.size());
        for (int i = 0; i < count; i++) {
            bgs.add(describe(newestFirst, i, now, inMmol));
        }
        json.putArray("cals");
        return json;
    }

    private List<GlucoseReading> readings(PersonId person, Instant now) {
        var query = ObservationQuery.of(
                        person, now.minus(BACK), now.plus(Snapshot.FUTURE_TOLERANCE), ObservationKind.GLUCOSE)
                .newest(4 * MOST);
        var readings = new ArrayList<GlucoseReading>();
        store.window(query).forEach(row -> {
            var reading = (GlucoseReading) row.observation();
            if (!reading.quality().has(Doubt.Flag.ASIDE) && !reading.quality().has(Doubt.Flag.TEST)) {
                readings.add(reading);
            }
        });
        readings.sort((one, other) -> other.measuredAt().compareTo(one.measuredAt()));
        return readings;
    }

    private static ObjectNode describe(List<GlucoseReading> newestFirst, int place, Instant now, boolean inMmol) {
        GlucoseReading reading = newestFirst.get(place);
        ObjectNode json = WireJson.MAPPER.createObjectNode().put("sgv", text(mgPerDl(reading), inMmol));
        if (place == 0 && Staleness.isStale(reading.measuredAt(), now)) {
            Staleness.markPebble(json, reading.measuredAt(), now);
            return json.put("datetime", reading.measuredAt().toEpochMilli());
        }
        List<GlucoseReading> before = new ArrayList<>(newestFirst.subList(place, newestFirst.size()));
        java.util.Collections.reverse(before);
        GlucoseTrend.of(before, reading.measuredAt())
                .map(GlucoseTrend::arrow)
                .ifPresentOrElse(
                        arrow -> json.put("trend", arrow.nightscoutCode()).put("direction", arrow.nightscoutName()),
                        () -> json.put("trend", 0).put("direction", "NONE"));
        json.put("datetime", reading.measuredAt().toEpochMilli());
        if (place == 0 && newestFirst.size() > 1) {
            change(json, reading, newestFirst.get(1), inMmol);
        }
        return json;
    }

    private static void change(ObjectNode json, GlucoseReading reading, GlucoseReading before, boolean inMmol) {
        if (Duration.between(before.measuredAt(), reading.measuredAt()).compareTo(NEIGHBOURS) > 0) {
            return;
        }
        double change = mgPerDl(reading) - mgPerDl(before);
        if (inMmol) {
            json.put("bgdelta", String.format(Locale.ROOT, "%.1f", change / MG_PER_MMOL));
        } else {
            json.put("bgdelta", Math.round(change));
        }
    }

    /** The wire has no bound: LOW and HIGH are the numbers just beyond the range. */
    private static long mgPerDl(GlucoseReading reading) {
        long rounded = Math.round(reading.mgPerDl());
        return reading.bound() == Bound.EXACT
                ? rounded
                : reading.bound() == Bound.BELOW_RANGE ? rounded - 1 : rounded + 1;
    }

    private static String text(long mgPerDl, boolean inMmol) {
        return inMmol ? String.format(Locale.ROOT, "%.1f", mgPerDl / MG_PER_MMOL) : Long.toString(mgPerDl);
    }

    private static int count(QueryString query) {
        String text = query.first("count").orElse("1");
        try {
            return Math.max(1, Math.min(MOST, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            throw RefusedRequest.badRequest("count must be a whole number, was '" + text + "'");
        }
    }
}
