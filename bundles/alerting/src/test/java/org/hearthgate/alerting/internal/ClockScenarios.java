package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/**
 * What a home hears when its clocks are wrong. The rows of all its tests make one table, {@code target/time-scenarios.md}.
 */
abstract class ClockScenarios {
    private static final List<String> ROWS = new ArrayList<>();

    TimeHouse house = new TimeHouse();

    @AfterEach
    void leave() {
        house.close();
    }

    @AfterAll
    static void print() throws IOException {
        ROWS.sort(null);
        var table = new ArrayList<>(List.of("| scenario | what the hub sees | expected | seen |", "|---|---|---|---|"));
        ROWS.forEach(row -> table.add(row.substring(row.indexOf('|'))));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "time-scenarios.md"), table);
    }

    static void row(int number, String scenario, String sees, String expected, String seen) {
        ROWS.add("%02d| %s | %s | %s | %s |".formatted(number, scenario, sees, expected, seen));
        assertThat(seen).as(scenario).isEqualTo(expected);
    }

    void houseAt(Instant world, ManualClock clock) {
        house.close();
        house = new TimeHouse(world, clock);
    }

    static String yes(boolean holds, String what) {
        return holds ? what : "NOT: " + what;
    }

    Observation last() {
        List<Observation> kept = house.kept(ObservationKind.GLUCOSE);
        return kept.get(kept.size() - 1);
    }

    boolean has(Doubt.Flag flag) {
        return last().quality().has(flag);
    }

    String firstSaid() {
        return house.record.journal().since(Given.ANNA, Instant.EPOCH, 1).stream()
                .map(entry -> entry.alert().message())
                .findFirst()
                .orElse("");
    }
}
