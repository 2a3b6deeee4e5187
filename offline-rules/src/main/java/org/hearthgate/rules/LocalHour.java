package org.hearthgate.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hearthgate.api.alert.Snapshot;

/** Says times as somebody woken at night reads them off the wall. */
public final class LocalHour {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ANOTHER_DAY =
            DateTimeFormatter.ofPattern("HH:mm 'on' d MMMM", Locale.ENGLISH);
    private static final Duration SAME_NIGHT = Duration.ofHours(12);

    private LocalHour() {}

    /** {@return e.g. {@code 02:13}, with the day where it is not of the last half day} */
    public static String of(Instant moment, Snapshot snapshot) {
        ZonedDateTime local = moment.atZone(snapshot.circumstances().zone());
        boolean near = Duration.between(moment, snapshot.asOf()).abs().compareTo(SAME_NIGHT) < 0;
        return local.format(near ? TODAY : ANOTHER_DAY);
    }

    /** {@return e.g. {@code 17 min} or {@code 3 h}, rounded down; never negative} */
    public static String length(Duration length) {
        long minutes = Math.max(0, length.toMinutes());
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
    }
}
