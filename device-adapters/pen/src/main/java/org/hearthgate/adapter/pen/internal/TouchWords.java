package org.hearthgate.adapter.pen.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hearthgate.adapter.pen.internal.reading.PenRead;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.observation.InsulinDose;

/** Says in one sentence what a touch has brought, for somebody who stands at the hub with a pen in the hand. */
final class TouchWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final ZoneId zone;

    TouchWords(ZoneId zone) {
        this.zone = zone;
    }

    static DeviceTouch.Stage stage(PenRead read, Handover.Outcome outcome) {
        if (outcome.failed()) {
            return DeviceTouch.Stage.FAILED;
        }
        return switch (read.end()) {
            case COMPLETE -> DeviceTouch.Stage.DONE;
            case CUT_OFF -> DeviceTouch.Stage.CUT_OFF;
            case GARBLED -> DeviceTouch.Stage.FAILED;
        };
    }

    String message(PenRead read, Handover.Outcome outcome, Instant now) {
        if (outcome.failed()) {
            return "The pen was read, but the hub cannot save it now: it tries again by itself; touch again later to be sure";
        }
        String end =
                switch (read.end()) {
                    case COMPLETE ->
                        read.newest().map(dose -> ", last " + dose(dose, now)).orElse("");
                    case CUT_OFF -> "; the pen moved away too early: touch again and hold still";
                    case GARBLED ->
                        "; then the pen said something unexpected ("
                                + read.trouble().orElse("") + "): touch again";
                };
        String aside = read.refused().isEmpty()
                ? ""
                : "; " + count(read.refused().size(), "entry", "entries") + " put aside for the installer";
        return doses(read) + end + aside + (outcome.refused() > 0 ? "; " + outcome.refused() + " not accepted" : "");
    }

    private static String doses(PenRead read) {
        long primes = read.doses().stream()
                .filter(dose -> dose.purpose() == InsulinDose.Purpose.PRIME)
                .count();
        long doses = read.doses().size() - primes;
        if (doses + primes == 0) {
            return "Nothing new";
        }
        return count(doses, "dose", "doses") + (primes == 0 ? "" : " and " + count(primes, "air shot", "air shots"))
                + " read";
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private String dose(InsulinDose dose, Instant now) {
        var at = dose.measuredAt().atZone(zone);
        boolean today = at.toLocalDate().equals(now.atZone(zone).toLocalDate());
        String units =
                java.math.BigDecimal.valueOf(dose.units()).stripTrailingZeros().toPlainString();
        return units + " U at " + at.format(today ? TIME : DAY);
    }
}
