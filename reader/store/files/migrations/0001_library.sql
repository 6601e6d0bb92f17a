-- The first shape of a library.
--
-- All offsets are code points of versions.text, ends exclusive. Times are ISO 8601 in UTC; `published`
-- and `updated` are ISO as precise as the source. An empty text means "not known" or "not so".

-- Imports ------------------------------------------------------------------------------------------

CREATE TABLE batches (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    source    TEXT NOT NULL,
    tags      TEXT NOT NULL DEFAULT '[]',   -- JSON array of names
    started   TEXT NOT NULL,
    finished  TEXT NOT NULL DEFAULT '',
    added     INTEGER NOT NULL DEFAULT 0,
    updated   INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failed    INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0,
    undone    TEXT NOT NULL DEFAULT '',     -- when
    kept      TEXT NOT NULL DEFAULT '[]'    -- JSON array of [article, title]: left in place by the undo
);

CREATE TABLE problems (
    id       INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
    path     TEXT NOT NULL,
    reason   TEXT NOT NULL
);
CREATE INDEX problems_of_batch ON problems (batch_id);

-- Articles and the versions of their texts ----------------------------------------------------------

-- Narrow on purpose: lists read this table only. title, source, author and published are the effective
-- facts, kept by triggers from `corrections` and the current version; marks counts what is annotated.
CREATE TABLE articles (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    current_version INTEGER REFERENCES versions DEFERRABLE INITIALLY DEFERRED,
    batch_id        INTEGER NOT NULL REFERENCES batches,
    added           TEXT NOT NULL,
    title           TEXT NOT NULL,
    source          TEXT NOT NULL,
    author          TEXT NOT NULL,
    published       TEXT NOT NULL,
    unread          INTEGER NOT NULL DEFAULT 1,
    starred         INTEGER NOT NULL DEFAULT 0,
    binned          TEXT NOT NULL DEFAULT '',   -- when it was put into the bin
    position        INTEGER NOT NULL DEFAULT 0, -- code point at the top of the page when last left
    marks           INTEGER NOT NULL DEFAULT 0  -- highlights, and notes on the whole article
);
CREATE INDEX articles_listed ON articles (binned, published);
-- Small, and whole enough that a shelf is listed without a look at the table.
CREATE INDEX articles_unread ON articles (unread, binned, published) WHERE unread = 1;
CREATE INDEX articles_starred ON articles (starred, binned, published) WHERE starred = 1;
CREATE INDEX articles_annotated ON articles (binned, published, marks) WHERE marks > 0;
CREATE INDEX articles_by_version ON articles (current_version);
CREATE INDEX articles_of_batch ON articles (batch_id);

-- Facts as imported and the text they came with. The text stands last, so that reading the facts of a
-- long article does not read its text.
CREATE TABLE versions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number     INTEGER NOT NULL,            -- 1 for the first of its article
    batch_id   INTEGER NOT NULL REFERENCES batches,
    title      TEXT NOT NULL,
    source     TEXT NOT NULL,
    author     TEXT NOT NULL,
    published  TEXT NOT NULL,
    updated    TEXT NOT NULL,
    language   TEXT NOT NULL,
    url        TEXT NOT NULL,
    encoding   TEXT NOT NULL,
    doubts     TEXT NOT NULL,               -- JSON array of codes
    path       TEXT NOT NULL,               -- as given to import
    root       TEXT NOT NULL,               -- the import root, absolute
    place      TEXT NOT NULL,               -- the path within it
    digest     TEXT NOT NULL,               -- SHA-256 of the file, the name of the kept original
    text_key   TEXT NOT NULL,
    opening    TEXT NOT NULL,               -- what lists show of the text
    blocks     TEXT NOT NULL,               -- JSON array of [role, start, end]
    text       TEXT NOT NULL,
    UNIQUE (article_id, number)
);
CREATE INDEX versions_by_url ON versions (url) WHERE url <> '';
CREATE INDEX versions_by_origin ON versions (root || '/' || place);
CREATE INDEX versions_by_text ON versions (text_key);
CREATE INDEX versions_by_digest ON versions (digest);
CREATE INDEX versions_of_batch ON versions (batch_id);

CREATE TRIGGER versions_stay BEFORE UPDATE ON versions
BEGIN
    SELECT RAISE(ABORT, 'a version never changes');
END;

-- What the user does --------------------------------------------------------------------------------

CREATE TABLE corrections (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    field      TEXT NOT NULL CHECK (field IN ('title', 'source', 'author', 'published')),
    value      TEXT NOT NULL,
    PRIMARY KEY (article_id, field)
) WITHOUT ROWID;

