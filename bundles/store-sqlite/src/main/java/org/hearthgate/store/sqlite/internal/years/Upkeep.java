package org.hearthgate.store.sqlite.internal.years;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hearthgate.store.sqlite.internal.Session;

/** The table {@code upkeep}: how far each task has got, written with the task's own work. */
final class Upkeep {
    private Upkeep() {}

    static void reached(Session session, String task, long value) throws SQLException {
        PreparedStatement upsert = session.prepare("INSERT OR REPLACE INTO upkeep (task, reached) VALUES (?, ?)");
        upsert.setString(1, task);
        upsert.setLong(2, value);
        upsert.executeUpdate();
    }
}
