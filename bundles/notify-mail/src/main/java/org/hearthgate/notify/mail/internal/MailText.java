package org.hearthgate.notify.mail.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Call;

/** What a carer reads: the subject alone says who, what and how urgent; the text says the rest, in the order in which it is needed. */
final class MailText {
    private static final double MG_PER_DL_OF_A_MMOL_PER_L = 18.0156;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final boolean includeValue;
    private final ZoneId zone;

    /** @param includeValue whether numbers, and the sentences that hold them, leave the house */
    MailText(boolean includeValue, ZoneId zone) {
        this.includeValue = includeValue;
        this.zone = zone;
    }

    String subject(Call call) {
        String mark = call.test() ? "TEST" : word(call.alert());
        return "[" + mark + "] " + sentence(call);
    }

    private static String word(Alert alert) {
        return switch (alert.priority()) {
            case HIGH -> "URGENT";
            case MEDIUM -> "ALARM";
            case LOW -> "Alert";
            case INFORMATION -> "Information";
        };
    }

    private String sentence(Call call) {
        return includeValue
                ? call.alert().message()
                : call.personName() + ": " + call.alert().rule();
    }

    String body(Call call, Instant now) {
        Alert alert = call.alert();
        var text = new StringBuilder();
        if (call.test()) {
            text.append("THIS IS A TEST. Nobody is in danger.\n\n");
        }
        text.append(sentence(call)).append("\n\n");
        line(text, "About", call.personName());
        if (includeValue) {
            alert.value().ifPresent(value -> line(text, "Glucose", glucose(value)));
            call.trend()
                    .ifPresent(trend -> line(
                            text,
                            "Trend",
                            String.format(
                                    Locale.ROOT,
                                    "%+.1f mg/dL a minute (%s)",
                                    trend.mgPerDlPerMin(),
                                    trend.arrow().nightscoutName())));
        }
        alert.measuredAt()
                .ifPresent(at -> line(
                        text, "Measured", time(at) + ", " + age(Duration.between(at, now)) + " before this was sent"));
        line(text, "Urgency", alert.priority().code() + " (" + alert.rule() + ")");
        line(
                text,
                "Calling since",
                time(alert.raisedAt())
                        + (alert.step() == 0 ? "" : "; step " + alert.step() + ": nobody has answered yet"));
        if (includeValue && !alert.why().isEmpty()) {
            line(text, "Why", alert.why());
        }
        return text.append("\nThe hub sends this beside the sensor's own alarm, not in its place.\n")
                .toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String glucose(double mgPerDl) {
        return String.format(Locale.ROOT, "%.0f mg/dL (%.1f mmol/L)", mgPerDl, mgPerDl / MG_PER_DL_OF_A_MMOL_PER_L);
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone)) + " (" + zone + ")";
    }

    private static String age(Duration age) {
        return age.compareTo(Duration.ofMinutes(2)) < 0
                ? Math.max(0, age.toSeconds()) + " s"
                : age.toMinutes() + " min";
    }
}
