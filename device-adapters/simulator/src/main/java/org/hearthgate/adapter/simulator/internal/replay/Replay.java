package org.hearthgate.adapter.simulator.internal.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.Receipt;

/**
 * Puts one history through the real pipeline: for every row the clock moves, the row is committed, and every rule has judged it before
 * the next row is read. Nothing overlaps, so two runs of one file are the same run.
 */
final class Replay {
    private static final Duration AFTER_LAST_ROW = Duration.ofMinutes(60);
    private static final long PATIENCE_SECONDS = 60;

    private final ReplayClock clock;
    private final ObservationSink sink;
    private final AlertBoard board;
    private final ReplayLog log;
    private final RefusedRows refused;
    private final RowObservations rows;
    private final BooleanSupplier rulesChanged;
    private final Optional<Path> summary;
    private long readings;

    Replay(
            PersonId person,
            ReplayClock clock,
            ObservationSink sink,
            AlertBoard board,
            ReplayLog log,
            RefusedRows refused,
            BooleanSupplier rulesChanged,
            Optional<Path> summary) {
        this.clock = clock;
        this.sink = sink;
        this.board = board;
        this.log = log;
        this.refused = refused;
        this.rulesChanged = rulesChanged;
        this.summary = summary;
        rows = new RowObservations(person);
    }

    /** {@return the summary line} */
    String run(PersonCsv csv) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Instant first = clock.now();
        Instant last = first;
        for (Optional<CsvRow> next = csv.next(); next.isPresent(); next = csv.next()) {
            CsvRow row = next.get();
            last = row.at();
            clock.advanceTo(last);
            commit(rows.of(row), row.line());
            log.check();
            if (rulesChanged.getAsBoolean()) {
                throw new IllegalStateException(
                        "A rule came or went at line " + row.line() + "; the replay would not be whole, run it again");
            }
        }
        Optional<Observation> sleep = rows.end(last);
        if (sleep.isPresent()) {
            commit(List.of(sleep.get()), 0);
        }
        log.historyEnds();
        clock.advanceTo(last.plus(AFTER_LAST_ROW));
        log.close();
        if (summary.isPresent()) {
            Files.writeString(summary.get(), log.summary(first, last));
        }
        refused.tellRest();
        return String.format(
                Locale.ROOT,
                "%d readings, %d alert events, %d rows refused, %.1f s",
                readings,
                log.events(),
                refused.count(),
                (System.nanoTime() - began) / 1e9);
    }

    private void commit(List<Observation> observations, long line) throws InterruptedException {
        if (observations.isEmpty()) {
            return;
        }
        List<Receipt> receipts = await(sink.submit(observations), "commit line " + line);
        long position = 0;
        for (int i = 0; i < receipts.size(); i++) {
            if (observations.get(i).kind() == ObservationKind.GLUCOSE
                    && receipts.get(i).kept()) {
                readings++;
                log.heard((GlucoseReading) observations.get(i));
            }
            if (receipts.get(i) instanceof Receipt.Stored stored) {
                position = Math.max(position, stored.position());
            } else if (receipts.get(i) instanceof Receipt.Refused why) {
                refused.add(line, observations.get(i).kind().code() + " was refused: " + why.reason());
            }
        }
        if (position > 0) {
            await(board.judged(position), "judge line " + line);
        }
    }

    private static <T> T await(CompletableFuture<T> work, String what) throws InterruptedException {
        try {
            return work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The hub could not " + what + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The hub did not " + what + " within " + PATIENCE_SECONDS + " s; see its log", e);
        }
    }
}
