package org.hearthgate.it.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row of the table: what a kind of fault has cost over its rounds. */
final class Tally {
    static final String HEAD =
            """
            | fault | rounds | struck | acknowledged | lost | doubled | alerts expected | skipped | repeated | told again after a kill on a dead disk | missing and told | untold |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final String fault;
    private final List<String> findings = new ArrayList<>();
    private int rounds;
    private int struck;
    private int acknowledged;
    private int lost;
    private int doubled;
    private int expected;
    private int skipped;
    private int repeated;
    private int toldAgain;
    private int told;
    private int untold;
    private String note = "";
    private String example = "";
    private int exampleReadings;

    Tally(String fault) {
        this.fault = fault;
    }

    /** One more round; whether the fault happened in it, or the hub was faster. */
    void round(boolean hit) {
        rounds++;
        struck += hit ? 1 : 0;
    }

    /** Takes over what the judge's book says at the end. */
    void judge(Ledger ledger) {
        judgeReadings(ledger);
        expected += ledger.alertsExpected();
        skipped += ledger.alertsSkipped();
        repeated += ledger.alertsRepeated();
        toldAgain += ledger.alertsToldAgain();
        findings.addAll(ledger.findings());
    }

    /** The same where the alerts were judged elsewhere. */
    void judgeReadings(Ledger ledger) {
        acknowledged += ledger.acknowledgedReadings();
        doubled += ledger.doubledReadings();
    }

    /** Readings that are gone without a word. */
    void lost(int readings, String which) {
        lost += readings;
        if (readings > 0) {
            findings.add("lost without a word: " + which);
        }
    }

    /** Readings that are gone, of which a person was told, in these words. */
    void told(int readings, String words) {
        told += readings;
        if (example.isEmpty() || readings > exampleReadings) {
            example = words;
            exampleReadings = readings;
        }
    }

    /** {@return what a person reads at the worst of these rounds; empty where none has to act} */
    Optional<String> example() {
        return example.isEmpty() ? Optional.empty() : Optional.of(fault + ": " + example);
    }

    /** A fault at which a person must act, and no plain message. */
    void untold(String what) {
        untold++;
        findings.add(what);
    }

    void finding(String what) {
        findings.add(what);
    }

    void skipped(String why) {
        note = why;
    }

    /** A point that is never passed proves nothing. */
    void neverStruck() {
        findings.add("it never struck in " + rounds + " rounds");
    }

    boolean missedAlways() {
        return rounds > 1 && struck == 0;
    }

    boolean isClean() {
        return lost + doubled + skipped + repeated + untold == 0 && findings.isEmpty();
    }

    boolean lacksATool() {
        return note.contains("apt") || note.contains("may not");
    }

    String row() {
        if (!note.isEmpty()) {
            return "| %s | skipped: %s |".formatted(fault, note);
        }
        return "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |"
                .formatted(
                        fault,
                        rounds,
                        struck,
                        acknowledged,
                        lost,
                        doubled,
                        expected,
                        skipped,
                        repeated,
                        toldAgain,
                        told,
                        untold);
    }

    List<String> findings() {
        return findings.stream().map(line -> fault + ": " + line).toList();
    }

    /** {@return the sum of all rows, in bold} */
    static String sum(List<Tally> rows) {
        var sum = new Tally("**all**");
        for (Tally row : rows) {
            sum.rounds += row.rounds;
            sum.struck += row.struck;
            sum.acknowledged += row.acknowledged;
            sum.lost += row.lost;
            sum.doubled += row.doubled;
            sum.expected += row.expected;
            sum.skipped += row.skipped;
            sum.repeated += row.repeated;
            sum.toldAgain += row.toldAgain;
            sum.told += row.told;
            sum.untold += row.untold;
        }
        return sum.row();
    }

    int rounds() {
        return rounds;
    }
}
