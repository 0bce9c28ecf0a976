-- The secret behind the personal columns can be changed while Rowan runs.

-- The key of the look-up hashes is sealed by the secret in use; it stays when that changes. While the secret is being
-- changed the next one stands beside it, and from the moment `sealing` is 1 on everything is sealed by that.
ALTER TABLE secret_in_use ADD COLUMN lookups_sealed BLOB;
ALTER TABLE secret_in_use ADD COLUMN next_key_id BLOB;
ALTER TABLE secret_in_use ADD COLUMN next_lookups_sealed BLOB;
ALTER TABLE secret_in_use ADD COLUMN sealing INTEGER NOT NULL DEFAULT 0 CHECK (sealing IN (0, 1));

-- Which process has the next secret, and whether it seals by it. A row counts while its process lives.
CREATE TABLE key_holders (
    process TEXT PRIMARY KEY,
    key_id  BLOB NOT NULL,
    sealing INTEGER NOT NULL CHECK (sealing IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The audit stays append-only: what is sealed may be erased, or sealed anew while the secret is being changed.
DROP TRIGGER audit_is_append_only;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
    WHEN OLD.id <> NEW.id OR OLD.server_id <> NEW.server_id
      OR OLD.action <> NEW.action OR OLD.subject <> NEW.subject
      OR OLD.before <> NEW.before OR OLD.after <> NEW.after OR OLD.at <> NEW.at
      OR (NEW.actor_sealed IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM secret_in_use s WHERE s.sealing = 1 AND substr(NEW.actor_sealed, 1, 4) = s.next_key_id
            AND length(NEW.actor_sealed) = length(OLD.actor_sealed)))
      OR (NEW.reason_sealed IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM secret_in_use s WHERE s.sealing = 1 AND substr(NEW.reason_sealed, 1, 4) = s.next_key_id
            AND length(NEW.reason_sealed) = length(OLD.reason_sealed)))
    BEGIN SELECT RAISE(ABORT, 'audit is append-only; only who acted, and why, can be erased'); END;
