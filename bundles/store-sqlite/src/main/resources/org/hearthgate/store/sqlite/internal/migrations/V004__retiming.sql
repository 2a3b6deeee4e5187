-- What the hub stamped while it did not know the time, and by how much it was wrong. Its rows are put right one after the other; which of
-- them are is told by each row itself (it carries the doubt no more), so that looking again, also after a restore, moves none twice.
-- A part is ordered once. `reached` is the position that was looked at last, `done` 1 when all were.
CREATE TABLE retiming (
    after_position INTEGER NOT NULL,
    stamped_from   INTEGER NOT NULL,
    stamped_until  INTEGER NOT NULL,
    until_position INTEGER NOT NULL,
    by_millis      INTEGER NOT NULL,
    reached        INTEGER,
    done           INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (after_position, stamped_from)
) WITHOUT ROWID;
