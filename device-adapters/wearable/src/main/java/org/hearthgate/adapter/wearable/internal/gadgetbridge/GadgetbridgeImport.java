package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.StoredObservation;

/**
 * Brings what is new in an export into the record. Where to go on is asked of the record itself, so that an export may be read any number
 * of times. One thread.
 */
final class GadgetbridgeImport {
    private static final Duration FARTHEST_BACK = Duration.ofDays(90);
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final int MOST_LOOKED_AT = 5000;
    private static final List<Integer> LOOKING_BACK_DAYS = List.of(1, 7, 90);
    private static final int BATCH = 1000;
    private static final int COMMIT_SECONDS = 60;
    private static final int QUARANTINED_OCTETS = 100;

    private final PersonId person;
    private final String wanted;
    private final Duration bin;
    private final Path workFolder;
    private final ObservationSink sink;
    private final ObservationStore store;
    private final HubClock clock;

    /**
     * What one run did.
     *
     * @param wearer whose samples were read
     * @param newest time of the newest sample, if there was any
     * @param offered how many observations were offered to the record
     */
    record Outcome(Wearer wearer, Optional<Instant> newest, int offered) {}

    /**
     * @param wanted name, alias or address of the watch; empty for the only one
     * @param bin how many minutes become one count of steps
     * @param workFolder for private copies
     */
    GadgetbridgeImport(
            PersonId person,
            String wanted,
            Duration bin,
            Path workFolder,
            ObservationSink sink,
            ObservationStore store,
            HubClock clock) {
        this.person = person;
        this.wanted = wanted;
        this.bin = bin;
        this.workFolder = workFolder;
        this.sink = sink;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Looks at the place and reads what is new there.
     *
     * @return what was read; empty if nothing new was there
     * @throws ExportException if it could not be read or not be kept; the next call begins where the record ends
     */
    Optional<Outcome> run(ExportFile export) throws ExportException, InterruptedException {
        Optional<ExportFile.Stamp> version = export.look();
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Path copy = export.copy(version.get(), workFolder);
        try {
            Outcome outcome = read(copy);
            export.done(version.get());
            return Optional.of(outcome);
        } catch (ExportException e) {
            if (e.getCause() instanceof java.sql.SQLException) {
                quarantine(copy, e.getMessage());
                export.done(version.get());
            }
            throw e;
        } finally {
            delete(copy);
        }
    }

    private Outcome read(Path copy) throws ExportException, InterruptedException {
        try (var database = new ExportDatabase(copy, AT_MOST)) {
            Wearer wearer = choose(database.wearers());
            Optional<SampleTable> table = database.samplesOf(wearer);
            if (table.isEmpty()) {
                return new Outcome(wearer, Optional.empty(), 0);
            }
            DeviceId device = wearer.deviceId();
            Instant now = clock.now();
            Instant newest =
                    table.get().newest().isAfter(now) ? now : table.get().newest();
            SampleFold.Progress progress = progress(device, newest);
            var fold = new SampleFold(
                    person, device, bin, SleepKinds.of(table.get().name(), wearer), progress, now);
            for (Stretch sleep : database.sleeps(wearer, progress.sleep(), newest.minus(SleepWatch.SHORTEST_WAKING))) {
                fold.asleep(sleep);
            }
            int offered = 0;
            for (Instant from = progress.earliest(); !from.isAfter(newest); from = from.plus(ONE_DAY)) {
                Instant until = from.plus(ONE_DAY).isBefore(newest) ? from.plus(ONE_DAY) : newest.plusSeconds(1);
                database.samples(table.get(), wearer, from, until).forEach(fold::add);
                offered += keep(fold.take());
            }
            return new Outcome(wearer, Optional.of(newest), offered);
        }
    }

    private Wearer choose(List<Wearer> wearers) throws ExportException {
        List<Wearer> named = wanted.isEmpty()
                ? wearers
                : wearers.stream().filter(wearer -> wearer.named(wanted)).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        String all = wearers.stream().limit(8).map(Wearer::shown).collect(Collectors.joining(", "));
        throw new ExportException(
                named.isEmpty()
                        ? (wearers.isEmpty()
                                ? "the export knows no watch; pair one in Gadgetbridge"
                                : "the export knows no watch '" + wanted + "'; set 'device' to one of: " + all)
                        : "the export knows several watches; set 'device' to one of: " + all);
    }

    private SampleFold.Progress progress(DeviceId device, Instant newest) {
        Instant first = newest.minus(FARTHEST_BACK);
        return new SampleFold.Progress(
                last(ObservationKind.STEP_COUNT, device, first),
                last(ObservationKind.HEART_RATE, device, first),
                last(ObservationKind.SLEEP_EPISODE, device, first));
    }

    /**
     * When the last one of that kind ended that came from here; the beginning where none is found. Nearest days first: a strap of the same
     * person may have filled the record with heart rates. Not finding an old one costs a second reading, which changes nothing.
     */
    private Instant last(ObservationKind kind, DeviceId device, Instant first) {
        Instant now = clock.now();
        for (int days : LOOKING_BACK_DAYS) {
            Instant from = now.minus(Duration.ofDays(days));
            var query = ObservationQuery.of(person, from.isAfter(first) ? from : first, now.plus(ONE_DAY), kind)
                    .newest(MOST_LOOKED_AT);
            Optional<Instant> end = store.window(query).stream()
                    .map(StoredObservation::observation)
                    .filter(known -> known.device().equals(device))
                    .filter(known -> known.origin().provenance().adapter().equals(SampleFold.ADAPTER))
                    .map(known -> known instanceof SleepEpisode sleep ? sleep.endedAt() : known.measuredAt())
                    .max(Instant::compareTo);
            if (end.isPresent()) {
                return end.get().isAfter(first) ? end.get() : first;
            }
        }
        return first;
    }

    private int keep(List<Observation> observations) throws ExportException, InterruptedException {
        for (int from = 0; from < observations.size(); from += BATCH) {
            List<Observation> batch = observations.subList(from, Math.min(from + BATCH, observations.size()));
            try {
                sink.submit(batch).get(COMMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new ExportException("the hub cannot keep it now; trying again", e);
            }
        }
        return observations.size();
    }

    private void quarantine(Path copy, String reason) {
        byte[] head = new byte[0];
        try (var in = Files.newInputStream(copy)) {
            head = in.readNBytes(QUARANTINED_OCTETS);
        } catch (IOException e) {
            head = e.getClass().getName().getBytes(StandardCharsets.UTF_8); // the reason is what counts
        }
        sink.quarantine(new Quarantined(
                clock.now(),
                SampleFold.ADAPTER,
                "an export of Gadgetbridge",
                Optional.of(person),
                reason,
                new RawForm("application/vnd.sqlite3", head)));
    }

    private static void delete(Path copy) throws ExportException {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new ExportException("the private copy " + copy + " cannot be deleted; check the hub's disk", e);
        }
    }
}
