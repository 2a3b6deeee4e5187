package org.hearthgate.store.sqlite.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.StoredObservation;

/**
 * Reads windows and pages of the record. A row that cannot be understood is left out; where SQLite itself stumbles over a damaged page,
 * the rest is read row by row. Thread-safe; each call uses the caller's session.
 */
final class ObservationReader {
    private static final String KEYS = "position, measured_at, device";
    private static final String PAGE = "SELECT " + ObservationRows.COLUMNS
            + " FROM observation WHERE position > ? AND position <= ? ORDER BY position";

    private final ObservationRows rows;
    private final Map<ObservationKind, Long> kindIds;
    private final DamagedRows damaged;

    ObservationReader(ObservationRows rows, Map<ObservationKind, Long> kindIds, DamagedRows damaged) {
        this.rows = rows;
        this.kindIds = new EnumMap<>(kindIds);
        this.damaged = damaged;
    }

    List<StoredObservation> window(Session session, ObservationQuery query) throws SQLException {
        OptionalLong person = Names.find(session, query.person().value());
        if (person.isEmpty()) {
            return List.of();
        }
        String columns = ObservationRows.COLUMNS + (query.withRaw() ? ObservationRows.RAW_COLUMNS : "");
        PreparedStatement select = bind(session.prepare(sql(query, columns)), person.getAsLong(), query);
        try (ResultSet found = select.executeQuery()) {
            return collect(session, found, query.limit(), query.withRaw());
        } catch (SQLException e) {
            if (!Faults.isDamage(e)) {
                throw e;
            }
            session.forgetStatements();
            return salvage(session, positions(session, person.getAsLong(), query), query.limit(), query.withRaw());
        }
    }

    /**
     * {@return the next observations after a position}
     *
     * @param last highest position of the record; not read beyond
     */
    List<StoredObservation> page(Session session, long after, long last, int most) throws SQLException {
        PreparedStatement select = session.prepare(PAGE);
        select.setLong(1, after);
        select.setLong(2, last);
        try (ResultSet found = select.executeQuery()) {
            return collect(session, found, most, false);
        } catch (SQLException e) {
            if (!Faults.isDamage(e)) {
                throw e;
            }
            session.forgetStatements();
            return salvagePage(session, after, last, most);
        }
    }

    private List<StoredObservation> collect(Session session, ResultSet found, int most, boolean withRaw)
            throws SQLException {
        var read = new ArrayList<StoredObservation>();
        while (read.size() < most && found.next()) {
            rows.read(session, found, withRaw).ifPresent(read::add);
        }
        return read;
    }

    /**
     * One branch per kind and index, each already in order, merged by SQLite without sorting: a window costs what it returns, however
     * long the record is.
     */
    private String sql(ObservationQuery query, String columns) {
        Set<ObservationKind> kinds = query.kinds().isEmpty() ? EnumSet.allOf(ObservationKind.class) : query.kinds();
        var branches = new ArrayList<String>();
        for (ObservationKind kind : EnumSet.copyOf(kinds)) {
            branches.add(branch(columns, kindIds.get(kind), "observation_by_time", "IS NULL"));
            branches.add(branch(columns, kindIds.get(kind), "observation_numbered_by_time", "IS NOT NULL"));
        }
        String direction = query.newestFirst() ? " DESC" : " ASC";
        return String.join(" UNION ALL ", branches) + " ORDER BY measured_at" + direction + ", device" + direction
                + ", position" + direction;
    }

    /** {@return how SQLite goes about a window, in its own words; for tests and doctors} */
    String plan(Session session, ObservationQuery query) throws SQLException {
        var plan = new StringBuilder();
        PreparedStatement explain = session.prepare("EXPLAIN QUERY PLAN " + sql(query, ObservationRows.COLUMNS));
        try (ResultSet steps = bind(explain, 1, query).executeQuery()) {
            while (steps.next()) {
                plan.append(steps.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }

    private static String branch(String columns, long kind, String index, String sequence) {
        return "SELECT " + columns + " FROM observation INDEXED BY " + index + " WHERE person = ?1 AND kind = " + kind
                + " AND measured_at >= ?2 AND measured_at < ?3 AND sequence " + sequence;
    }

    private static PreparedStatement bind(PreparedStatement select, long person, ObservationQuery query)
            throws SQLException {
        select.setLong(1, person);
        select.setLong(2, millisCeiling(query.from()));
        select.setLong(3, millisCeiling(query.until()));
        return select;
    }

    /** {@return the first whole millisecond not before this instant, as far as 64 bits reach} */
    private static long millisCeiling(Instant instant) {
        try {
            long millis = instant.toEpochMilli();
            return instant.getNano() % 1_000_000 == 0 ? millis : Math.addExact(millis, 1);
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private List<Long> positions(Session session, long person, ObservationQuery query) throws SQLException {
        var positions = new ArrayList<Long>();
        try (ResultSet found =
                bind(session.prepare(sql(query, KEYS)), person, query).executeQuery()) {
            while (found.next()) {
                positions.add(found.getLong(1));
            }
        }
        return positions;
    }

    private List<StoredObservation> salvage(Session session, List<Long> positions, int most, boolean withRaw)
            throws SQLException {
        var saved = new ArrayList<StoredObservation>();
        for (long position : positions) {
            if (saved.size() == most) {
                break;
            }
            one(session, position, withRaw).ifPresent(saved::add);
        }
        return saved;
    }

    private List<StoredObservation> salvagePage(Session session, long after, long last, int most) throws SQLException {
        var saved = new ArrayList<StoredObservation>();
        for (long position = after + 1; position <= last && saved.size() < most; position++) {
            one(session, position, false).ifPresent(saved::add);
        }
        return saved;
    }

    private Optional<StoredObservation> one(Session session, long position, boolean withRaw) throws SQLException {
        String columns = ObservationRows.COLUMNS + (withRaw ? ObservationRows.RAW_COLUMNS : "");
        PreparedStatement select = session.prepare("SELECT " + columns + " FROM observation WHERE position = ?");
        select.setLong(1, position);
        try (ResultSet found = select.executeQuery()) {
            return found.next() ? rows.read(session, found, withRaw) : Optional.empty();
        } catch (SQLException e) {
            if (!Faults.isDamage(e)) {
                throw e;
            }
            session.forgetStatements();
            damaged.leftOut("observation " + position, e);
            return Optional.empty();
        }
    }
}
