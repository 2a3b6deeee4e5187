package org.hearthgate.forecast.tribuo.internal.features;

import org.hearthgate.api.signal.InsulinAction;

/** Insulin, meals, heart, steps, sleep and the age of the sensor, as far as the home records them. A channel nobody uses is not known. */
final class ContextFeatures {
    /** A channel with nothing for so long is taken for one that is not used. */
    private static final int IN_USE_MINUTES = 7 * 1440;

    /** As long a dose stays where it is before it acts, as Loop has it. */
    private static final int DELAY_MINUTES = 10;

    private static final int ACTS_MINUTES = (int) InsulinAction.RAPID.actionMinutes() + DELAY_MINUTES;
    private static final int ABSORBED_MINUTES =
            (int) (CarbohydrateAbsorption.MINUTES + CarbohydrateAbsorption.DELAY_MINUTES);
    private static final int LONGEST_MINUTES = 2 * 1440;

    private ContextFeatures() {}

    static void put(Row row, History history, int minute) {
        insulin(row, history, minute);
        row.put("carbohydrate on board, g", carbohydrateOnBoard(history.carbohydrate, minute));
        row.put("minutes since carbohydrate", since(history.carbohydrate, minute, ABSORBED_MINUTES));
        double lately = mean(history.heartRate, minute, 15);
        row.put("heart rate of 15 min", lately);
        row.put("heart rate above the day's", lately - mean(history.heartRate, minute, 1440));
        row.put("steps of 30 min", sum(history.steps, minute, 30));
        row.put("steps of 3 h", sum(history.steps, minute, 180));
        row.put("asleep", latest(history.asleep, minute, 30));
        row.put("days of the sensor", since(history.sensorStart, minute, 15 * 1440) / 1440);
    }

    private static void insulin(Row row, History history, int minute) {
        double onBoard = Double.NaN;
        double activity = Double.NaN;
        if (isUsed(history.bolus, minute)) {
            onBoard = 0;
            activity = 0;
            Channel bolus = history.bolus;
            for (int i = bolus.upTo(minute) - 1; i >= 0 && minute - bolus.minute(i) < ACTS_MINUTES; i--) {
                int acting = minute - bolus.minute(i) - DELAY_MINUTES;
                onBoard += bolus.value(i) * InsulinAction.RAPID.onBoard(acting);
                activity += bolus.value(i) * InsulinAction.RAPID.activityPerMinute(acting);
            }
        }
        row.put("insulin on board, U", onBoard);
        row.put("insulin activity, U/min", activity);
        row.put("minutes since a bolus", since(history.bolus, minute, ACTS_MINUTES));
        row.put("minutes since long-acting insulin", since(history.longActing, minute, LONGEST_MINUTES));
    }

    private static double carbohydrateOnBoard(Channel eaten, int minute) {
        if (!isUsed(eaten, minute)) {
            return Double.NaN;
        }
        double onBoard = 0;
        for (int i = eaten.upTo(minute) - 1; i >= 0 && minute - eaten.minute(i) < ABSORBED_MINUTES; i--) {
            onBoard += eaten.value(i) * CarbohydrateAbsorption.onBoard(minute - eaten.minute(i));
        }
        return onBoard;
    }

    private static boolean isUsed(Channel channel, int minute) {
        int after = channel.upTo(minute);
        return after > 0 && minute - channel.minute(after - 1) <= IN_USE_MINUTES;
    }

    private static double since(Channel channel, int minute, int most) {
        int after = channel.upTo(minute);
        return after == 0 || minute - channel.minute(after - 1) > Features.LOOKS_BACK_MINUTES
                ? Double.NaN
                : Math.min(most, minute - channel.minute(after - 1));
    }

    private static double latest(Channel channel, int minute, int minutes) {
        int after = channel.upTo(minute);
        return after == 0 || minute - channel.minute(after - 1) > minutes ? Double.NaN : channel.value(after - 1);
    }

    private static double mean(Channel channel, int minute, int minutes) {
        double sum = 0;
        int n = 0;
        for (int i = channel.upTo(minute) - 1; i >= 0 && minute - channel.minute(i) < minutes; i--) {
            sum += channel.value(i);
            n++;
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private static double sum(Channel channel, int minute, int minutes) {
        if (!isUsed(channel, minute)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = channel.upTo(minute) - 1; i >= 0 && minute - channel.minute(i) < minutes; i--) {
            sum += channel.value(i);
        }
        return sum;
    }
}
