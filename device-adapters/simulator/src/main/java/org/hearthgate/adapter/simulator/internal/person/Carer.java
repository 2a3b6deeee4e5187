package org.hearthgate.adapter.simulator.internal.person;

import java.util.Optional;

/**
 * What a person does about food and insulin, minute by minute: eats, counts wrongly, doses late or not at all, corrects a high, treats a
 * low. Goes by what the sensor shows, not by the truth. Used by one thread at a time.
 */
final class Carer {
    private static final int LONG_ACTING_AT = 22 * 60;
    private static final int BETWEEN_TREATMENTS_MIN = 20;
    private static final int BETWEEN_CORRECTIONS_MIN = 120;
    private static final double CORRECT_ABOVE = 220;
    private static final double CORRECT_TO = 130;

    private final VirtualPerson person;
    private final Therapy therapy;
    private final Body body;
    private final Diary diary;
    private final InsulinOnBoard onBoard = new InsulinOnBoard();
    private long lastBolus = Long.MIN_VALUE / 2;
    private long lastTreatment = Long.MIN_VALUE / 2;
    private Optional<Long> treatAt = Optional.empty();
    private double basalMilliunits;

    Carer(VirtualPerson person, Body body, Diary diary) {
        this.person = person;
        this.body = body;
        this.diary = diary;
        therapy = person.therapy();
    }

    void act(Calendar.Moment now, double sensed, boolean quiet) {
        person.lowSoon().filter(low -> low.bolusAt(now.minute())).ifPresent(low -> bolus(now, low.units()));
        person.lowSoon().filter(low -> low.snackAt(now.minute())).ifPresent(low -> body.eat(low.snackGrams()));
        if (!quiet) {
            eatAndDose(now, sensed);
            correct(now, sensed);
            treat(now, sensed);
        }
        background(now);
    }

    private void eatAndDose(Calendar.Moment now, double sensed) {
        for (Day.Meal meal : now.day().meals()) {
            if (meal.minute() == now.minuteOfDay()) {
                body.eat(meal.grams());
                if (meal.logged()) {
                    diary.carbohydrates(meal.counted());
                }
            }
            if (meal.bolusMinute().filter(minute -> minute == now.minuteOfDay()).isPresent()) {
                bolus(now, meal.counted() / therapy.gramsPerUnit() + correction(now, sensed));
            }
        }
    }

    private double correction(Calendar.Moment now, double sensed) {
        double wanted = (sensed - CORRECT_TO) / therapy.mgPerDlPerUnit();
        return wanted < 0 ? wanted : Math.max(0, wanted - onBoard.unitsAt(now.minute()));
    }

    private void correct(Calendar.Moment now, double sensed) {
        boolean looks = now.minute() % 15 == 0 && !now.asleep();
        if (looks && sensed > CORRECT_ABOVE && now.minute() - lastBolus >= BETWEEN_CORRECTIONS_MIN) {
            if (Chance.of(person.seed(), "correction", now.minute()).happens(0.25)) {
                bolus(now, correction(now, sensed));
            }
        }
    }

    private void bolus(Calendar.Moment now, double wanted) {
        double units = therapy.kind().given(wanted);
        if (units > 0) {
            body.inject(units);
            onBoard.add(now.minute(), units);
            lastBolus = now.minute();
            diary.bolus(units);
        }
    }

    private void treat(Calendar.Moment now, double sensed) {
        Chance chance = Chance.of(person.seed(), "low", now.minute());
        if (treatAt.isEmpty() && now.minute() - lastTreatment >= BETWEEN_TREATMENTS_MIN) {
            if (sensed < (now.asleep() ? 60 : 68)) {
                int delay = now.asleep() ? chance.whole(8, 40) : chance.whole(3, 14);
                treatAt = Optional.of(now.minute() + delay);
            }
        }
        if (treatAt.filter(at -> at <= now.minute()).isPresent()) {
            treatAt = Optional.empty();
            lastTreatment = now.minute();
            double grams = sensed < 54 ? chance.whole(18, 30) : chance.whole(12, 20);
            body.eat(grams);
            if (chance.happens(0.7)) {
                diary.treatment(grams);
            }
        }
    }

    private void background(Calendar.Moment now) {
        if (therapy.kind() == TherapyKind.PEN) {
            if (now.minuteOfDay() == LONG_ACTING_AT) {
                diary.longActing(longActingUnits());
            }
        } else {
            basalMilliunits += basalMilliunitsPerMin(now);
            if (now.minuteOfDay() % 60 == 0) {
                diary.basal(basalMilliunits / 1000);
                basalMilliunits = 0;
            }
        }
    }

    private double longActingUnits() {
        return therapy.kind().given(therapy.basalUnitsPerHour() * 24);
    }

    /** {@return background insulin entering the skin now: a pump's rate, or the even release of the last evening's dose} */
    double basalMilliunitsPerMin(Calendar.Moment now) {
        if (therapy.kind() == TherapyKind.PEN) {
            Day injected = now.minuteOfDay() >= LONG_ACTING_AT ? now.day() : now.previous();
            return longActingUnits() * injected.longActingShare() * 1000 / 1440;
        }
        boolean towardsMorning = now.minuteOfDay() >= 2 * 60 && now.minuteOfDay() < 8 * 60;
        double profile = towardsMorning ? 1 + 0.8 * person.habits().dawnRise() : 1;
        return therapy.basalUnitsPerHour() * profile * 1000 / 60;
    }
}
