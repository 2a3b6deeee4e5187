package org.hearthgate.insight.internal.why;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.insight.internal.AlertLife;
import org.hearthgate.insight.internal.audit.Words;

/** The life of one alert in plain sentences, one per change and per delivery, each with its time. */
public final class Story {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private final AlertLife life;
    private final ZoneId zone;

    private record Line(Instant at, String text) {}

    public Story(AlertLife life, ZoneId zone) {
        this.life = life;
        this.zone = zone;
    }

    /** {@return the sentences, in the order in which things happened} */
    public List<String> tell(List<Receipt> receipts) {
        var lines = new ArrayList<Line>();
        Alert before = null;
        for (var entry : life.entries()) {
            lines.add(new Line(entry.alert().changedAt(), change(entry.alert(), before)));
            before = entry.alert();
        }
        receipts.forEach(receipt -> lines.add(new Line(receipt.at(), delivery(receipt))));
        boolean setBack = lines.stream().anyMatch(line -> line.at().isBefore(life.raisedAt()));
        if (!setBack) { // of a clock that was set back meanwhile, the order of writing is the truer one
            lines.sort(Comparator.comparing(Line::at)); // stable: a change goes before what came of it
        }
        var told = new ArrayList<String>();
        told.add(life.last().message());
        if (!life.first().why().isBlank()) {
            told.add("Why: " + life.first().why());
        }
        told.add(DAY.format(life.raisedAt().atZone(zone)) + ", times of " + zone);
        lines.forEach(line -> told.add(TIME.format(line.at().atZone(zone)) + "  " + line.text()));
        if (life.resolvedAt().isEmpty()) {
            told.add("It is still open.");
        }
        return told;
    }

    private String change(Alert now, Alert before) {
        if (before == null) {
            return beginning(now);
        }
        return switch (now.state()) {
            case RAISED ->
                before.state() == AlertState.SNOOZED
                        ? "called again: the snooze was over"
                        : before.priority() != now.priority()
                                ? "got worse: now " + now.priority().code()
                                : "called again: it still held";
            case ESCALATED -> "nobody had answered: step " + now.step() + " called for more people";
            case ACKNOWLEDGED -> answered(now) + " answered (\"I've got it\")" + after(now);
            case SNOOZED ->
                answered(now) + " silenced it"
                        + now.snoozedUntil()
                                .map(until -> " until " + TIME.format(until.atZone(zone)))
                                .orElse("")
                        + after(now);
            case RESOLVED -> "over: " + ending(now) + ", after " + open(now);
        };
    }

    private String beginning(Alert alert) {
        String limits = JudgedAgain.words(life.entries().get(0).thresholds());
        return "raised by the rule " + alert.rule() + " (version " + alert.ruleVersion() + ") as "
                + alert.priority().code()
                + reading(alert)
                + (limits.isEmpty() ? "" : "; limits in force: " + limits)
                + startedAs(alert);
    }

    private String reading(Alert alert) {
        if (alert.value().isEmpty()) {
            return "";
        }
        return ", on "
                + String.format(Locale.ROOT, "%.0f mg/dL", alert.value().getAsDouble())
                + alert.measuredAt()
                        .map(at -> " measured " + TIME.format(at.atZone(zone)))
                        .orElse("");
    }

    private String startedAs(Alert alert) {
        return switch (alert.state()) {
            case SNOOZED -> "; silent, because " + answered(alert) + " had silenced this class";
            case ACKNOWLEDGED -> "; silent, because " + answered(alert) + " already had it";
            default -> "";
        };
    }

    private static String answered(Alert alert) {
        return alert.by().filter(by -> !by.isBlank()).orElse("somebody");
    }

    private String after(Alert alert) {
        Duration took = Duration.between(life.raisedAt(), alert.changedAt());
        boolean first = life.answer().filter(alert::equals).isPresent();
        return first && !took.isNegative() ? ", " + Words.lasting(took) + " after it was raised" : "";
    }

    private static String ending(Alert alert) {
        Optional<String> why = alert.by();
        if (why.isEmpty() || why.get().equals("over")) {
            return "it was so no longer";
        }
        return why.get().equals("no fresh data")
                ? "there was no fresh data to judge by"
                : "\"" + why.get() + "\" spoke in its place";
    }

    private String open(Alert resolved) {
        Duration open = Duration.between(life.raisedAt(), resolved.changedAt());
        return Words.lasting(open.isNegative() ? Duration.ZERO : open);
    }

    private static String delivery(Receipt receipt) {
        String to = receipt.carer().map(carer -> " for " + carer).orElse("");
        String what =
                switch (receipt.outcome()) {
                    case FAILED -> "failed";
                    case GIVEN_UP -> "was given up";
                    case SENT -> "was sent";
                    case RECEIVED -> "was received";
                    case SEEN -> "was seen by somebody";
                };
        String detail = receipt.detail().isBlank() ? "" : " (" + receipt.detail() + ")";
        return "step " + receipt.step() + ", " + receipt.channel() + to + ": " + what + detail;
    }
}
