-- A manager tries out whether cards arrive: a message and a card that Rowan makes and takes away again. They are no report
-- and no case, so nothing that counts those finds them. Nothing of it is personal.
CREATE TABLE rehearsals (
    id         BIGINT PRIMARY KEY,     -- from ids
    server_id  BIGINT NOT NULL REFERENCES servers (id),
    made_at    BIGINT NOT NULL,
    channel_id BIGINT,                 -- where its message stands, once that was reported
    message_id BIGINT,
    ended_at   BIGINT                  -- NULL: it runs
);
CREATE UNIQUE INDEX rehearsals_running ON rehearsals (server_id) WHERE ended_at IS NULL;
CREATE INDEX rehearsals_due ON rehearsals (made_at) WHERE ended_at IS NULL;
CREATE INDEX rehearsals_over ON rehearsals (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX rehearsals_server ON rehearsals (server_id);

INSERT INTO outbox_kinds (name) VALUES ('rehearsal_message'), ('rehearsal_card') ON CONFLICT DO NOTHING;

-- The other cases about one author that wait: those that were closed have an index already.
CREATE INDEX cases_author_open ON cases (server_id, author_key, opened_at)
    WHERE author_key IS NOT NULL AND state <> 'closed';

-- Moderators who chose that reported texts are blurred for them until they press on one. A row is the choice; whoever
-- takes it back has none.
CREATE TABLE blurred_readers (
    server_id  BIGINT NOT NULL REFERENCES servers (id),
    member_key BYTEA NOT NULL,           -- a keyed hash of who it is, as in member_choices
    PRIMARY KEY (server_id, member_key)
);
