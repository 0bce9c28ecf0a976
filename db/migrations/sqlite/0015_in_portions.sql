-- Work that is owed over all of a server's messages is done in portions; whoever dies in between leaves it owed.
CREATE TABLE outbox_walks (
    server_id INTEGER PRIMARY KEY REFERENCES servers (id),
    asked     INTEGER NOT NULL DEFAULT 1,   -- how often it was asked for: what was asked for meanwhile is begun anew
    moves     INTEGER NOT NULL DEFAULT 0 CHECK (moves IN (0, 1))  -- 1: what is open and stands elsewhere moves, too
) STRICT;

-- Who followed when an update was approved, whatever clocks say: follows up to this one.
ALTER TABLE update_rounds ADD COLUMN followed_to INTEGER NOT NULL DEFAULT 0;
UPDATE update_rounds SET followed_to = (SELECT coalesce(max(f.id), 0) FROM follows f WHERE f.followed_at <= began_at);
