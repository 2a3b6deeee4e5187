package org.hearthgate.it.faults.inside;

import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.AlertState;

/** The channel that a family hears. As any channel must, it asks at its start which alerts are calling already. */
final class Sounder implements AlertListener {
    private final Saboteur saboteur;

    Sounder(Saboteur saboteur) {
        this.saboteur = saboteur;
    }

    @Override
    public void changed(Alert alert) {
        if (alert.state() == AlertState.RAISED) {
            tell("announced", alert);
        }
        saboteur.at("announced");
    }

    void takeUp(AlertBoard board) {
        board.open().stream().filter(alert -> alert.state().calls()).forEach(alert -> tell("sounding", alert));
    }

    private static void tell(String what, Alert alert) {
        Wire.tell(what, alert.person(), alert.rule(), number(alert));
    }

    /** {@return which of Anna's readings the alert is about; -1 where it is about none} */
    static long number(Alert alert) {
        return Optional.of(alert)
                .filter(any -> any.person().value().equals(Script.ANNA))
                .flatMap(Alert::measuredAt)
                .map(Script::annaNumber)
                .orElse(-1L);
    }
}
