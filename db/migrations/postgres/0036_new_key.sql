-- The secret behind the personal columns can be changed while Rowan runs.

-- The key of the look-up hashes is sealed by the secret in use; it stays when that changes. While the secret is being
-- changed the next one stands beside it, and from the moment `sealing` is 1 on everything is sealed by that.
ALTER TABLE secret_in_use ADD COLUMN lookups_sealed BYTEA;
ALTER TABLE secret_in_use ADD COLUMN next_key_id BYTEA;
ALTER TABLE secret_in_use ADD COLUMN next_lookups_sealed BYTEA;
ALTER TABLE secret_in_use ADD COLUMN sealing BIGINT NOT NULL DEFAULT 0 CHECK (sealing IN (0, 1));

-- Which process has the next secret, and whether it seals by it. A row counts while its process lives.
CREATE TABLE key_holders (
    process TEXT COLLATE "C" PRIMARY KEY,
    key_id  BYTEA NOT NULL,
    sealing BIGINT NOT NULL CHECK (sealing IN (0, 1))
);

-- The audit stays append-only: what is sealed may be erased, or sealed anew while the secret is being changed.
DROP TRIGGER audit_is_append_only ON audit;
DROP FUNCTION audit_is_append_only();
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.id <> NEW.id OR OLD.server_id <> NEW.server_id
      OR OLD.action <> NEW.action OR OLD.subject <> NEW.subject
      OR OLD.before <> NEW.before OR OLD.after <> NEW.after OR OLD.at <> NEW.at
      OR (NEW.actor_sealed IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM secret_in_use s WHERE s.sealing = 1 AND substr(NEW.actor_sealed, 1, 4) = s.next_key_id
            AND length(NEW.actor_sealed) IS NOT DISTINCT FROM length(OLD.actor_sealed)))
      OR (NEW.reason_sealed IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM secret_in_use s WHERE s.sealing = 1 AND substr(NEW.reason_sealed, 1, 4) = s.next_key_id
            AND length(NEW.reason_sealed) IS NOT DISTINCT FROM length(OLD.reason_sealed)))
    THEN
        RAISE EXCEPTION USING MESSAGE = 'audit is append-only; only who acted, and why, can be erased', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
