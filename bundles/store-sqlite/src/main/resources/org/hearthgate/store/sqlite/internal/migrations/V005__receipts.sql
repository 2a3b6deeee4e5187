-- Who was reached, and who was not. What is not needed to find a row (channel, carer, outcome, reason) is sealed under the person's key.
-- `position` is the newest observation when it was written: by it a backup knows which are new. Times are milliseconds since 1970.
CREATE TABLE receipt (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    alert    TEXT NOT NULL,
    person   TEXT NOT NULL,
    at       INTEGER NOT NULL,
    position INTEGER NOT NULL,
    sealed   BLOB NOT NULL
);
CREATE INDEX receipt_by_alert ON receipt (alert, id);
CREATE INDEX receipt_by_time ON receipt (at, id);
