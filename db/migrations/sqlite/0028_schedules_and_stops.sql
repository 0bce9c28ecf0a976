-- Updates that go out at a time, campaigns that are stopped, and copies that cannot be posted for long.

ALTER TABLE servers ADD COLUMN timezone TEXT NOT NULL DEFAULT 'UTC';  -- an IANA name: how times that moderators type are read

-- A version that is to go out at a time. It is a draft in the table until then; agreed: it was approved and waits for its time.
ALTER TABLE update_versions ADD COLUMN publish_at INTEGER;             -- milliseconds since 1970, UTC; NULL: once it is approved
ALTER TABLE update_versions ADD COLUMN agreed INTEGER NOT NULL DEFAULT 0 CHECK (agreed IN (0, 1));
CREATE INDEX update_versions_agreed ON update_versions (publish_at) WHERE state = 'draft' AND agreed = 1;

ALTER TABLE campaigns ADD COLUMN site_id INTEGER REFERENCES own_sites (id) ON DELETE SET NULL;  -- the site on the server's own list that it is about
ALTER TABLE campaigns ADD COLUMN visible TEXT NOT NULL DEFAULT 'network' CHECK (visible IN ('server', 'network'));
CREATE INDEX campaigns_site ON campaigns (site_id) WHERE site_id IS NOT NULL;
-- Stopped: nothing new goes out. The operator stopped it, or its server was banned, or Rowan was removed from it.
ALTER TABLE campaigns ADD COLUMN stopped_at INTEGER;
ALTER TABLE campaigns ADD COLUMN stopped_why TEXT CHECK (stopped_why IN ('operator', 'banned', 'left'));
-- How far its copies are marked and its followers told: everything up to this row of `follows`; NULL: nobody waits for it.
ALTER TABLE campaigns ADD COLUMN told_to INTEGER;
CREATE INDEX campaigns_telling ON campaigns (told_to) WHERE told_to IS NOT NULL;
CREATE INDEX campaigns_stopped ON campaigns (stopped_why) WHERE stopped_why IS NOT NULL;
CREATE INDEX servers_banned ON servers (banned_at) WHERE banned_at IS NOT NULL;
INSERT INTO outbox_kinds (name) VALUES ('campaign_stopped'), ('follow_stopped'), ('copy_crosspost'), ('update_letter') ON CONFLICT DO NOTHING;

-- Since when a copy cannot be posted, and from when on it was no longer asked for but looked at within the hour.
ALTER TABLE deliveries ADD COLUMN problem_at INTEGER;
ALTER TABLE deliveries ADD COLUMN paused_at INTEGER;
UPDATE deliveries SET problem_at = made_at WHERE problem IS NOT NULL;

-- Members who get a campaign's updates as direct messages instead of a role that others would see.
CREATE TABLE update_listeners (
    id            INTEGER PRIMARY KEY,         -- from ids
    campaign_id   INTEGER NOT NULL REFERENCES campaigns (id),
    server_id     INTEGER NOT NULL REFERENCES servers (id),
    member_key    BLOB NOT NULL,            -- a keyed hash of that server alone
    member_sealed BLOB NOT NULL,
    began_at      INTEGER NOT NULL,
    UNIQUE (campaign_id, server_id, member_key)
) STRICT;
CREATE INDEX update_listeners_server ON update_listeners (server_id);
-- One direct message: that a copy stands. It is deleted some time after it was sent.
CREATE TABLE update_letters (
    id          INTEGER PRIMARY KEY,           -- from ids
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    listener_id INTEGER NOT NULL REFERENCES update_listeners (id) ON DELETE CASCADE,
    UNIQUE (delivery_id, listener_id)
) STRICT;
CREATE INDEX update_letters_listener ON update_letters (listener_id);
