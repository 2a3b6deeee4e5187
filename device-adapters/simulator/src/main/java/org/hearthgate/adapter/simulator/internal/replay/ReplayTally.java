package org.hearthgate.adapter.simulator.internal.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.insight.GlucoseEpisode;
import org.hearthgate.api.insight.GlucoseLimit;
import org.hearthgate.api.observation.GlucoseReading;

/** Counts what a replay's rules did: how often, how often at night, for how long, and whether each urgent low was called for. */
final class ReplayTally {
    private static final LocalTime NIGHT_FROM = LocalTime.of(22, 0);
    private static final LocalTime NIGHT_UNTIL = LocalTime.of(7, 0);
    private static final Duration CALLED_WITHIN = Duration.ofMinutes(5);
    private static final int MOST_NAMED = 20;

    private final ZoneId zone;
    private final Map<String, OfRule> rules = new TreeMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private final List<Stretch> urgent = new ArrayList<>();
    private final Map<String, Integer> urgentOpen = new HashMap<>();
    private final Set<LocalDate> disturbed = new TreeSet<>();
    /** Only what bounds a low is kept, so that memory stays flat over years. */
    private final List<GlucoseReading> nearLow = new ArrayList<>();

    private boolean lastWasLow;
    private boolean ended;

    private static final class OfRule {
        private int raised;
        private int atNight;
        private final Set<LocalDate> nights = new TreeSet<>();
        private Duration longest = Duration.ZERO;
    }

    private record Open(String rule, Instant since) {}

    private record Stretch(Instant from, Instant until) {}

    ReplayTally(ZoneId zone) {
        this.zone = zone;
    }

    void heard(GlucoseReading reading) {
        boolean low =
                GlucoseLimit.URGENT_LOW.isBeyond(reading) || reading.mgPerDl() <= GlucoseLimit.URGENT_LOW.overMgPerDl();
        if (low || lastWasLow) {
            nearLow.add(reading);
        }
        lastWasLow = low;
    }

    /** The history is over: the silence that follows it is none of its own. */
    void end() {
        ended = true;
    }

    void changed(Alert alert) {
        if (ended) {
            return;
        }
        OfRule of = rules.computeIfAbsent(alert.rule(), any -> new OfRule());
        boolean begins = open.putIfAbsent(alert.id(), new Open(alert.rule(), alert.raisedAt())) == null;
        if (begins) {
            of.raised++;
            if (alert.rule().equals("urgent-low")) {
                urgentOpen.put(alert.id(), urgent.size());
                urgent.add(new Stretch(alert.raisedAt(), Instant.MAX));
            }
        }
        if (begins || alert.state().calls()) {
            night(alert, begins, of);
        }
        if (alert.state() == AlertState.RESOLVED) {
            ends(alert, of);
        }
    }

    private void night(Alert alert, boolean begins, OfRule of) {
        Optional<LocalDate> evening = evening(alert.changedAt().atZone(zone));
        if (evening.isEmpty() || alert.priority() == Priority.INFORMATION) {
            return;
        }
        of.atNight += begins ? 1 : 0;
        of.nights.add(evening.get());
        disturbed.add(evening.get());
    }

    private static Optional<LocalDate> evening(ZonedDateTime at) {
        if (!at.toLocalTime().isBefore(NIGHT_FROM)) {
            return Optional.of(at.toLocalDate());
        }
        return at.toLocalTime().isBefore(NIGHT_UNTIL)
                ? Optional.of(at.toLocalDate().minusDays(1))
                : Optional.empty();
    }

    private void ends(Alert alert, OfRule of) {
        open.remove(alert.id());
        longer(of, Duration.between(alert.raisedAt(), alert.changedAt()));
        Integer index = urgentOpen.remove(alert.id());
        if (index != null) {
            urgent.set(index, new Stretch(alert.raisedAt(), alert.changedAt()));
        }
    }

    private static void longer(OfRule of, Duration lasted) {
        of.longest = lasted.compareTo(of.longest) > 0 ? lasted : of.longest;
    }

    /**
     * {@return everything, as one JSON object}
     *
     * @param from time of the first row
     * @param until of the last
     */
    String json(Instant from, Instant until) throws IOException {
        List<GlucoseEpisode> lows = GlucoseEpisode.in(nearLow, GlucoseLimit.URGENT_LOW);
        List<GlucoseEpisode> missed =
                lows.stream().filter(low -> !wasCalled(low)).toList();
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("from", from.toString());
            json.writeStringField("until", until.toString());
            json.writeNumberField("hours", Duration.between(from, until).toMinutes() / 60.0);
            json.writeNumberField("nightsDisturbed", disturbed.size());
            json.writeNumberField("urgentLows", lows.size());
            json.writeNumberField("urgentLowsCalled", lows.size() - missed.size());
            json.writeArrayFieldStart("missed");
            for (GlucoseEpisode low : missed.subList(0, Math.min(missed.size(), MOST_NAMED))) {
                json.writeString(low.startedAt().toString());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rules");
            for (Map.Entry<String, OfRule> entry : rules.entrySet()) {
                OfRule of = entry.getValue();
                json.writeStartObject();
                json.writeStringField("rule", entry.getKey());
                json.writeNumberField("raised", of.raised);
                json.writeNumberField("atNight", of.atNight);
                json.writeNumberField("nights", of.nights.size());
                json.writeNumberField(
                        "longestMinutes", longest(entry.getKey(), of, until).toMinutes());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    /** What is open at the end counts as far as it went. */
    private Duration longest(String rule, OfRule of, Instant until) {
        Duration longest = of.longest;
        for (Open each : open.values()) {
            if (each.rule().equals(rule)) {
                Duration soFar = Duration.between(each.since(), until);
                longest = soFar.compareTo(longest) > 0 ? soFar : longest;
            }
        }
        return longest;
    }

    private boolean wasCalled(GlucoseEpisode low) {
        Instant due = low.heardAt().plus(CALLED_WITHIN);
        return urgent.stream()
                .anyMatch(alert -> !alert.from().isAfter(due) && !alert.until().isBefore(low.heardAt()));
    }
}
