package org.hearthgate.notify.homeassistant.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.PersonId;

/** Alerts and calls for tests. */
final class Alarms {
    static final Carer GRANDMA = new Carer("grandma", "Grandma", Set.of(ANNA), List.of("home-assistant"), false);
    static final Carer SCHOOL = new Carer("school", "School", Set.of(ANNA), List.of("webhook.school"), false);

    private Alarms() {}

    /** {@return Anna's urgent low, raised at noon from a reading of three minutes before} */
    static Alert urgentLow() {
        return of("a-1", ANNA, "urgent-low", Priority.HIGH, "Anna: 52 mg/dL, treat now");
    }

    static Alert of(String id, PersonId person, String rule, Priority priority, String message) {
        return new Alert(
                id,
                person,
                rule,
                1,
                priority,
                AlertState.RAISED,
                NOON,
                NOON,
                Optional.of(NOON.minusSeconds(180)),
                OptionalDouble.of(52),
                message,
                Optional.empty(),
                Optional.empty(),
                0,
                "52 is at or below 54 for Anna");
    }

    static Alert hub(String rule) {
        return new Alert(
                "h-1",
                Alert.HUB,
                rule,
                1,
                Priority.MEDIUM,
                AlertState.RAISED,
                NOON,
                NOON,
                Optional.empty(),
                OptionalDouble.empty(),
                "The hub's disk is nearly full",
                Optional.empty(),
                Optional.empty());
    }

    static CallBuilder call(Alert alert) {
        return new CallBuilder(alert);
    }

    /** One step of a call: to Grandma, and with noise, unless said otherwise. */
    static final class CallBuilder {
        private final Alert alert;
        private List<Carer> carers = List.of(GRANDMA, SCHOOL);
        private boolean everybodyNear = true;
        private boolean silent;
        private boolean test;
        private Duration within = Duration.ofMinutes(2);

        private CallBuilder(Alert alert) {
            this.alert = alert;
        }

        CallBuilder to(Carer... whom) {
            carers = List.of(whom);
            return this;
        }

        CallBuilder notForThoseNear() {
            everybodyNear = false;
            return this;
        }

        CallBuilder silent() {
            silent = true;
            return this;
        }

        CallBuilder drill() {
            test = true;
            return this;
        }

        CallBuilder within(Duration time) {
            within = time;
            return this;
        }

        Call build() {
            return new Call(
                    alert.id() + "/0",
                    alert,
                    alert.person().equals(Alert.HUB) ? "The hub" : "Anna",
                    alert.person().equals(Alert.HUB)
                            ? Optional.empty()
                            : Optional.of(new GlucoseTrend(-2.4, GlucoseTrend.Arrow.SINGLE_DOWN)),
                    carers,
                    everybodyNear,
                    silent,
                    test,
                    NOON,
                    within);
        }
    }
}