CREATE TABLE labels (
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 8),
    name   TEXT NOT NULL,
    colour TEXT NOT NULL
);
INSERT INTO labels (number, name, colour) VALUES
    (1, 'Important', 'yellow'), (2, 'Evidence', 'green'), (3, 'Question', 'blue'), (4, 'Disagree', 'pink'),
    (5, 'Follow up', 'orange'), (6, 'Quotation', 'purple'), (7, 'Background', 'teal'), (8, 'Other', 'grey');

-- version_id is the version the highlight was made in. It is no foreign key: a highlight outlives that
-- version, its quote finds it again.
CREATE TABLE highlights (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    version_id INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    exact      TEXT NOT NULL,
    prefix     TEXT NOT NULL,
    suffix     TEXT NOT NULL,
    label      INTEGER NOT NULL REFERENCES labels,
    created    TEXT NOT NULL,
    modified   TEXT NOT NULL
);
CREATE INDEX highlights_of_article ON highlights (article_id);
CREATE INDEX highlights_of_version ON highlights (version_id);

-- Where a highlight stands in a later version; derived. highlight_id is no foreign key: what was worked
-- out for a removed highlight is still right when its removal is undone.
CREATE TABLE anchors (
    highlight_id INTEGER NOT NULL,
    version_id   INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    start        INTEGER,
    "end"        INTEGER,
    state        TEXT NOT NULL CHECK (state IN ('exact', 'moved', 'changed', 'orphan')),
    score        REAL NOT NULL,
    placed       TEXT NOT NULL,
    PRIMARY KEY (highlight_id, version_id),
    CHECK ((state = 'orphan') = (start IS NULL) AND (start IS NULL) = ("end" IS NULL))
) WITHOUT ROWID;
CREATE INDEX anchors_of_version ON anchors (version_id);

-- A note belongs to a highlight, or to its article as a whole.
CREATE TABLE notes (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id   INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    highlight_id INTEGER UNIQUE REFERENCES highlights ON DELETE CASCADE,
    body         TEXT NOT NULL,
    created      TEXT NOT NULL,
    modified     TEXT NOT NULL
);
CREATE INDEX notes_of_article ON notes (article_id);

CREATE TABLE tags (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    key    TEXT NOT NULL UNIQUE,            -- case folded
    name   TEXT NOT NULL,                   -- as first spelled
    colour TEXT NOT NULL
);

