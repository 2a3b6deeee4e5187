package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import org.hearthgate.api.store.StoreException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what a failure of SQLite means for the people of the home: what, on which file, what to do. */
public final class Faults {
    private final Path file;

    Faults(Path file) {
        this.file = file;
    }

    /** {@return the failure of this task, in words} */
    StoreException of(String task, SQLException cause) {
        return new StoreException("cannot " + task + " in " + file + ": " + meaning(cause), cause);
    }

    StoreException of(String task, String meaning, Exception cause) {
        return new StoreException("cannot " + task + " in " + file + ": " + meaning, cause);
    }

    /** {@return whether the file itself is damaged, so that reading row by row may still save the rest} */
    public static boolean isDamage(SQLException cause) {
        return primary(cause) == SQLiteErrorCode.SQLITE_CORRUPT;
    }

    /** {@return whether no part of the file can be used before it was repaired: damaged, or no database at all} */
    public static boolean needsRepair(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return isDamage(sqlite) || primary(sqlite) == SQLiteErrorCode.SQLITE_NOTADB;
            }
        }
        return false;
    }

    private String meaning(SQLException cause) {
        SQLiteErrorCode code = primary(cause);
        return switch (code) {
            case SQLITE_FULL -> "the disk is full; free space on the disk of " + file.getParent();
            case SQLITE_READONLY, SQLITE_PERM ->
                "the file or its disk is read-only; make both writable for the user that runs the hub, or replace a failing SD card";
            case SQLITE_CORRUPT -> "the file is damaged; stop the hub, keep a copy of the file and restore a backup";
            case SQLITE_NOTADB -> "this file is no SQLite database; move it away or restore a backup";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds the file locked; close that program";
            case SQLITE_CANTOPEN ->
                "the file cannot be opened; check that its folder exists and belongs to the user that runs the hub";
            case SQLITE_IOERR ->
                "the disk failed to read or write; check the cable, the SD card and the system log, then restart the hub";
            default -> cause.getMessage() + "; restart the hub, and report this if it comes back";
        };
    }

    private static SQLiteErrorCode primary(SQLException cause) {
        if (cause instanceof SQLiteException failure) {
            return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
