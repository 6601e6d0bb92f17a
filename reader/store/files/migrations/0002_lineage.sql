-- The name of this line of history: random, and another one after every restore. What is derived from the
-- library remembers it: change numbers alone cannot tell two libraries apart that went on from one backup.
CREATE TABLE lineage (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    name TEXT NOT NULL
);
INSERT INTO lineage VALUES (1, lower(hex(randomblob(16))));