CREATE TABLE article_tags (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    tag_id     INTEGER NOT NULL REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (article_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX article_tags_of_tag ON article_tags (tag_id, article_id);

CREATE TABLE highlight_tags (
    highlight_id INTEGER NOT NULL REFERENCES highlights ON DELETE CASCADE,
    tag_id       INTEGER NOT NULL REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (highlight_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX highlight_tags_of_tag ON highlight_tags (tag_id, highlight_id);

-- Identity and judgements ---------------------------------------------------------------------------

-- An entity keeps its id through re-recognition, merge and split; a merged one leads to the survivor.
CREATE TABLE entities (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    type        TEXT NOT NULL,
    name        TEXT NOT NULL,
    merged_into INTEGER REFERENCES entities,
    created     TEXT NOT NULL
);

CREATE TABLE aliases (
    key       TEXT NOT NULL,
    type      TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES entities,
    PRIMARY KEY (key, type)
) WITHOUT ROWID;
CREATE INDEX aliases_of_entity ON aliases (entity_id);

-- Append-only. The keys are those of the derived names, not row ids of a derived file: text hash and
-- span for one mention, version and name for an article, alias key and type for everywhere.
CREATE TABLE judgements (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    scope      TEXT NOT NULL CHECK (scope IN ('mention', 'article', 'everywhere')),
    verdict    TEXT NOT NULL,
    text_hash  TEXT,
    start      INTEGER,
    "end"      INTEGER,
    version_id INTEGER,
    name       TEXT,
    alias_key  TEXT,
    alias_type TEXT,
    value      TEXT NOT NULL DEFAULT '',
    revokes    INTEGER REFERENCES judgements,
    made       TEXT NOT NULL,
    CHECK (CASE scope
        WHEN 'mention' THEN text_hash IS NOT NULL AND start IS NOT NULL AND "end" IS NOT NULL
        WHEN 'article' THEN version_id IS NOT NULL AND name IS NOT NULL
        ELSE alias_key IS NOT NULL AND alias_type IS NOT NULL END)
);
CREATE INDEX judgements_of_mention ON judgements (text_hash, start) WHERE scope = 'mention';
CREATE INDEX judgements_of_article ON judgements (version_id, name) WHERE scope = 'article';
CREATE INDEX judgements_of_alias ON judgements (alias_key, alias_type) WHERE scope = 'everywhere';
CREATE INDEX judgements_revoked ON judgements (revokes) WHERE revokes IS NOT NULL;

CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'a judgement never changes; a later one revokes it');
END;
CREATE TRIGGER judgements_last BEFORE DELETE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'a judgement is never deleted; a later one revokes it');
END;

-- Effective facts and counts, kept by triggers --------------------------------------------------------

CREATE TRIGGER facts_of_version AFTER UPDATE OF current_version ON articles
WHEN NEW.current_version IS NOT NULL
BEGIN
    UPDATE articles SET
        title = coalesce((SELECT value FROM corrections WHERE article_id = NEW.id AND field = 'title'), v.title),
        source = coalesce((SELECT value FROM corrections WHERE article_id = NEW.id AND field = 'source'), v.source),
        author = coalesce((SELECT value FROM corrections WHERE article_id = NEW.id AND field = 'author'), v.author),
        published = coalesce(
            (SELECT value FROM corrections WHERE article_id = NEW.id AND field = 'published'), v.published)
    FROM versions AS v WHERE v.id = NEW.current_version AND articles.id = NEW.id;
END;

CREATE TRIGGER facts_of_new_correction AFTER INSERT ON corrections
BEGIN
    UPDATE articles SET
        title = iif(NEW.field = 'title', NEW.value, title),
        source = iif(NEW.field = 'source', NEW.value, source),
        author = iif(NEW.field = 'author', NEW.value, author),
        published = iif(NEW.field = 'published', NEW.value, published)
    WHERE id = NEW.article_id;
END;

CREATE TRIGGER facts_of_correction AFTER UPDATE OF value ON corrections
BEGIN
    UPDATE articles SET
        title = iif(NEW.field = 'title', NEW.value, title),
        source = iif(NEW.field = 'source', NEW.value, source),
        author = iif(NEW.field = 'author', NEW.value, author),
        published = iif(NEW.field = 'published', NEW.value, published)
    WHERE id = NEW.article_id;
END;

CREATE TRIGGER facts_of_withdrawn_correction AFTER DELETE ON corrections
BEGIN
    UPDATE articles SET
        title = iif(OLD.field = 'title', v.title, articles.title),
        source = iif(OLD.field = 'source', v.source, articles.source),
        author = iif(OLD.field = 'author', v.author, articles.author),
        published = iif(OLD.field = 'published', v.published, articles.published)
    FROM versions AS v WHERE v.id = articles.current_version AND articles.id = OLD.article_id;
END;

CREATE TRIGGER marks_highlight_added AFTER INSERT ON highlights
BEGIN
    UPDATE articles SET marks = marks + 1 WHERE id = NEW.article_id;
END;
CREATE TRIGGER marks_highlight_removed AFTER DELETE ON highlights
BEGIN
    UPDATE articles SET marks = marks - 1 WHERE id = OLD.article_id;
END;
CREATE TRIGGER marks_note_added AFTER INSERT ON notes WHEN NEW.highlight_id IS NULL
BEGIN
    UPDATE articles SET marks = marks + 1 WHERE id = NEW.article_id;
END;
CREATE TRIGGER marks_note_removed AFTER DELETE ON notes WHEN OLD.highlight_id IS NULL
BEGIN
    UPDATE articles SET marks = marks - 1 WHERE id = OLD.article_id;
END;

-- The one sequence of what the index holds ------------------------------------------------------------

-- Only the newest change of a thing is kept: `subject` is an article, or a highlight for its note.
CREATE TABLE changes (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL CHECK (kind IN ('article', 'highlight', 'correction')),
    subject    INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    UNIQUE (kind, subject)
);

CREATE TRIGGER change_of_text AFTER UPDATE OF current_version ON articles
WHEN NEW.current_version IS NOT OLD.current_version
BEGIN
    DELETE FROM changes WHERE kind = 'article' AND subject = NEW.id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('article', NEW.id, NEW.id);
    DELETE FROM changes WHERE kind = 'correction' AND subject = NEW.id;
    INSERT INTO changes (kind, subject, article_id)
        SELECT 'correction', article_id, article_id FROM corrections
        WHERE article_id = NEW.id AND field = 'title';
END;
CREATE TRIGGER change_of_deleted_article AFTER DELETE ON articles
BEGIN
    DELETE FROM changes WHERE kind = 'article' AND subject = OLD.id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('article', OLD.id, OLD.id);
END;

CREATE TRIGGER change_of_new_note AFTER INSERT ON notes WHEN NEW.highlight_id IS NOT NULL
BEGIN
    DELETE FROM changes WHERE kind = 'highlight' AND subject = NEW.highlight_id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('highlight', NEW.highlight_id, NEW.article_id);
END;
CREATE TRIGGER change_of_note AFTER UPDATE OF body ON notes WHEN NEW.highlight_id IS NOT NULL
BEGIN
    DELETE FROM changes WHERE kind = 'highlight' AND subject = NEW.highlight_id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('highlight', NEW.highlight_id, NEW.article_id);
END;
CREATE TRIGGER change_of_removed_note AFTER DELETE ON notes WHEN OLD.highlight_id IS NOT NULL
BEGIN
    DELETE FROM changes WHERE kind = 'highlight' AND subject = OLD.highlight_id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('highlight', OLD.highlight_id, OLD.article_id);
END;

CREATE TRIGGER change_of_new_title AFTER INSERT ON corrections WHEN NEW.field = 'title'
BEGIN
    DELETE FROM changes WHERE kind = 'correction' AND subject = NEW.article_id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('correction', NEW.article_id, NEW.article_id);
END;
CREATE TRIGGER change_of_title AFTER UPDATE OF value ON corrections WHEN NEW.field = 'title'
BEGIN
    DELETE FROM changes WHERE kind = 'correction' AND subject = NEW.article_id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('correction', NEW.article_id, NEW.article_id);
END;
CREATE TRIGGER change_of_withdrawn_title AFTER DELETE ON corrections WHEN OLD.field = 'title'
BEGIN
    DELETE FROM changes WHERE kind = 'correction' AND subject = OLD.article_id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('correction', OLD.article_id, OLD.article_id);
END;

-- Edits and their row images ------------------------------------------------------------------------

-- state: done (can be undone), undone (can be redone), past (history only).
CREATE TABLE edits (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    made    TEXT NOT NULL,
    settled TEXT NOT NULL,                  -- when it was last extended, undone or redone
    state   TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'past'))
);
CREATE INDEX edits_on_stack ON edits (state) WHERE state <> 'past';

