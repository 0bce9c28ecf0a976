-- What is owed is fair between servers, emergencies go before all else, and an attempt overwrites nothing that came
-- while it was under way. Nothing of it is personal; it goes with its row.
ALTER TABLE outbox ADD COLUMN urgent BIGINT NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)); -- what it owes is about an emergency
ALTER TABLE outbox ADD COLUMN wakes BIGINT NOT NULL DEFAULT 0;      -- how often somebody made it due before its time
ALTER TABLE outbox ADD COLUMN taking BIGINT NOT NULL DEFAULT 0;     -- how often it was taken: only the last taking is settled
ALTER TABLE outbox ADD COLUMN held_until BIGINT NOT NULL DEFAULT 0; -- Discord named this wait: kept, whatever is changed
ALTER TABLE outbox ADD COLUMN again_at BIGINT;                      -- to be looked at once more then (a ping that was held back)

-- Turn by turn: the servers that something is due for, and the oldest of one server.
CREATE INDEX outbox_turns ON outbox (server_id, due_at, id) WHERE state = 'due' AND urgent = 0;
CREATE INDEX outbox_urgent ON outbox (server_id, due_at, id) WHERE state = 'due' AND urgent = 1;
CREATE INDEX outbox_owed ON outbox (server_id) WHERE state = 'due';
CREATE INDEX outbox_left ON outbox (server_id) WHERE state = 'dropped' AND last_error = 'the server was left';
