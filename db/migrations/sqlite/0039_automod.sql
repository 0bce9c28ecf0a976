-- The servers whose list is kept in Discord's AutoMod, too: one row a server that asked for it. It goes when the last rule that
-- Rowan made there is gone.
CREATE TABLE automod_servers (
    server_id  INTEGER PRIMARY KEY REFERENCES servers (id),
    state      TEXT NOT NULL CHECK (state IN ('on', 'off')),  -- off: what stands at Discord is still to be deleted
    enable     INTEGER NOT NULL DEFAULT 0 CHECK (enable IN (0, 1)),  -- 1: rules that people switched off are switched on again
    due_at     INTEGER NOT NULL,            -- when Discord is looked at next; milliseconds since 1970, UTC
    asked      INTEGER NOT NULL DEFAULT 1,  -- counts what makes a look due, so that none is lost while one is under way
    taken_by   TEXT,                        -- the process that is at it; free again when its lease ends
    applied_at INTEGER,                     -- when Discord was last seen as it should be
    changed_at INTEGER,                     -- when something was last changed there
    mended_at  INTEGER,                     -- when something that people had changed was last mended
    problem    TEXT NOT NULL DEFAULT '' CHECK (problem IN ('', 'permission', 'channels', 'roles', 'room', 'refused')),
    keywords   INTEGER NOT NULL DEFAULT 0,  -- that stand at Discord
    entries    INTEGER NOT NULL DEFAULT 0   -- that they stand for
) STRICT;
CREATE INDEX automod_servers_due ON automod_servers (due_at);

-- The rules that Rowan made: it touches no other.
CREATE TABLE automod_rules (
    rule_id   INTEGER PRIMARY KEY,          -- Discord's
    server_id INTEGER NOT NULL REFERENCES servers (id),
    digest    TEXT NOT NULL,                -- of what Rowan last made it say; '': it is not known
    off       INTEGER NOT NULL DEFAULT 0 CHECK (off IN (0, 1)),  -- 1: people switched it off
    made_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX automod_rules_server ON automod_rules (server_id);
