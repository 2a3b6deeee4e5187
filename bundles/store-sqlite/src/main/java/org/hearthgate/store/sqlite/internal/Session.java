package org.hearthgate.store.sqlite.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.OptionalLong;

/** One connection with its prepared statements, so that no statement is parsed twice. Used by one thread at a time. */
public final class Session implements AutoCloseable {
    private static final int MOST_STATEMENTS = 32;

    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> prepared = new LinkedHashMap<>(64, 0.75f, true);

    public Session(Connection connection) {
        this.connection = connection;
    }

    /** {@return the statement for this SQL, kept for the next time} */
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        if (prepared.size() >= MOST_STATEMENTS) {
            var eldest = prepared.entrySet().iterator().next();
            prepared.remove(eldest.getKey());
            eldest.getValue().close();
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        prepared.put(sql, statement);
        return statement;
    }

    /** Runs SQL that is not worth keeping; several statements are allowed. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** {@return the first column of the first row, empty when there is no row or it is NULL} */
    public OptionalLong number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                return OptionalLong.empty();
            }
            long value = rows.getLong(1);
            return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
        }
    }

    /** Asks several questions of one moment: what others commit meanwhile is not seen. For a connection that only reads. */
    <T> T atOneMoment(Readers.Question<T> questions) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return questions.ask(this);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** After a failure: sqlite-jdbc finalizes a statement that failed while it ran, so none of the kept ones is trusted. */
    public void forgetStatements() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        forgetStatements();
        connection.close();
    }
}
