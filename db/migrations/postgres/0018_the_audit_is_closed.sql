-- Reasons that moderators give with `/blocklist` and with stances stood in the audit in clear, and no screen showed them
-- from there. From now on they are sealed, beside whoever gave them; those of before are cut.
ALTER TABLE audit ADD COLUMN reason_sealed BYTEA;
DROP TRIGGER audit_is_append_only ON audit;
DROP FUNCTION audit_is_append_only();
DROP INDEX audit_named;
CREATE INDEX audit_named ON audit (at) WHERE actor_sealed IS NOT NULL OR reason_sealed IS NOT NULL;
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'audit is append-only; only who acted, and why, can be erased', ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit FOR EACH ROW
    WHEN (NEW.actor_sealed IS NOT NULL OR NEW.reason_sealed IS NOT NULL OR OLD.id <> NEW.id OR OLD.server_id <> NEW.server_id OR OLD.action <> NEW.action OR OLD.subject <> NEW.subject OR OLD.before <> NEW.before OR OLD.after <> NEW.after OR OLD.at <> NEW.at) EXECUTE FUNCTION audit_is_append_only();
-- `INSERT OR REPLACE` deletes the row that is in its way without asking the trigger for deletions.
CREATE FUNCTION audit_replaces_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) THEN
        RAISE EXCEPTION USING MESSAGE = 'audit is append-only', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_replaces_nothing BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_replaces_nothing();
CREATE FUNCTION audit_grows_at_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id < 1 OR NEW.id < (SELECT max(id) FROM audit) THEN
        RAISE EXCEPTION USING MESSAGE = 'audit is append-only', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_grows_at_its_end AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_grows_at_its_end();
