package org.hearthgate.store.sqlite.internal;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The columns of an alert entry that stay visible, for the indexes. */
record AlertRow(long id, String alert, String person, String state, long changedAt) {
    private static final int PART = 3;

    /** {@return what the first five columns say} */
    static AlertRow of(ResultSet row) throws SQLException {
        return new AlertRow(
                row.getLong(1),
                String.valueOf(row.getString(2)),
                String.valueOf(row.getString(3)),
                String.valueOf(row.getString(4)),
                row.getLong(5));
    }

    /** {@return all of it as octets, to which content and chain are bound} */
    byte[] octets() {
        return new SealContext(PART)
                .add(id)
                .add(alert)
                .add(person)
                .add(state)
                .add(changedAt)
                .octets();
    }
}
