-- Reasons that moderators give with `/blocklist` and with stances stood in the audit in clear, and no screen showed them
-- from there. From now on they are sealed, beside whoever gave them; those of before are cut.
ALTER TABLE audit ADD COLUMN reason_sealed BLOB;
DROP TRIGGER audit_is_append_only;
UPDATE audit SET after = ''
    WHERE action IN ('list-remove', 'list-allow', 'list-unallow', 'list-show') OR action GLOB 'stance-*';
DROP INDEX audit_named;
CREATE INDEX audit_named ON audit (at) WHERE actor_sealed IS NOT NULL OR reason_sealed IS NOT NULL;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
    WHEN NEW.actor_sealed IS NOT NULL OR NEW.reason_sealed IS NOT NULL OR OLD.id <> NEW.id OR OLD.server_id <> NEW.server_id
      OR OLD.action <> NEW.action OR OLD.subject <> NEW.subject
      OR OLD.before <> NEW.before OR OLD.after <> NEW.after OR OLD.at <> NEW.at
    BEGIN SELECT RAISE(ABORT, 'audit is append-only; only who acted, and why, can be erased'); END;
-- `INSERT OR REPLACE` deletes the row that is in its way without asking the trigger for deletions.
CREATE TRIGGER audit_replaces_nothing BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_grows_at_its_end AFTER INSERT ON audit
    WHEN NEW.id < 1 OR NEW.id < (SELECT max(id) FROM audit)
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
