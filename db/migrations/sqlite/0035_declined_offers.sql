-- Moderators who do not want to be offered, after many hard cases, that others go on. A row is the choice; whoever takes
-- it back has none. How many cases anybody read is kept nowhere.
CREATE TABLE declined_offers (
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    member_key BLOB NOT NULL,           -- a keyed hash of who it is, as in member_choices
    PRIMARY KEY (server_id, member_key)
) STRICT, WITHOUT ROWID;
