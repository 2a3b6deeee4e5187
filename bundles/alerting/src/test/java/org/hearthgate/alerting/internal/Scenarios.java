package org.hearthgate.alerting.internal;

import org.junit.jupiter.api.AfterEach;

/** A fresh home for each row of the table of alert scenarios. */
abstract class Scenarios {
    AlarmHouse house = new AlarmHouse();

    @AfterEach
    void leave() {
        house.close();
    }

    /** Another home than the usual one. */
    AlarmHouse in(AlarmHouse other) {
        house.close();
        house = other;
        return house;
    }
}
