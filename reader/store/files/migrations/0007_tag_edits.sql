-- Spelling and colour of a tag change by edits too. What happens to a tag that nothing bears is no part of an
-- edit, just as its making is not.

-- A tag belongs to no one article: its images say 0.
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
