-- The archive: articles that are dealt with. They stay searchable, but no shelf of what is to be read holds them.

ALTER TABLE articles ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;

-- What is to be read leaves out what is archived, and the archive is listed by itself.
DROP INDEX articles_unread;
CREATE INDEX articles_unread ON articles (unread, archived, binned, published) WHERE unread = 1;
CREATE INDEX articles_archived ON articles (archived, binned, published) WHERE archived = 1;

-- Archiving is an edit as any other.
DROP TRIGGER log_article;
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
