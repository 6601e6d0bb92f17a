-- The words of a highlight can be searched like those of its note: a quote that a later version of the text
-- no longer holds is found all the same. A change of kind 'highlight' stands for both.

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

-- The index of a library from before has to hear of the quotes that are there.
DELETE FROM changes WHERE kind = 'highlight' AND subject IN (SELECT id FROM highlights);
INSERT INTO changes (kind, subject, article_id) SELECT 'highlight', id, article_id FROM highlights;
