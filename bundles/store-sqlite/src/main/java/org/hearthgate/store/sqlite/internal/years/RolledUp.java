package org.hearthgate.store.sqlite.internal.years;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.store.sqlite.internal.Database;
import org.hearthgate.store.sqlite.internal.RowFacts;
import org.hearthgate.store.sqlite.internal.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code rolled_up}: which rows are gone because a roll-up stands for them. Without it a watch that sends its history again
 * would walk every step twice. Used under the writer's lock.
 */
public final class RolledUp {
    private static final Logger LOG = LoggerFactory.getLogger(RolledUp.class);
    private static final String NEWEST_HOUR = "newest hour rolled up";
    private static final int BUSY_MILLIS = 1000;
    private static final int PIECE_BITS = 12;
    /** More pieces than this of one hour are not made; the rows stay as they are. */
    static final int MOST_PIECES = 1 << PIECE_BITS;

    private static final long NONE = Long.MIN_VALUE;

    private final long heartRate;
    private final long steps;
    private long newestHour;

    /**
     * What is known of one hour.
     *
     * @param pieces how many roll-ups were made of it
     * @param position of the latest of them; of one of its members while there is none
     */
    record Hour(int pieces, long position, Members members) {}

    /** @param newestHour from {@link #newestHour(Session)} */
    public RolledUp(Map<ObservationKind, Long> kindIds, long newestHour) {
        heartRate = kindIds.get(ObservationKind.HEART_RATE);
        steps = kindIds.get(ObservationKind.STEP_COUNT);
        this.newestHour = newestHour;
    }

    /** {@return the newest hour of which anything was rolled up, or the lowest number} */
    public static long newestHour(Session session) throws SQLException {
        return session.number("SELECT reached FROM upkeep WHERE task = '" + NEWEST_HOUR + "'")
                .orElse(NONE);
    }

    /**
     * {@return the position of the roll-up that stands for this row, empty if none does} A number is looked for in the hours beside it
     * too: a device may send it again with its clock put right.
     */
    public OptionalLong find(Session session, RowFacts row) throws SQLException {
        if (newestHour == NONE || row.kind() != heartRate && row.kind() != steps) {
            return OptionalLong.empty();
        }
        Identity identity = Identity.of(row);
        if (isRollUp(identity)) {
            return OptionalLong.empty();
        }
        var key = new HourKey(row.person(), row.kind(), row.device(), HourKey.of(row.measuredAt()));
        int beside = identity.numbered() ? 1 : 0;
        for (int hours = -beside; hours <= beside; hours++) {
            Optional<Hour> hour = key.hour() + hours > newestHour ? Optional.empty() : load(session, key.beside(hours));
            if (hour.isPresent() && hour.get().members().has(identity)) {
                return OptionalLong.of(hour.get().position());
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Takes out of a restored file what was rolled up meanwhile: older segments still hold the rows themselves beside the roll-ups that
     * came later, and a record must not have both.
     */
    public static void dropWhatIsStoodFor(Path file) throws SQLException {
        try (Session session = new Database(file, BUSY_MILLIS).openWriter()) {
            var gone = new ArrayList<Long>();
            PreparedStatement hours =
                    session.prepare("SELECT person, kind, device, hour, members FROM rolled_up WHERE pieces > 0");
            try (ResultSet rows = hours.executeQuery()) {
                while (rows.next()) {
                    var key = new HourKey(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
                    gone.addAll(stoodFor(session, key, members(rows.getBytes(5))));
                }
            }
            PreparedStatement delete = session.prepare("DELETE FROM observation WHERE position = ?");
            for (long position : gone) {
                delete.setLong(1, position);
                delete.executeUpdate();
            }
            session.commit();
        }
    }

    private static List<Long> stoodFor(Session session, HourKey key, Members members) throws SQLException {
        var positions = new ArrayList<Long>();
        for (Map.Entry<String, NavigableSet<Long>> each : Map.of(
                        "measured_at = ? AND sequence IS NULL", members.times(),
                        "sequence = ? AND sequence IS NOT NULL", members.numbers())
                .entrySet()) {
            PreparedStatement find =
                    session.prepare("SELECT position FROM observation WHERE person = ? AND kind = ? AND device = ? AND "
                            + each.getKey());
            for (long identity : each.getValue()) {
                find.setLong(1, key.person());
                find.setLong(2, key.kind());
                find.setLong(3, key.device());
                find.setLong(4, identity);
                try (ResultSet rows = find.executeQuery()) {
                    while (rows.next()) {
                        positions.add(rows.getLong(1));
                    }
                }
            }
        }
        return positions;
    }

    /** Roll-ups count downwards from -1: no device does. */
    static boolean isRollUp(Identity identity) {
        return identity.numbered() && identity.value() < 0;
    }

    /** {@return the number that tells this piece of this hour from every other roll-up of the device} */
    static long number(HourKey key, int piece) {
        return -1 - (Math.abs(key.hour()) << PIECE_BITS | piece);
    }

    static Optional<Hour> load(Session session, HourKey key) throws SQLException {
        PreparedStatement select = session.prepare("SELECT pieces, position, members FROM rolled_up"
                + " WHERE person = ? AND kind = ? AND device = ? AND hour = ?");
        bind(select, key);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Hour(rows.getInt(1), rows.getLong(2), members(rows.getBytes(3))))
                    : Optional.empty();
        }
    }

    private static Members members(byte[] octets) {
        try {
            return Members.of(octets);
        } catch (RuntimeException e) { // damaged octets make any of several
            LOG.warn("What a roll-up stands for cannot be read: rows that are sent again count twice in that hour", e);
            return Members.none();
        }
    }

    void save(Session session, HourKey key, Hour hour) throws SQLException {
        PreparedStatement upsert = session.prepare(
                "INSERT OR REPLACE INTO rolled_up (person, kind, device, hour, pieces, position, members)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        bind(upsert, key);
        upsert.setInt(5, hour.pieces());
        upsert.setLong(6, hour.position());
        upsert.setBytes(7, hour.members().octets());
        upsert.executeUpdate();
        if (key.hour() > newestHour) {
            newestHour = key.hour(); // too high after a rollback only costs a look-up
            Upkeep.reached(session, NEWEST_HOUR, newestHour);
        }
    }

    private static void bind(PreparedStatement statement, HourKey key) throws SQLException {
        statement.setLong(1, key.person());
        statement.setLong(2, key.kind());
        statement.setLong(3, key.device());
        statement.setLong(4, key.hour());
    }
}
