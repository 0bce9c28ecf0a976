-- The servers whose list is kept in Discord's AutoMod, too: one row a server that asked for it. It goes when the last rule that
-- Rowan made there is gone.
CREATE TABLE automod_servers (
    server_id  BIGINT PRIMARY KEY REFERENCES servers (id),
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('on', 'off')),  -- off: what stands at Discord is still to be deleted
    enable     BIGINT NOT NULL DEFAULT 0 CHECK (enable IN (0, 1)),  -- 1: rules that people switched off are switched on again
    due_at     BIGINT NOT NULL,            -- when Discord is looked at next; milliseconds since 1970, UTC
    asked      BIGINT NOT NULL DEFAULT 1,  -- counts what makes a look due, so that none is lost while one is under way
    taken_by   TEXT COLLATE "C",                        -- the process that is at it; free again when its lease ends
    applied_at BIGINT,                     -- when Discord was last seen as it should be
    changed_at BIGINT,                     -- when something was last changed there
    mended_at  BIGINT,                     -- when something that people had changed was last mended
    problem    TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (problem IN ('', 'permission', 'channels', 'roles', 'room', 'refused')),
    keywords   BIGINT NOT NULL DEFAULT 0,  -- that stand at Discord
    entries    BIGINT NOT NULL DEFAULT 0   -- that they stand for
);
CREATE INDEX automod_servers_due ON automod_servers (due_at);

-- The rules that Rowan made: it touches no other.
CREATE TABLE automod_rules (
    rule_id   BIGINT PRIMARY KEY,          -- Discord's
    server_id BIGINT NOT NULL REFERENCES servers (id),
    digest    TEXT COLLATE "C" NOT NULL,                -- of what Rowan last made it say; '': it is not known
    off       BIGINT NOT NULL DEFAULT 0 CHECK (off IN (0, 1)),  -- 1: people switched it off
    made_at   BIGINT NOT NULL
);
CREATE INDEX automod_rules_server ON automod_rules (server_id);
