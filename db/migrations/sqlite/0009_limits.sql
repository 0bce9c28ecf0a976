-- Limits that hold whatever somebody chooses in a form: for emergencies, for what is added to a report, for forms that
-- were opened and never sent.
ALTER TABLE reports ADD COLUMN emergency_at INTEGER;        -- when it became an emergency; NULL: it is none
ALTER TABLE reports ADD COLUMN additions INTEGER NOT NULL DEFAULT 0;  -- how often its member added to it
ALTER TABLE reports ADD COLUMN held INTEGER NOT NULL DEFAULT 0
    CHECK (held IN (0, 1));                                 -- 1: an emergency that a mute holds: it calls nobody
UPDATE reports SET emergency_at = made_at WHERE category IN ('doxxing', 'threats', 'self_harm');

ALTER TABLE reporter_mutes ADD COLUMN since INTEGER NOT NULL DEFAULT 0;  -- when it began; it may have been prolonged
UPDATE reporter_mutes SET since = expires_at - 2592000000;

-- Whose form it is, as a keyed hash, until it arrives or its time is over.
ALTER TABLE report_drafts ADD COLUMN member_key BLOB;
CREATE INDEX report_drafts_member ON report_drafts (member_key, made_at) WHERE member_key IS NOT NULL;
