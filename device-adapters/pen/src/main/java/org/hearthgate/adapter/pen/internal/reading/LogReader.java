package org.hearthgate.adapter.pen.internal.reading;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hearthgate.adapter.pen.internal.port.LogPiece;
import org.hearthgate.adapter.pen.internal.port.LoggedDose;
import org.hearthgate.adapter.pen.internal.port.PenDialogue;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.StoreException;

/**
 * Reads the log of one pen at one touch, newest first, as far as the record does not have it. It stops at a piece that is known whole,
 * unless an earlier read was cut off further down: then it goes on until that hole is closed. One thread, used once.
 */
public final class LogReader {
    private final PenSettings settings;
    private final PenRecord record;
    private final HubClock clock;

    private final List<ReadDose> read = new ArrayList<>();
    private final Map<Long, InsulinDose> known = new HashMap<>();
    private final Map<Long, Integer> alike = new HashMap<>();
    private final List<Quarantined> refused = new ArrayList<>();
    private int looked;
    private long oldest = Long.MAX_VALUE;
    private Instant oldestAt = Instant.MAX;
    private boolean inOrder = true;

    public LogReader(PenSettings settings, PenRecord record, HubClock clock) {
        this.settings = requireNonNull(settings, "settings");
        this.record = requireNonNull(record, "record");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Reads until the end, the known part, or the moment in which the pen goes away or says what it should not. */
    public PenRead read(PenDialogue pen) {
        NavigableSet<Long> holes = holes();
        try {
            for (Optional<LogPiece> piece = pen.next(); piece.isPresent(); piece = pen.next()) {
                if (!take(piece.get(), clock.now()) && isPast(piece.get(), holes)) {
                    pen.release();
                    break;
                }
            }
            return outcome(holes, PenRead.End.COMPLETE, Optional.empty());
        } catch (TagLostException e) {
            return outcome(holes, PenRead.End.CUT_OFF, Optional.of(e.getMessage()));
        } catch (FrameException e) {
            return outcome(holes, PenRead.End.GARBLED, Optional.of(e.getMessage()));
        }
    }

    private NavigableSet<Long> holes() {
        try {
            return record.holes();
        } catch (StoreException e) {
            return new TreeSet<>(); // nothing is known then: everything is read, and what is there already does no harm
        }
    }

    /** {@return whether this piece may hold something new} */
    private boolean take(LogPiece piece, Instant at) {
        var taken = new ArrayList<ReadDose>();
        for (LoggedDose dose : piece.doses()) {
            looked++;
            inOrder &= dose.at() <= oldest;
            oldest = Math.min(oldest, dose.at());
            Instant given = at.minusSeconds(piece.sentAt() - dose.at());
            oldestAt = given.isBefore(oldestAt) ? given : oldestAt;
            judge(dose, given, piece.sentAt(), at).ifPresent(taken::add);
        }
        read.addAll(taken);
        try {
            known.putAll(record.known(taken));
        } catch (StoreException e) {
            return true;
        }
        return !inOrder || taken.isEmpty() || taken.stream().anyMatch(dose -> !known.containsKey(dose.sequence()));
    }

    private static boolean isPast(LogPiece piece, NavigableSet<Long> holes) {
        return holes.isEmpty() || piece.doses().stream().allMatch(dose -> dose.at() < holes.first());
    }

    private Optional<ReadDose> judge(LoggedDose dose, Instant given, long sentAt, Instant at) {
        Optional<BigDecimal> units = dose.units().number();
        Optional<String> fault = Optional.empty();
        if (units.isEmpty()) {
            fault = Optional.of("a dose that is no number");
        } else if (units.get().signum() <= 0) {
            fault = Optional.of("a dose without insulin");
        } else if (units.get().compareTo(BigDecimal.valueOf(settings.mostUnits())) > 0) {
            fault = Optional.of("a dose larger than this pen can give");
        } else if (dose.at() > sentAt) {
            fault = Optional.of("a dose later than the pen's own clock");
        } else {
            int rank = alike.merge(ReadDose.sequence(dose.at(), units.get(), 0), 1, Integer::sum) - 1;
            if (rank < ReadDose.MOST_ALIKE) {
                long sequence = ReadDose.sequence(dose.at(), units.get(), rank);
                return Optional.of(new ReadDose(dose, given, units.get(), sequence));
            }
            fault = Optional.of("more doses of one size in one second than anybody can give");
        }
        refused.add(new Quarantined(
                at,
                Observing.ADAPTER,
                settings.device().value(),
                Optional.of(settings.person()),
                fault.get(),
                new RawForm(Observing.OCTETS, dose.octets())));
        return Optional.empty();
    }

    private PenRead outcome(NavigableSet<Long> holes, PenRead.End end, Optional<String> trouble) {
        var observing = new Observing(settings, clock.now());
        Set<Long> primes = inOrder ? Primes.among(read, settings) : Set.of();
        var fresh = new ArrayList<Observation>();
        Optional<InsulinDose> newest = Optional.empty();
        var doubtful = new ArrayList<ReadDose>();
        for (ReadDose dose : read) {
            InsulinDose observed = observing.dose(dose, primes.contains(dose.sequence()));
            InsulinDose there = known.get(dose.sequence());
            if (there == null) {
                fresh.add(observed);
            } else if (observed.purpose() == InsulinDose.Purpose.PRIME
                    && there.purpose() != InsulinDose.Purpose.PRIME) {
                doubtful.add(dose);
            }
            if (newest.isEmpty() && observed.purpose() != InsulinDose.Purpose.PRIME) {
                newest = Optional.of(there == null ? observed : there);
            }
        }
        fresh.addAll(corrections(doubtful, observing));
        fresh.addAll(notes(holes, end, observing));
        return new PenRead(fresh, refused, newest, looked, end, trouble);
    }

    /** What went into the record as a dose because nothing had followed it yet, and is seen to be an air shot now. */
    private List<Observation> corrections(List<ReadDose> doubtful, Observing observing) {
        if (doubtful.isEmpty()) {
            return List.of();
        }
        try {
            Set<Long> said = record.corrections().keySet();
            return doubtful.stream()
                    .filter(dose -> !said.contains(dose.sequence()))
                    .<Observation>map(observing::correction)
                    .toList();
        } catch (StoreException e) {
            return List.of(); // the next touch sees it again
        }
    }

    private List<Observation> notes(NavigableSet<Long> holes, PenRead.End end, Observing observing) {
        var notes = new ArrayList<Observation>();
        boolean complete = end == PenRead.End.COMPLETE;
        for (long hole : holes) {
            if (complete || hole > oldest) {
                notes.add(observing.cutOff(new CutOff(hole, true), clock.now()));
            }
        }
        if (!complete && looked > 0) {
            notes.add(observing.cutOff(new CutOff(oldest, false), oldestAt));
        }
        return notes;
    }
}
