-- What a roll-up stands for, so that a device which sends old rows again is told "duplicate" although they are gone. One row per person,
-- kind, device and UTC hour (in hours since 1970; it ends, and does not begin, with its full hour). `pieces` roll-ups were made of it,
-- the latest at `position`. `members` lists the times, or the devices' own numbers, of the rows they stand for (Members).
CREATE TABLE rolled_up (
    person   INTEGER NOT NULL,
    kind     INTEGER NOT NULL,
    device   INTEGER NOT NULL,
    hour     INTEGER NOT NULL,
    pieces   INTEGER NOT NULL,
    position INTEGER NOT NULL,
    members  BLOB NOT NULL,
    PRIMARY KEY (person, kind, device, hour)
) WITHOUT ROWID;

-- How far upkeep has got, e.g. the position up to which old raw forms are gone, or the newest hour rolled up.
CREATE TABLE upkeep (
    task    TEXT PRIMARY KEY,
    reached INTEGER NOT NULL
) WITHOUT ROWID;
