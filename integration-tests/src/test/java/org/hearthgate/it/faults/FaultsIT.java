package org.hearthgate.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hearthgate.it.faults.inside.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifty rounds of `integration-tests/faults`: the same command with another number shows a thousand. */
class FaultsIT {
    private static final int ROUNDS = Integer.getInteger("hearthgate.fault.rounds", 50);
    /** So that a failure comes again; the command takes another one each time. */
    private static final long SEED = 20261121;

    @Test
    void whatever_befalls_the_hub_nothing_acknowledged_is_lost_and_every_alert_comes_once() throws Exception {
        var screen = new ByteArrayOutputStream();
        List<Tally> rows = new FaultHarness(new PrintStream(screen, true, StandardCharsets.UTF_8), SEED)
                .run(ROUNDS, fault -> true);
        String table = screen.toString(StandardCharsets.UTF_8);
        System.getLogger("faults").log(System.Logger.Level.INFO, "\n" + table);
        assertThat(rows).as(table).hasSizeGreaterThan(10).allMatch(Tally::isClean);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(rows).as("nothing may be skipped here\n" + table).noneMatch(Tally::lacksATool);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1,2,4", "0,1,2,3!,4"})
    void the_judge_sees_a_loss(String told) {
        var ledger = new Ledger();
        ledger.acknowledged("ben", 0, 4);
        ledger.ask(true);
        ledger.stored("ben", told);
        ledger.settle();
        assertThat(ledger.lostReadings()).isEqualTo(1);
    }

    @Test
    void the_judge_sees_a_doubled_reading() {
        var ledger = new Ledger();
        ledger.acknowledged("ben", 0, 4);
        ledger.ask(true);
        ledger.stored("ben", "0,1,2,3,3,4");
        ledger.settle();
        assertThat(ledger.doubledReadings()).isEqualTo(1);
        assertThat(ledger.lostReadings()).isZero();
    }

    @Test
    void only_a_kill_on_a_dead_disk_excuses_a_second_call() {
        for (boolean killed : new boolean[] {true, false}) {
            var ledger = new Ledger();
            ledger.acknowledged("anna", 0, Script.EPISODE - 1);
            ledger.diskFails();
            ledger.announced("urgent-low", 4);
            ledger.diskIsWell(killed);
            ledger.announced("urgent-low", 4);
            ledger.journal("urgent-low", "raised", 4);
            ledger.journal("urgent-low", "resolved", 7);
            assertThat(ledger.alertsRepeated()).isEqualTo(killed ? 0 : 1);
            assertThat(ledger.alertsToldAgain()).isEqualTo(killed ? 1 : 0);
            assertThat(ledger.alertsSkipped()).isZero();
        }
    }

    @Test
    void the_judge_sees_alerts_that_were_skipped_or_repeated() {
        var ledger = new Ledger();
        ledger.acknowledged("anna", 0, 29);
        ledger.ask(true);
        ledger.announced("urgent-low", 4);
        ledger.journal("urgent-low", "raised", 4);
        ledger.journal("urgent-low", "resolved", 7);
        ledger.announced("urgent-low", 24);
        ledger.announced("urgent-low", 25);
        ledger.journal("urgent-low", "raised", 24);
        ledger.journal("urgent-low", "resolved", 27);
        assertThat(ledger.alertsExpected()).isEqualTo(3);
        assertThat(ledger.alertsSkipped()).as("the second").isEqualTo(1);
        assertThat(ledger.alertsRepeated()).as("the third").isEqualTo(1);
    }
}
