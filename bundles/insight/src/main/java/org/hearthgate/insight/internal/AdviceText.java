package org.hearthgate.insight.internal;

import java.util.Locale;
import org.hearthgate.api.insight.AuditAdvice;

/** What a week gives reason to look at, at the command line: what was found, then what to do about it. Names no limit and no dose. */
final class AdviceText {
    private AdviceText() {}

    static String found(AuditAdvice advice) {
        String rule = advice.rule().orElse("");
        String text =
                switch (advice.kind()) {
                    case CALL_MISSED -> rule + ": %d of %d went by without an alarm.";
                    case CALL_LATE -> rule + ": %d of %d came late.";
                    case HUB_SLOW -> "The hub took longer than 10 s for %d of %d alarms.";
                    case MORE_PEOPLE_CALLED -> "%d of %d alarms had to call for more people.";
                    case HELD_BACK_WRONGLY -> "%d of %d lows that looked like pressure on the sensor were lows.";
                    case PRESSURE_ON_SENSOR -> "%d of %d lows that looked like pressure on the sensor were none.";
                    case OFTEN_WRONG -> rule + " was wrong %d of %d times.";
                    case LONG_SILENCE -> "Nothing was heard for hours together, in %d gaps.";
                };
        return String.format(Locale.ROOT, text, advice.times(), advice.of());
    }

    static String toDo(AuditAdvice advice) {
        return switch (advice.kind()) {
            case CALL_MISSED, CALL_LATE ->
                "Run `hub self-test`. A limit of this person's own may be all it is: ask the diabetes team.";
            case HUB_SLOW -> "See `hub doctor`. If all is well there, restart the hub by day.";
            case MORE_PEOPLE_CALLED ->
                "Is the phone of whoever is on duty loud at night? `hub self-test` calls every channel.";
            case HELD_BACK_WRONGLY -> "Where somebody may be lying on the sensor, a fingerstick tells at once.";
            case PRESSURE_ON_SENSOR -> "Put the next sensor where nobody lies on it.";
            case OFTEN_WRONG ->
                "Compare with a fingerstick when it calls. If they differ again and again, change the sensor.";
            case LONG_SILENCE -> "While nothing is heard no low can be called; the causes stand above.";
        };
    }
}