-- One row of a table as it was before and after; NULL where it did not exist. `place` is the table.
CREATE TABLE edit_rows (
    id         INTEGER PRIMARY KEY,
    edit_id    INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,
    place      TEXT NOT NULL,
    row        TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    before     TEXT,
    after      TEXT
);
CREATE INDEX edit_rows_of_edit ON edit_rows (edit_id);
CREATE INDEX edit_rows_of_article ON edit_rows (article_id);

-- Holds the edit under way; the triggers below log nothing while it is empty.
CREATE TABLE edit_open (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    edit_id INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE
);

CREATE TRIGGER log_article AFTER UPDATE OF unread, starred, binned ON articles
WHEN EXISTS (SELECT 1 FROM edit_open)
    AND (OLD.unread, OLD.starred, OLD.binned) IS NOT (NEW.unread, NEW.starred, NEW.binned)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'articles', NEW.id, NEW.id,
            json_object('id', OLD.id, 'unread', OLD.unread, 'starred', OLD.starred, 'binned', OLD.binned),
            json_object('id', NEW.id, 'unread', NEW.unread, 'starred', NEW.starred, 'binned', NEW.binned)
        FROM edit_open;
END;

CREATE TRIGGER log_new_correction AFTER INSERT ON corrections WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'corrections', json_array(NEW.article_id, NEW.field), NEW.article_id, NULL,
            json_object('article_id', NEW.article_id, 'field', NEW.field, 'value', NEW.value)
        FROM edit_open;
END;
CREATE TRIGGER log_correction AFTER UPDATE ON corrections
WHEN EXISTS (SELECT 1 FROM edit_open) AND OLD.value IS NOT NEW.value
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'corrections', json_array(NEW.article_id, NEW.field), NEW.article_id,
            json_object('article_id', OLD.article_id, 'field', OLD.field, 'value', OLD.value),
            json_object('article_id', NEW.article_id, 'field', NEW.field, 'value', NEW.value)
        FROM edit_open;
END;
CREATE TRIGGER log_withdrawn_correction AFTER DELETE ON corrections WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'corrections', json_array(OLD.article_id, OLD.field), OLD.article_id,
            json_object('article_id', OLD.article_id, 'field', OLD.field, 'value', OLD.value), NULL
        FROM edit_open;
END;

