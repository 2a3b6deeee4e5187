package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded person through the real pipeline and the real rules. */
class ReplayIT {
    private static final int FORTNIGHT_OF_READINGS = 14 * 288;

    @TempDir
    private Path folder;

    @Test
    void a_night_with_a_low_gives_the_alerts_a_reader_would_expect() throws Exception {
        Path csv = folder.resolve("night.csv");
        Files.write(csv, night());
        List<JsonNode> events = replay(csv, "first");
        assertThat(events.stream()
                        .map(event -> event.get("rule").asText() + " "
                                + event.get("state").asText() + " "
                                + event.get("at").asText().substring(11, 16)))
                .containsExactly(
                        "low raised 01:05", // 68
                        "urgent-low-soon raised 01:10", // 61 and falling
                        "low resolved 01:10", // says nothing new beside it
                        "urgent-low raised 01:15", // 54
                        "urgent-low-soon resolved 01:15",
                        "urgent-low resolved 01:35", // 66: above 60, and rising, so that the low says nothing
                        "no-data raised 02:15", // the last reading was at 02:00
                        "no-data raised 02:30", // half an hour: more urgent
                        "no-data resolved 03:00",
                        "no-data raised 04:10", // the file ends at 03:55; the clock runs on for an hour
                        "no-data raised 04:25");
        assertThat(replay(csv, "second"))
                .as("the same history gives the same alerts")
                .isEqualTo(events);
    }

    @Test
    void the_summary_counts_by_rule_and_night_alone_and_beside_the_defaults() throws Exception {
        Path csv = folder.resolve("night.csv");
        Files.write(csv, night());
        HubProcess.Outcome alone = HubProcess.hub(folder, "replay", "--person-csv", csv.toString());
        assertThat(alone.exit()).as(alone.err()).isZero();
        assertThat(alone.out())
                .containsPattern("(?m)^rule +raised +a day +at night +longest open$")
                .containsPattern("(?m)^urgent-low +1 +6\\.13 +1 +20 min$") // 01:15 to 01:35, of 3 h 55 min
                .containsPattern("(?m)^nights with a call: 1 in 0\\.2 days$")
                .contains("urgent lows called for within 5 min: 1 of 1");
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(
                rules.resolve("org.hearthgate.rule.urgent-low.json"),
                "{\"atOrBelowMgPerDl\": 70.0, \"overAboveMgPerDl\": 79.0}");
        HubProcess.Outcome beside = HubProcess.hub(
                folder, "replay", "--person-csv", csv.toString(), "--rules", rules.toString(), "--compare");
        assertThat(beside.exit()).as(beside.err()).isZero();
        assertThat(beside.out())
                .containsPattern("these settings +\\| the defaults")
                .containsPattern("(?m)^urgent-low +1 +6\\.13 +1 +40 min +\\| +1 +6\\.13 +1 +20 min$"); // 01:05 to 01:45
    }

    @Test
    void a_recorded_person_is_replayed_the_same_twice() throws Exception {
        Path az01 = Distribution.ROOT.resolve("../shared/forecast/data/sets/azt1d/az01.csv");
        Assumptions.assumeTrue(Files.exists(az01), "skipped: ../shared is absent, so there is no recorded person");
        Path fortnight =
                Files.write(folder.resolve("az01.csv"), Files.readAllLines(az01).subList(0, 1 + FORTNIGHT_OF_READINGS));
        List<JsonNode> events = replay(fortnight, "az-first");
        assertThat(events).hasSizeGreaterThan(20);
        assertThat(replay(fortnight, "az-second")).isEqualTo(events);
    }

    private List<JsonNode> replay(Path csv, String name) throws Exception {
        Path out = folder.resolve(name + ".jsonl");
        HubProcess.Outcome outcome =
                HubProcess.hub(folder, "replay", "--person-csv", csv.toString(), "--out", out.toString());
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        var events = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(out)) {
            events.add(Phone.JSON.readTree(line));
        }
        return events;
    }

    private static List<String> night() {
        var rows = new ArrayList<String>();
        rows.add("time,glucose_mgdl");
        LocalDateTime at = LocalDateTime.parse("2026-03-02T00:00");
        double[] values = {
            110, 110, 108, 106, 104, 100, 97, 94, 90, 86, 82, 78, 74, 68, 61, 54, 51, 52, 57, 66, 73, 80, 88, 92, 95
        };
        for (double value : values) {
            rows.add(at + "," + value);
            at = at.plusMinutes(5);
        }
        for (LocalDateTime later = LocalDateTime.parse("2026-03-02T03:00");
                later.getHour() < 4;
                later = later.plusMinutes(5)) {
            rows.add(later + ",100");
        }
        return rows;
    }
}
