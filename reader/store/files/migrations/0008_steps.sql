-- One same change of many rows of an edit: one record, and no image of each row.

-- `place` is the table; `before` and `after` hold the columns that changed as JSON, NULL where the rows did
-- not exist; `articles` lists whose rows they are, as JSON.
CREATE TABLE edit_steps (
    id       INTEGER PRIMARY KEY,
    edit_id  INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,
    place    TEXT NOT NULL,
    articles TEXT NOT NULL,
    before   TEXT,
    after    TEXT
);
CREATE INDEX edit_steps_of_edit ON edit_steps (edit_id);