CREATE TRIGGER log_new_highlight AFTER INSERT ON highlights WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'highlights', NEW.id, NEW.article_id, NULL,
            json_object('id', NEW.id, 'article_id', NEW.article_id, 'version_id', NEW.version_id,
                'start', NEW.start, 'end', NEW."end", 'exact', NEW.exact, 'prefix', NEW.prefix,
                'suffix', NEW.suffix, 'label', NEW.label, 'created', NEW.created, 'modified', NEW.modified)
        FROM edit_open;
END;
CREATE TRIGGER log_highlight AFTER UPDATE ON highlights WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'highlights', NEW.id, NEW.article_id,
            json_object('id', OLD.id, 'article_id', OLD.article_id, 'version_id', OLD.version_id,
                'start', OLD.start, 'end', OLD."end", 'exact', OLD.exact, 'prefix', OLD.prefix,
                'suffix', OLD.suffix, 'label', OLD.label, 'created', OLD.created, 'modified', OLD.modified),
            json_object('id', NEW.id, 'article_id', NEW.article_id, 'version_id', NEW.version_id,
                'start', NEW.start, 'end', NEW."end", 'exact', NEW.exact, 'prefix', NEW.prefix,
                'suffix', NEW.suffix, 'label', NEW.label, 'created', NEW.created, 'modified', NEW.modified)
        FROM edit_open;
END;
CREATE TRIGGER log_removed_highlight AFTER DELETE ON highlights WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'highlights', OLD.id, OLD.article_id,
            json_object('id', OLD.id, 'article_id', OLD.article_id, 'version_id', OLD.version_id,
                'start', OLD.start, 'end', OLD."end", 'exact', OLD.exact, 'prefix', OLD.prefix,
                'suffix', OLD.suffix, 'label', OLD.label, 'created', OLD.created, 'modified', OLD.modified),
            NULL
        FROM edit_open;
END;

CREATE TRIGGER log_new_note AFTER INSERT ON notes WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'notes', NEW.id, NEW.article_id, NULL,
            json_object('id', NEW.id, 'article_id', NEW.article_id, 'highlight_id', NEW.highlight_id,
                'body', NEW.body, 'created', NEW.created, 'modified', NEW.modified)
        FROM edit_open;
END;
CREATE TRIGGER log_note AFTER UPDATE ON notes WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'notes', NEW.id, NEW.article_id,
            json_object('id', OLD.id, 'article_id', OLD.article_id, 'highlight_id', OLD.highlight_id,
                'body', OLD.body, 'created', OLD.created, 'modified', OLD.modified),
            json_object('id', NEW.id, 'article_id', NEW.article_id, 'highlight_id', NEW.highlight_id,
                'body', NEW.body, 'created', NEW.created, 'modified', NEW.modified)
        FROM edit_open;
END;
CREATE TRIGGER log_removed_note AFTER DELETE ON notes WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'notes', OLD.id, OLD.article_id,
            json_object('id', OLD.id, 'article_id', OLD.article_id, 'highlight_id', OLD.highlight_id,
                'body', OLD.body, 'created', OLD.created, 'modified', OLD.modified),
            NULL
        FROM edit_open;
END;

CREATE TRIGGER log_new_article_tag AFTER INSERT ON article_tags WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'article_tags', json_array(NEW.article_id, NEW.tag_id), NEW.article_id, NULL,
            json_object('article_id', NEW.article_id, 'tag_id', NEW.tag_id)
        FROM edit_open;
END;
CREATE TRIGGER log_removed_article_tag AFTER DELETE ON article_tags WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'article_tags', json_array(OLD.article_id, OLD.tag_id), OLD.article_id,
            json_object('article_id', OLD.article_id, 'tag_id', OLD.tag_id), NULL
        FROM edit_open;
END;

-- A highlight is always removed after its tags, so its row is there to tell the article.
CREATE TRIGGER log_new_highlight_tag AFTER INSERT ON highlight_tags WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'highlight_tags', json_array(NEW.highlight_id, NEW.tag_id), highlights.article_id, NULL,
            json_object('highlight_id', NEW.highlight_id, 'tag_id', NEW.tag_id)
        FROM edit_open, highlights WHERE highlights.id = NEW.highlight_id;
END;
CREATE TRIGGER log_removed_highlight_tag AFTER DELETE ON highlight_tags WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'highlight_tags', json_array(OLD.highlight_id, OLD.tag_id), highlights.article_id,
            json_object('highlight_id', OLD.highlight_id, 'tag_id', OLD.tag_id), NULL
        FROM edit_open, highlights WHERE highlights.id = OLD.highlight_id;
END;
