BEGIN TRANSACTION;
CREATE TABLE aliases (
    key       TEXT NOT NULL,
    type      TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES entities,
    PRIMARY KEY (key, type)
) WITHOUT ROWID;
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
CREATE TABLE article_tags (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    tag_id     INTEGER NOT NULL REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (article_id, tag_id)
) WITHOUT ROWID;
INSERT INTO "article_tags" VALUES(1,1);
INSERT INTO "article_tags" VALUES(2,1);
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
, archived INTEGER NOT NULL DEFAULT 0);
INSERT INTO "articles" VALUES(1,1,1,'2026-11-26T21:29:47.949+00:00','Ice melts at 0 °C','Desk','','',1,1,'',0,1,0);
INSERT INTO "articles" VALUES(2,2,1,'2026-11-26T21:29:47.949+00:00','The tide rises','Desk','','2024-03-03',1,1,'2026-11-26T21:29:47.972+00:00',0,0,0);
CREATE TABLE batch_files (
    batch_id INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
    name     TEXT NOT NULL,                 -- root and place of the file
    mark     TEXT NOT NULL,                 -- its size and time: one that has changed since is read again
    PRIMARY KEY (batch_id, name)
) WITHOUT ROWID;
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
, paths TEXT NOT NULL DEFAULT '[]', base TEXT NOT NULL DEFAULT '');
INSERT INTO "batches" VALUES(1,'Desk','["science"]','2026-11-26T21:29:47.859+00:00','2026-11-26T21:29:47.957+00:00',2,0,0,0,0,'','[]','[]','');
CREATE TABLE changes (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL CHECK (kind IN ('article', 'highlight', 'correction')),
    subject    INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    UNIQUE (kind, subject)
);
INSERT INTO "changes" VALUES(1,'article',1,1);
INSERT INTO "changes" VALUES(2,'article',2,2);
INSERT INTO "changes" VALUES(4,'highlight',1,1);
CREATE TABLE corrections (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    field      TEXT NOT NULL CHECK (field IN ('title', 'source', 'author', 'published')),
    value      TEXT NOT NULL,
    PRIMARY KEY (article_id, field)
) WITHOUT ROWID;
CREATE TABLE edit_open (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    edit_id INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE
);
CREATE TABLE edit_rows (
    id         INTEGER PRIMARY KEY,
    edit_id    INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,
    place      TEXT NOT NULL,
    row        TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    before     TEXT,
    after      TEXT
);
INSERT INTO "edit_rows" VALUES(1,1,'highlights','1',1,NULL,'{"id":1,"article_id":1,"version_id":1,"start":5,"end":9,"exact":"elts","prefix":"Ice m","suffix":" at 0 °C\n\nIce melts at 0 °C and water boils at 100 °C.","label":2,"created":"2026-11-26T21:29:47.960+00:00","modified":"2026-11-26T21:29:47.960+00:00"}');
INSERT INTO "edit_rows" VALUES(2,1,'notes','1',1,NULL,'{"id":1,"article_id":1,"highlight_id":1,"body":"a note","created":"2026-11-26T21:29:47.960+00:00","modified":"2026-11-26T21:29:47.960+00:00"}');
INSERT INTO "edit_rows" VALUES(4,1,'highlight_tags','[1,2]',1,NULL,'{"highlight_id":1,"tag_id":2}');
INSERT INTO "edit_rows" VALUES(5,2,'articles','2',2,'{"id":2,"unread":1,"starred":0,"binned":""}','{"id":2,"unread":1,"starred":1,"binned":""}');
INSERT INTO "edit_rows" VALUES(6,3,'corrections','[1,"author"]',1,NULL,'{"article_id":1,"field":"author","value":"A. Tester"}');
INSERT INTO "edit_rows" VALUES(7,4,'articles','2',2,'{"id":2,"unread":1,"starred":1,"binned":""}','{"id":2,"unread":1,"starred":1,"binned":"2026-11-26T21:29:47.972+00:00"}');
INSERT INTO "edit_rows" VALUES(8,5,'articles','1',1,'{"id":1,"unread":1,"starred":0,"binned":""}','{"id":1,"unread":1,"starred":1,"binned":""}');
CREATE TABLE edits (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    made    TEXT NOT NULL,
    settled TEXT NOT NULL,                  -- when it was last extended, undone or redone
    state   TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'past'))
);
INSERT INTO "edits" VALUES(1,'highlight','elts','2026-11-26T21:29:47.960+00:00','2026-11-26T21:29:47.960+00:00','past');
INSERT INTO "edits" VALUES(2,'star','The tide rises','2026-11-26T21:29:47.963+00:00','2026-11-26T21:29:47.963+00:00','past');
INSERT INTO "edits" VALUES(3,'correct','Ice melts at 0 °C','2026-11-26T21:29:47.968+00:00','2026-11-26T21:29:47.972+00:00','past');
INSERT INTO "edits" VALUES(4,'bin','The tide rises','2026-11-26T21:29:47.972+00:00','2026-11-26T21:29:47.972+00:00','past');
INSERT INTO "edits" VALUES(5,'star','Ice melts at 0 °C','2026-11-27T02:11:38.361+00:00','2026-11-27T02:11:38.361+00:00','past');
CREATE TABLE entities (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    type        TEXT NOT NULL,
    name        TEXT NOT NULL,
    merged_into INTEGER REFERENCES entities,
    created     TEXT NOT NULL
);
CREATE TABLE highlight_tags (
    highlight_id INTEGER NOT NULL REFERENCES highlights ON DELETE CASCADE,
    tag_id       INTEGER NOT NULL REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (highlight_id, tag_id)
) WITHOUT ROWID;
INSERT INTO "highlight_tags" VALUES(1,2);
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
INSERT INTO "highlights" VALUES(1,1,1,5,9,'elts','Ice m',' at 0 °C

Ice melts at 0 °C and water boils at 100 °C.',2,'2026-11-26T21:29:47.960+00:00','2026-11-26T21:29:47.960+00:00');
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
CREATE TABLE labels (
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 8),
    name   TEXT NOT NULL,
    colour TEXT NOT NULL
);
INSERT INTO "labels" VALUES(1,'Important','yellow');
INSERT INTO "labels" VALUES(2,'Evidence','green');
INSERT INTO "labels" VALUES(3,'Question','blue');
INSERT INTO "labels" VALUES(4,'Disagree','pink');
INSERT INTO "labels" VALUES(5,'Follow up','orange');
INSERT INTO "labels" VALUES(6,'Quotation','purple');
INSERT INTO "labels" VALUES(7,'Background','teal');
INSERT INTO "labels" VALUES(8,'Other','grey');
CREATE TABLE lineage (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    name TEXT NOT NULL
);
INSERT INTO "lineage" VALUES(1,'5e9fea099ca749745a4ea53fa280c0e8');
CREATE TABLE looks (
    search_id INTEGER PRIMARY KEY,
    read_to   INTEGER NOT NULL
);
INSERT INTO "looks" VALUES(1,2);
CREATE TABLE notes (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id   INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    highlight_id INTEGER UNIQUE REFERENCES highlights ON DELETE CASCADE,
    body         TEXT NOT NULL,
    created      TEXT NOT NULL,
    modified     TEXT NOT NULL
);
INSERT INTO "notes" VALUES(1,1,1,'a note','2026-11-26T21:29:47.960+00:00','2026-11-26T21:29:47.960+00:00');
CREATE TABLE problems (
    id       INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
    path     TEXT NOT NULL,
    reason   TEXT NOT NULL
);
CREATE TABLE saved_searches (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    name  TEXT NOT NULL,
    words TEXT NOT NULL,                    -- of the query language, as typed
    place INTEGER NOT NULL
);
INSERT INTO "saved_searches" VALUES(1,'Ice','ice is:unread',1);
CREATE TABLE set_aside (
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    mark    TEXT NOT NULL,
    reason  TEXT NOT NULL,                  -- code of a trouble
    moment  TEXT NOT NULL,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
INSERT INTO "set_aside" VALUES('read','/news/broken.txt','','file-stopped-reader','2026-11-27T02:11:38.575+00:00');
CREATE TABLE tags (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    key    TEXT NOT NULL UNIQUE,            -- case folded
    name   TEXT NOT NULL,                   -- as first spelled
    colour TEXT NOT NULL
);
INSERT INTO "tags" VALUES(1,'science','science','yellow');
INSERT INTO "tags" VALUES(2,'tag','tag','green');
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
INSERT INTO "versions" VALUES(1,1,1,1,'Ice melts at 0 °C','Desk','','','','en','','utf-8','[]','/news/ice.txt','/news','ice.txt','03e76fb5a480d2665b950f0f3768466c38ddfba34ed9b8a3ab70cd37f4a83720','f9072a736c22465ef1b3cc4b76255e6f91f5ca5abbf03786dada17eea2e4d333','Ice melts at 0 °C and water boils at 100 °C.','[["title",0,17],["paragraph",19,63]]','Ice melts at 0 °C

Ice melts at 0 °C and water boils at 100 °C.');
INSERT INTO "versions" VALUES(2,2,1,1,'The tide rises','Desk','','2024-03-03','','en','','utf-8','[]','/news/tide.txt','/news','tide.txt','e894972884ff8c6dcf1c86122476488fd2e3313d3b31537dd4c1cbb2ec6d4c27','6ad8dc081022f331d909b1bf817013152b6dd99884f902703221aa3d17717d1d','The tide rises twice a day in the harbour of Dover.','[["title",0,14],["paragraph",16,67]]','The tide rises

The tide rises twice a day in the harbour of Dover.');
CREATE INDEX problems_of_batch ON problems (batch_id);
CREATE INDEX articles_listed ON articles (binned, published);
CREATE INDEX articles_starred ON articles (starred, binned, published) WHERE starred = 1;
CREATE INDEX articles_annotated ON articles (binned, published, marks) WHERE marks > 0;
CREATE INDEX articles_by_version ON articles (current_version);
CREATE INDEX articles_of_batch ON articles (batch_id);
CREATE INDEX versions_by_url ON versions (url) WHERE url <> '';
CREATE INDEX versions_by_origin ON versions (root || '/' || place);
CREATE INDEX versions_by_text ON versions (text_key);
CREATE INDEX versions_by_digest ON versions (digest);
CREATE INDEX versions_of_batch ON versions (batch_id);
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions
BEGIN
    SELECT RAISE(ABORT, 'a version never changes');
END;
CREATE INDEX highlights_of_article ON highlights (article_id);
CREATE INDEX highlights_of_version ON highlights (version_id);
CREATE INDEX anchors_of_version ON anchors (version_id);
CREATE INDEX notes_of_article ON notes (article_id);
CREATE INDEX article_tags_of_tag ON article_tags (tag_id, article_id);
CREATE INDEX highlight_tags_of_tag ON highlight_tags (tag_id, highlight_id);
CREATE INDEX aliases_of_entity ON aliases (entity_id);
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
CREATE INDEX edits_on_stack ON edits (state) WHERE state <> 'past';
CREATE INDEX edit_rows_of_edit ON edit_rows (edit_id);
CREATE INDEX edit_rows_of_article ON edit_rows (article_id);
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
CREATE TRIGGER log_new_saved_search AFTER INSERT ON saved_searches WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'saved_searches', NEW.id, 0, NULL,
            json_object('id', NEW.id, 'name', NEW.name, 'words', NEW.words, 'place', NEW.place)
        FROM edit_open;
END;
CREATE TRIGGER log_saved_search AFTER UPDATE ON saved_searches WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'saved_searches', NEW.id, 0,
            json_object('id', OLD.id, 'name', OLD.name, 'words', OLD.words, 'place', OLD.place),
            json_object('id', NEW.id, 'name', NEW.name, 'words', NEW.words, 'place', NEW.place)
        FROM edit_open;
END;
CREATE TRIGGER log_removed_saved_search AFTER DELETE ON saved_searches WHEN EXISTS (SELECT 1 FROM edit_open)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'saved_searches', OLD.id, 0,
            json_object('id', OLD.id, 'name', OLD.name, 'words', OLD.words, 'place', OLD.place), NULL
        FROM edit_open;
END;
CREATE INDEX articles_unread ON articles (unread, archived, binned, published) WHERE unread = 1;
CREATE INDEX articles_archived ON articles (archived, binned, published) WHERE archived = 1;
CREATE TRIGGER log_article AFTER UPDATE OF unread, starred, binned, archived ON articles
WHEN EXISTS (SELECT 1 FROM edit_open)
    AND (OLD.unread, OLD.starred, OLD.binned, OLD.archived)
        IS NOT (NEW.unread, NEW.starred, NEW.binned, NEW.archived)
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'articles', NEW.id, NEW.id,
            json_object('id', OLD.id, 'unread', OLD.unread, 'starred', OLD.starred, 'binned', OLD.binned,
                'archived', OLD.archived),
            json_object('id', NEW.id, 'unread', NEW.unread, 'starred', NEW.starred, 'binned', NEW.binned,
                'archived', NEW.archived)
        FROM edit_open;
END;
CREATE TRIGGER change_of_new_highlight AFTER INSERT ON highlights
BEGIN
    DELETE FROM changes WHERE kind = 'highlight' AND subject = NEW.id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('highlight', NEW.id, NEW.article_id);
END;
CREATE TRIGGER change_of_highlight AFTER UPDATE OF exact ON highlights
BEGIN
    DELETE FROM changes WHERE kind = 'highlight' AND subject = NEW.id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('highlight', NEW.id, NEW.article_id);
END;
CREATE TRIGGER change_of_removed_highlight AFTER DELETE ON highlights
BEGIN
    DELETE FROM changes WHERE kind = 'highlight' AND subject = OLD.id;
    INSERT INTO changes (kind, subject, article_id) VALUES ('highlight', OLD.id, OLD.article_id);
END;
CREATE TRIGGER log_tag AFTER UPDATE OF name, colour ON tags
WHEN EXISTS (SELECT 1 FROM edit_open) AND (
    EXISTS (SELECT 1 FROM article_tags WHERE tag_id = NEW.id)
    OR EXISTS (SELECT 1 FROM highlight_tags WHERE tag_id = NEW.id))
BEGIN
    INSERT INTO edit_rows (edit_id, place, row, article_id, before, after)
        SELECT edit_id, 'tags', NEW.id, 0,
            json_object('id', OLD.id, 'key', OLD.key, 'name', OLD.name, 'colour', OLD.colour),
            json_object('id', NEW.id, 'key', NEW.key, 'name', NEW.name, 'colour', NEW.colour)
        FROM edit_open;
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('batches',1);
INSERT INTO "sqlite_sequence" VALUES('articles',2);
INSERT INTO "sqlite_sequence" VALUES('versions',2);
INSERT INTO "sqlite_sequence" VALUES('changes',4);
INSERT INTO "sqlite_sequence" VALUES('tags',2);
INSERT INTO "sqlite_sequence" VALUES('highlights',1);
INSERT INTO "sqlite_sequence" VALUES('notes',1);
INSERT INTO "sqlite_sequence" VALUES('saved_searches',1);
COMMIT;
