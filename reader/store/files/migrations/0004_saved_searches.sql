-- Saved searches: words the user keeps, in an order of their own.

-- place orders them; gaps are left where one was deleted. Names are told apart as those of tags.
CREATE TABLE saved_searches (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    name  TEXT NOT NULL,
    words TEXT NOT NULL,                    -- of the query language, as typed
    place INTEGER NOT NULL
);

-- Up to which change its answers were last looked at. Looking is no edit, so it lies apart from what edits
-- log; it stays when a search is deleted, so that an undo finds it again.
CREATE TABLE looks (
    search_id INTEGER PRIMARY KEY,
    read_to   INTEGER NOT NULL
);

-- A saved search belongs to no article: its images say 0.
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
