package org.hearthgate.notify.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.ArrayList;
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

/** Builds calls for the tests; what is not said is an urgent low of Anna that calls nobody. */
public final class Calls {
    private String alert = "a1";
    private Priority priority = Priority.HIGH;
    private int step;
    private final List<Carer> carers = new ArrayList<>();
    private boolean near;
    private boolean silent;
    private boolean test;
    private Duration within = Duration.ofMinutes(2);

    private Calls() {}

    public static Calls call() {
        return new Calls();
    }

    public Calls about(String alertId) {
        alert = alertId;
        return this;
    }

    public Calls priority(Priority other) {
        priority = other;
        return this;
    }

    public Calls step(int other) {
        step = other;
        return this;
    }

    public Calls to(String carer, String... channels) {
        carers.add(new Carer(carer, carer, Set.of(ANNA), List.of(channels), false));
        return this;
    }

    public Calls near() {
        near = true;
        return this;
    }

    public Calls silent() {
        silent = true;
        return this;
    }

    public Calls test() {
        test = true;
        return this;
    }

    public Calls within(Duration other) {
        within = other;
        return this;
    }

    public Alert alert() {
        return new Alert(
                alert,
                ANNA,
                "urgent-low",
                1,
                priority,
                step == 0 ? AlertState.RAISED : AlertState.ESCALATED,
                NOON,
                NOON,
                Optional.of(NOON.minusSeconds(70)),
                OptionalDouble.of(52),
                "Anna: 52 and falling",
                Optional.empty(),
                Optional.empty(),
                step,
                "52 is at or below 55");
    }

    public Call build() {
        return new Call(
                alert + "/" + step,
                alert(),
                "Anna",
                Optional.of(new GlucoseTrend(-2.5, GlucoseTrend.Arrow.SINGLE_DOWN)),
                carers,
                near,
                silent,
                test,
                NOON,
                within);
    }
}
