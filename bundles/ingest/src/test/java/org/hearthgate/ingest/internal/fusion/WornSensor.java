package org.hearthgate.ingest.internal.fusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Given;

/**
 * What one person of the set t1d_uom wore: a sensor whose own log and whose scans are two routes of the same sensor, and a watch. Each
 * row is heard at its time (steps a quarter of an hour after it, when the set says they are known); local times are read as UTC.
 */
final class WornSensor {
    static final String LOG = "log";
    static final String SCAN = "scan";

    private final List<String> header;
    private final List<Observation> heard = new ArrayList<>();

    private WornSensor(List<String> header) {
        this.header = header;
    }

    static List<Observation> of(Path csv, Instant from, Instant until) throws IOException {
        List<String> rows = Files.readAllLines(csv);
        var sensor = new WornSensor(Arrays.asList(rows.get(0).split(",", -1)));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            Instant at = LocalDateTime.parse(cells[0]).toInstant(ZoneOffset.UTC);
            if (!at.isBefore(from) && at.isBefore(until)) {
                sensor.take(at, cells);
            }
        }
        sensor.heard.sort(Comparator.comparing(Observation::measuredAt));
        return sensor.heard;
    }

    private void take(Instant at, String[] cells) {
        String pulse = cell(cells, "heart_rate_bpm");
        if (!pulse.isBlank()) {
            heard.add(HeartRate.of(origin("watch", at), (int) Math.round(Double.parseDouble(pulse))));
        }
        String steps = cell(cells, "steps");
        if (!steps.isBlank()) {
            heard.add(new StepCount(origin("watch", at.plusSeconds(900)), (int) Double.parseDouble(steps), at));
        }
        glucose(at, LOG, cell(cells, "glucose_mgdl"));
        glucose(at, SCAN, cell(cells, "glucose_scan_mgdl"));
    }

    private void glucose(Instant at, String route, String value) {
        if (!value.isBlank()) {
            heard.add(GlucoseReading.exact(origin(route, at), Double.parseDouble(value)));
        }
    }

    private String cell(String[] cells, String column) {
        int i = header.indexOf(column);
        return i < 0 || i >= cells.length ? "" : cells[i];
    }

    private static Origin origin(String device, Instant at) {
        return Origin.of(Given.ANNA, new DeviceId(device), at, at, Provenance.of("replay"));
    }
}
