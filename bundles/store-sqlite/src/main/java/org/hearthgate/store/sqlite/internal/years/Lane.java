package org.hearthgate.store.sqlite.internal.years;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.store.sqlite.internal.ObservationRows;
import org.hearthgate.store.sqlite.internal.Session;

/**
 * The rows of one person, kind and index in order of time, as a sweep walks them. Roll-ups, numbered below zero, are passed over.
 *
 * @param numbered whether it holds the rows that their device numbers, or the others
 */
record Lane(long person, ObservationKind kind, long kindId, boolean numbered) {
    private static final String SELECT = "SELECT " + ObservationRows.COLUMNS + " FROM observation INDEXED BY ";
    private static final String WHERE =
            " WHERE person = ?1 AND kind = ?2 AND measured_at > ?3 AND measured_at <= ?4 AND ";
    private static final String BY_TIME =
            SELECT + "observation_by_time" + WHERE + "sequence IS NULL ORDER BY measured_at, device LIMIT ?5";
    private static final String NUMBERED = SELECT + "observation_numbered_by_time" + WHERE
            + "sequence IS NOT NULL AND sequence >= 0 ORDER BY measured_at, device LIMIT ?5";

    /** {@return a statement that selects the columns of {@link ObservationRows}} */
    PreparedStatement rows(Session session, long afterMillis, long untilMillis, int most) throws SQLException {
        PreparedStatement select = session.prepare(numbered ? NUMBERED : BY_TIME);
        select.setLong(1, person);
        select.setLong(2, kindId);
        select.setLong(3, afterMillis);
        select.setLong(4, untilMillis);
        select.setInt(5, most);
        return select;
    }

    /** {@return the persons of the record by number, found by leaping through the indexes} */
    static List<Long> persons(Session session) throws SQLException {
        var persons = new ArrayList<Long>();
        for (long last = 0; ; ) {
            PreparedStatement next = session.prepare(
                    "SELECT min(a) FROM (SELECT (SELECT min(person) FROM observation INDEXED BY observation_by_time"
                            + " WHERE person > ?1 AND sequence IS NULL) a UNION ALL SELECT (SELECT min(person) FROM observation"
                            + " INDEXED BY observation_numbered_by_time WHERE person > ?1 AND sequence IS NOT NULL))");
            next.setLong(1, last);
            try (ResultSet row = next.executeQuery()) {
                row.next();
                last = row.getLong(1);
                if (row.wasNull()) {
                    return persons;
                }
                persons.add(last);
            }
        }
    }
}
