package org.hearthgate.store.sqlite.internal.years;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.store.sqlite.internal.ObservationAppender;
import org.hearthgate.store.sqlite.internal.Session;
import org.hearthgate.store.sqlite.internal.Writer;

/** One transaction: rows go, what stands for them comes, and it is noted for which rows it stands. Gives the number of rows that went. */
final class RollUpBatch implements Writer.Work<Integer> {
    private final ObservationAppender appender;
    private final RolledUp rolledUp;
    private final Map<HourKey, List<Member>> hours;
    private final List<Writer.Work<List<Receipt>>> appended = new ArrayList<>();

    RollUpBatch(ObservationAppender appender, RolledUp rolledUp, Map<HourKey, List<Member>> hours) {
        this.appender = appender;
        this.rolledUp = rolledUp;
        this.hours = Map.copyOf(hours);
    }

    /** What one hour becomes. */
    private record Piece(
            HourKey key, RolledUp.Hour before, Members members, long position, Optional<Observation> rollUp) {}

    @Override
    public Integer run(Session session) throws SQLException {
        var pieces = new ArrayList<Piece>();
        var rollUps = new ArrayList<Observation>();
        int gone = 0;
        for (Map.Entry<HourKey, List<Member>> hour : hours.entrySet()) {
            var before = RolledUp.load(session, hour.getKey()).orElseGet(() -> new RolledUp.Hour(0, 0, Members.none()));
            Optional<Piece> piece = piece(session, hour.getKey(), before, hour.getValue());
            if (piece.isPresent()) {
                gone += hour.getValue().size();
                piece.get().rollUp().ifPresent(rollUps::add);
                pieces.add(piece.get());
            }
        }
        var work = appender.append(rollUps);
        appended.add(work);
        var receipts = work.run(session).iterator();
        for (Piece piece : pieces) {
            save(session, piece, piece.rollUp().isPresent() ? Optional.of(receipts.next()) : Optional.empty());
        }
        return gone;
    }

    /** A row that is gone meanwhile (erased) counts no more; one that an earlier roll-up stands for goes without a new one. */
    private static Optional<Piece> piece(Session session, HourKey key, RolledUp.Hour before, List<Member> members)
            throws SQLException {
        var fresh = new ArrayList<Member>();
        var identities = before.members();
        for (Member member : members) {
            if (identities.add(Identity.of(member.row()))) {
                fresh.add(member);
            }
        }
        var summary = new Summary(key, before.pieces());
        if (before.pieces() >= RolledUp.MOST_PIECES || !summary.holds(fresh)) {
            return Optional.empty();
        }
        for (Member member : members) {
            if (!delete(session, member.row().position())) {
                throw new IllegalStateException("position " + member.row().position()
                        + " went while it was being rolled up; the next pass looks again");
            }
        }
        long position = members.get(members.size() - 1).row().position();
        return Optional.of(new Piece(key, before, identities, position, summary.of(fresh)));
    }

    private void save(Session session, Piece piece, Optional<Receipt> receipt) throws SQLException {
        if (receipt.isEmpty()) {
            long position = piece.before().pieces() > 0 ? piece.before().position() : piece.position();
            rolledUp.save(session, piece.key(), new RolledUp.Hour(piece.before().pieces(), position, piece.members()));
        } else if (receipt.get() instanceof Receipt.Stored stored) {
            rolledUp.save(
                    session,
                    piece.key(),
                    new RolledUp.Hour(piece.before().pieces() + 1, stored.position(), piece.members()));
        } else {
            throw new IllegalStateException(
                    "a roll-up with the number of a new one is there already; nothing was rolled up");
        }
    }

    private static boolean delete(Session session, long position) throws SQLException {
        PreparedStatement delete = session.prepare("DELETE FROM observation WHERE position = ?");
        delete.setLong(1, position);
        return delete.executeUpdate() == 1;
    }

    @Override
    public void committed() {
        appended.forEach(Writer.Work::committed);
    }

    @Override
    public void rolledBack() {
        appended.forEach(Writer.Work::rolledBack);
    }
}
