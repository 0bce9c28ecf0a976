-- Limits that hold whatever somebody chooses in a form: for emergencies, for what is added to a report, for forms that
-- were opened and never sent.
ALTER TABLE reports ADD COLUMN emergency_at BIGINT;        -- when it became an emergency; NULL: it is none
ALTER TABLE reports ADD COLUMN additions BIGINT NOT NULL DEFAULT 0;  -- how often its member added to it
ALTER TABLE reports ADD COLUMN held BIGINT NOT NULL DEFAULT 0
    CHECK (held IN (0, 1));                                 -- 1: an emergency that a mute holds: it calls nobody

ALTER TABLE reporter_mutes ADD COLUMN since BIGINT NOT NULL DEFAULT 0;  -- when it began; it may have been prolonged

-- Whose form it is, as a keyed hash, until it arrives or its time is over.
ALTER TABLE report_drafts ADD COLUMN member_key BYTEA;
CREATE INDEX report_drafts_member ON report_drafts (member_key, made_at) WHERE member_key IS NOT NULL;

-- Claims end: after a time without any action, or when their holder moderates no more.
ALTER TABLE cases ADD COLUMN freed TEXT COLLATE "C" CHECK (freed IN ('idle', 'left', 'rights'));  -- why the last claim ended by itself
ALTER TABLE cases ADD COLUMN freed_at BIGINT;
ALTER TABLE cases ADD COLUMN freed_from_sealed BYTEA;        -- whose it was (id and name), until they know or somebody else has it
ALTER TABLE cases ADD COLUMN freed_untold BIGINT NOT NULL DEFAULT 0
    CHECK (freed_untold IN (0, 1));                         -- 1: they take no direct messages
ALTER TABLE cases ADD COLUMN holder_asked_at BIGINT;       -- when Discord was asked last whether the holder moderates
ALTER TABLE cases ADD COLUMN undecided_at BIGINT;          -- when the alert role was told that it is claimed and not decided
ALTER TABLE cases ADD COLUMN undecided_case_id BIGINT;     -- the case whose message told of that
CREATE INDEX cases_claimed ON cases (claimed_at) WHERE state = 'claimed';
CREATE INDEX cases_holders ON cases (coalesce(holder_asked_at, claimed_at)) WHERE state = 'claimed';
CREATE INDEX cases_undecided ON cases (first_claimed_at) WHERE state = 'claimed' AND undecided_at IS NULL;
CREATE INDEX cases_undecided_message ON cases (undecided_case_id) WHERE undecided_case_id IS NOT NULL;

-- A mute may dismiss what its reporter sent: in a case that others reported too, that report alone.
ALTER TABLE reports ADD COLUMN set_aside_at BIGINT;        -- when a moderator dismissed this report, though not its case

INSERT INTO outbox_kinds (name) VALUES ('undecided_reminder'), ('claim_notice') ON CONFLICT DO NOTHING;

-- What stood in a channel that was deleted.
CREATE INDEX outbox_channel ON outbox (channel_id) WHERE channel_id IS NOT NULL;
