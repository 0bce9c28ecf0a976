-- What keeps copies of updates right: places that are listed or reported later, deleted roles, old cards, crossposts.

-- `follow_role`: a role that updates mention is gone; subject is a row of `follows`. `old_card`: a card below which a newer one of
-- the same stands loses its buttons; subject is its message.
INSERT INTO outbox_kinds (name) VALUES ('follow_role'), ('old_card');
ALTER TABLE follows ADD COLUMN role_told INTEGER;   -- the role of which the server was told that it is gone

-- A copy in an announcement channel that was passed on: Discord takes ten an hour of each channel.
CREATE TABLE crossposts (
    delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
    channel_id  INTEGER NOT NULL,
    free_at     INTEGER NOT NULL      -- when it counts no more; milliseconds since 1970, UTC
) STRICT;
CREATE INDEX crossposts_channel ON crossposts (channel_id, free_at);
CREATE INDEX crossposts_free ON crossposts (free_at);

ALTER TABLE places_looked ADD COLUMN named_to INTEGER NOT NULL DEFAULT 0;  -- the places of updates up to this id are noted

-- Cases that were opened or closed, or got a link, just now: copies of updates that name the same place are written anew.
CREATE TABLE reported_changes (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX reported_changes_case ON reported_changes (case_id);
