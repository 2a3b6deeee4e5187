-- The keys under which the record is sealed, each wrapped by a key of the hub. `number` stands in every sealed blob and is never used twice,
-- not even after an erasure (AUTOINCREMENT). person refers to name.id; 0 is the household, for what belongs to nobody.
-- A key that is retired seals nothing new; its rows are sealed anew and then it goes.
CREATE TABLE person_key (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    person     INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    retired_at INTEGER,
    hub_key    TEXT NOT NULL,
    wrapped    BLOB NOT NULL
);
CREATE INDEX person_key_by_person ON person_key (person, number);

-- Source, reason and raw form together, sealed; then those columns are empty.
ALTER TABLE quarantine ADD COLUMN sealed BLOB;

-- What the chain of hashes runs over where content is sealed: SHA-256 over a secret salt (sealed with the content) and the content. So
-- contents can be sealed anew, and the chain can still be verified when a person's key is destroyed.
ALTER TABLE alert_entry ADD COLUMN digest BLOB;

-- Where sealing anew goes on; no row when there is nothing to do. A record from before has everything to do.
INSERT INTO meta (key, value) VALUES ('reseal', '0');
