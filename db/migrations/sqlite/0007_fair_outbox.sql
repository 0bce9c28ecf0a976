-- What is owed is fair between servers, emergencies go before all else, and an attempt overwrites nothing that came
-- while it was under way. Nothing of it is personal; it goes with its row.
ALTER TABLE outbox ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)); -- what it owes is about an emergency
ALTER TABLE outbox ADD COLUMN wakes INTEGER NOT NULL DEFAULT 0;      -- how often somebody made it due before its time
ALTER TABLE outbox ADD COLUMN taking INTEGER NOT NULL DEFAULT 0;     -- how often it was taken: only the last taking is settled
ALTER TABLE outbox ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0; -- Discord named this wait: kept, whatever is changed
ALTER TABLE outbox ADD COLUMN again_at INTEGER;                      -- to be looked at once more then (a ping that was held back)

-- What waited for `/setup` alone is tried again by itself, too.
UPDATE outbox SET state = 'due' WHERE state = 'waiting';

UPDATE outbox SET urgent = 1 WHERE state = 'due' AND (
    kind IN ('case_reminder', 'concerned_notice', 'manager_notice')
    OR kind = 'case_card' AND subject_id IN (
        SELECT id FROM cases WHERE state <> 'closed' AND category IN ('doxxing', 'threats', 'self_harm')));

-- Turn by turn: the servers that something is due for, and the oldest of one server.
CREATE INDEX outbox_turns ON outbox (server_id, due_at, id) WHERE state = 'due' AND urgent = 0;
CREATE INDEX outbox_urgent ON outbox (server_id, due_at, id) WHERE state = 'due' AND urgent = 1;
CREATE INDEX outbox_owed ON outbox (server_id) WHERE state = 'due';
CREATE INDEX outbox_left ON outbox (server_id) WHERE state = 'dropped' AND last_error = 'the server was left';
