-- Imports that go on after an interruption, and what is left out because it stopped the program.

-- What an import under way still needs to know; emptied when it ends. paths is a JSON array as given,
-- base the folder they are relative to.
ALTER TABLE batches ADD COLUMN paths TEXT NOT NULL DEFAULT '[]';
ALTER TABLE batches ADD COLUMN base TEXT NOT NULL DEFAULT '';

-- Nobody knows what an older interrupted import still had to read.
UPDATE batches SET finished = started, cancelled = 1 WHERE finished = '';

-- The files an import under way has dealt with, whatever became of them; emptied when it ends.
CREATE TABLE batch_files (
    batch_id INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
    name     TEXT NOT NULL,                 -- root and place of the file
    mark     TEXT NOT NULL,                 -- its size and time: one that has changed since is read again
    PRIMARY KEY (batch_id, name)
) WITHOUT ROWID;

-- What stopped the worker twice. kind is a kind of work, subject what it was done to, mark the state it was
-- in: a file that has changed since, or a new version of an article, is tried again.
CREATE TABLE set_aside (
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    mark    TEXT NOT NULL,
    reason  TEXT NOT NULL,                  -- code of a trouble
    moment  TEXT NOT NULL,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
