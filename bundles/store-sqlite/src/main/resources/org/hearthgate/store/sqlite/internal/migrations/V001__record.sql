-- Facts about this file itself; `store_id` tells one home's record from another's.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Persons, devices, kinds, adapters and media types are written once and referred to by number: 1 or 2 bytes a row instead of 10 to 40.
CREATE TABLE name (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

-- One row per observation. `position` is the order of commit and is never used twice, not even after an erasure (AUTOINCREMENT).
-- person, kind, device, adapter and raw_type refer to name.id; times are milliseconds since 1970-01-01T00:00Z.
CREATE TABLE observation (
    position    INTEGER PRIMARY KEY AUTOINCREMENT,
    person      INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    device      INTEGER NOT NULL,
    adapter     INTEGER NOT NULL,
    measured_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    sequence    INTEGER,
    payload     BLOB NOT NULL,
    raw_type    INTEGER,
    raw         BLOB
);

-- Identity where the device does not number its records. The same index answers windows of time, so such a row has one index entry.
CREATE UNIQUE INDEX observation_by_time ON observation (person, kind, measured_at, device) WHERE sequence IS NULL;

-- Identity where it does …
CREATE UNIQUE INDEX observation_by_number ON observation (person, kind, device, sequence) WHERE sequence IS NOT NULL;

-- … and the windows of time of those.
CREATE INDEX observation_numbered_by_time ON observation (person, kind, measured_at, device) WHERE sequence IS NOT NULL;

CREATE TABLE cursor (
    consumer TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE quarantine (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         INTEGER NOT NULL,
    adapter    TEXT NOT NULL,
    source     TEXT NOT NULL,
    person     TEXT,
    reason     TEXT NOT NULL,
    media_type TEXT NOT NULL,
    raw        BLOB NOT NULL
);

-- hash = SHA-256 (previous hash, content); the first follows on SHA-256 of the store_id. The other columns only repeat what content
-- says, for the indexes; verification compares them.
CREATE TABLE alert_entry (
    id         INTEGER PRIMARY KEY,
    alert      TEXT NOT NULL,
    person     TEXT NOT NULL,
    state      TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    content    BLOB NOT NULL,
    prev_hash  BLOB NOT NULL,
    hash       BLOB NOT NULL
);
CREATE INDEX alert_entry_by_alert ON alert_entry (alert, id);
CREATE INDEX alert_entry_by_person ON alert_entry (person, changed_at);

-- The end of the chain, so that cutting off its tail is seen too.
CREATE TABLE alert_head (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    entries INTEGER NOT NULL,
    hash    BLOB NOT NULL
);
