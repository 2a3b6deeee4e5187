package org.hearthgate.adapter.simulator.internal.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.observation.GlucoseReading;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes one JSON line per alert event, in the order in which they came. Apart from the driver, so that alerting can bind it without
 * waiting for somebody who waits for alerting.
 */
@Component(
        name = ReplayConfig.PID + ".log",
        configurationPid = ReplayConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {AlertListener.class, ReplayLog.class},
        immediate = true)
public final class ReplayLog implements AlertListener {
    private final JsonFactory json = new JsonFactory();
    private Optional<Writer> out;
    private final ReplayTally tally;
    private final String person;
    private Optional<IOException> failure = Optional.empty();
    private long events;

    /** Opens the file, emptying what was there. */
    @Activate
    public ReplayLog(@Reference ReplayOutcome outcome, ReplayConfig config) {
        person = config.person();
        tally = new ReplayTally(zone(config.zone()));
        try {
            out = Optional.of(Files.newBufferedWriter(Path.of(config.out()), StandardCharsets.UTF_8));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            out = Optional.empty();
            outcome.badData("Cannot write " + config.out() + ": " + e + "; name a file in a folder that exists");
        }
    }

    /** An unknown zone is told by the clock. */
    private static ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneOffset.UTC;
    }

    /** What the hub says of itself says nothing about this history: the hub of a replay has no radio, no backup and no sounder. */
    @Override
    public synchronized void changed(Alert alert) {
        if (out.isEmpty() || !alert.person().value().equals(person)) {
            return;
        }
        tally.changed(alert);
        try {
            out.get().write(line(alert));
            events++;
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
        }
    }

    private String line(Alert alert) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator line = json.createGenerator(text)) {
            line.writeStartObject();
            line.writeStringField("at", alert.changedAt().toString());
            line.writeStringField("id", alert.id());
            line.writeStringField("person", alert.person().value());
            line.writeStringField("rule", alert.rule());
            line.writeStringField("priority", alert.priority().code());
            line.writeStringField("state", alert.state().code());
            line.writeStringField("raisedAt", alert.raisedAt().toString());
            line.writeStringField(
                    "measuredAt", alert.measuredAt().map(Instant::toString).orElse(null));
            if (alert.value().isPresent()) {
                BigDecimal value = BigDecimal.valueOf(alert.value().getAsDouble());
                line.writeFieldName("value");
                line.writeNumber(value.stripTrailingZeros().toPlainString());
            } else {
                line.writeNullField("value");
            }
            line.writeStringField("message", alert.message());
            if (alert.by().isPresent()) {
                line.writeStringField("by", alert.by().get());
            }
            line.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /** Counts what an urgent low ought to have called for. */
    synchronized void heard(GlucoseReading reading) {
        tally.heard(reading);
    }

    /** The last row has been judged; what comes now is written, but not counted. */
    synchronized void historyEnds() {
        tally.end();
    }

    /** {@return the counts of the whole replay} */
    synchronized String summary(Instant from, Instant until) throws IOException {
        return tally.json(from, until);
    }

    /** {@return how many events were written} */
    synchronized long events() {
        return events;
    }

    /** Fails when a line could not be written. */
    synchronized void check() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Writes what is held back and takes nothing more. */
    @Deactivate
    synchronized void close() throws IOException {
        if (out.isPresent()) {
            out.get().close();
            out = Optional.empty();
        }
    }
}
