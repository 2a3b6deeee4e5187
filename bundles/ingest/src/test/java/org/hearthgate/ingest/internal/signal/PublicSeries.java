package org.hearthgate.ingest.internal.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.StepCount;

/** One person's file of a public data set, as the observations a hub would have heard; local times are read as UTC. */
final class PublicSeries {
    /** The sets hold "LOW" and "HIGH" as the edge of the sensor's range. */
    private static final double LOW = 40;

    private static final double HIGH = 400;

    private final List<String> header;
    private final PersonId person;
    private final List<Observation> observations = new ArrayList<>();

    private PublicSeries(PersonId person, List<String> header) {
        this.person = person;
        this.header = header;
    }

    static List<Observation> of(Path csv) {
        try (Stream<String> lines = Files.lines(csv)) {
            List<String> rows = lines.toList();
            String name = csv.getFileName().toString().replace(".csv", "");
            var series = new PublicSeries(
                    new PersonId(name), Arrays.asList(rows.get(0).split(",", -1)));
            rows.stream().skip(1).forEach(row -> series.take(row.split(",", -1)));
            return List.copyOf(series.observations);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + csv, e);
        }
    }

    static Instant time(String local) {
        return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
    }

    private void take(String[] cells) {
        Instant at = time(cells[0]);
        value(cells, "heart_rate_bpm")
                .ifPresent(bpm -> observations.add(HeartRate.of(origin("watch", at), (int) Math.round(bpm))));
        value(cells, "steps")
                .ifPresent(steps ->
                        observations.add(new StepCount(origin("watch", at), (int) steps, at.minusSeconds(300))));
        value(cells, "insulin_bolus_u")
                .ifPresent(units -> observations.add(new InsulinDose(
                        origin("pump", at), units, InsulinDose.Purpose.BOLUS, java.util.Optional.empty())));
        value(cells, "glucose_mgdl").ifPresent(glucose -> {
            Bound bound = glucose <= LOW ? Bound.BELOW_RANGE : glucose >= HIGH ? Bound.ABOVE_RANGE : Bound.EXACT;
            observations.add(new GlucoseReading(origin("cgm", at), glucose, bound, OptionalDouble.empty()));
        });
    }

    private OptionalDouble value(String[] cells, String column) {
        int i = header.indexOf(column);
        return i < 0 || i >= cells.length || cells[i].isBlank()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(cells[i]));
    }

    private Origin origin(String device, Instant at) {
        return Origin.of(person, new DeviceId(device), at, at, Provenance.of("replay"));
    }
}
