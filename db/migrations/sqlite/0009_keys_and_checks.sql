-- Every closed set of values gets its CHECK, every reference its key, every statement that people wait for its index.
-- SQLite gives these to new tables only: each table is made anew beside the old one, filled from it, and takes its name. The
-- keys are looked at as a whole at the end (db/engine/migrate.py). A value that no released version wrote becomes the one
-- that does least; a row whose server is missing gets one, and one whose case is missing forgets it.
--
-- Two comments of 0001 were wrong: `how` holds the names of disguises with '; ' between them, not spaces.

-- Sets that grow: a new value is one INSERT, where a CHECK would mean a new table each time.
CREATE TABLE categories (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO categories (name) VALUES
    ('harassment'), ('doxxing'), ('threats'), ('hate'), ('self_harm'), ('ncii'), ('impersonation'), ('scam'), ('other');
CREATE TABLE outbox_kinds (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_kinds (name) VALUES
    ('manager_notice'), ('case_card'), ('detection_card'), ('digest'), ('case_reminder'),
    ('update_draft'), ('update_copy'), ('delivery_draft'), ('concerned_notice'), ('outcome_notice'),
    ('relay_question'), ('relay_answer'), ('undo_notice');
INSERT INTO outbox_kinds (name) SELECT DISTINCT kind FROM outbox WHERE true ON CONFLICT DO NOTHING;

INSERT INTO servers (id, pseudonym)
    SELECT server_id, 'server-' || lower(hex(randomblob(8))) FROM (
        SELECT server_id FROM server_changes UNION SELECT server_id FROM report_drafts UNION SELECT server_id FROM reports
        UNION SELECT server_id FROM reporter_mutes UNION SELECT server_id FROM member_choices
        UNION SELECT server_id FROM relay_messages UNION SELECT server_id FROM outbox
    ) WHERE true ON CONFLICT DO NOTHING;

DROP TRIGGER servers_changed;
DROP TRIGGER policy_rules_added;
DROP TRIGGER policy_rules_changed;
DROP TRIGGER policy_rules_removed;
DROP TRIGGER policy_channels_added;
DROP TRIGGER policy_channels_changed;
DROP TRIGGER policy_channels_removed;
DROP TRIGGER policy_exempt_roles_added;
DROP TRIGGER policy_exempt_roles_removed;

CREATE TABLE new_servers (
    id                  INTEGER PRIMARY KEY,
    pseudonym           TEXT NOT NULL UNIQUE,
    list_name           TEXT,
    language            TEXT NOT NULL DEFAULT 'en',
    review_channel_id   INTEGER,
    moderator_role_id   INTEGER,
    alert_role_id       INTEGER,
    campaign_channel_id INTEGER,
    second_approval     INTEGER NOT NULL DEFAULT 0 CHECK (second_approval IN (0, 1)),
    digest              INTEGER NOT NULL DEFAULT 0 CHECK (digest IN (0, 1)),  -- 1: open work is told of once a week
    digested_at         INTEGER,
    preset              TEXT NOT NULL DEFAULT 'gentle' CHECK (preset IN ('gentle', 'standard', 'strict')),
    set_up_at           INTEGER,
    set_up_by_sealed    BLOB,
    review_problem      TEXT CHECK (review_problem IN ('unset', 'deleted', 'public', 'forbidden')),  -- why cards wait; NULL while the review channel is fine
    trust_group         TEXT,               -- NULL: not trusted
    banned_at           INTEGER
) STRICT;
INSERT INTO new_servers (
    id, pseudonym, list_name, language, review_channel_id, moderator_role_id, alert_role_id, campaign_channel_id,
    second_approval, digest, digested_at, preset, set_up_at, set_up_by_sealed, review_problem, trust_group, banned_at
) SELECT
    id, pseudonym, list_name, language, review_channel_id, moderator_role_id, alert_role_id, campaign_channel_id,
    second_approval <> 0, digest <> 0, digested_at,
    CASE WHEN preset IN ('gentle', 'standard', 'strict') THEN preset ELSE 'gentle' END, set_up_at, set_up_by_sealed,
    CASE WHEN review_problem IN ('unset', 'deleted', 'public', 'forbidden') THEN review_problem ELSE NULL END,
    trust_group, banned_at
FROM servers;
DROP TABLE servers;
ALTER TABLE new_servers RENAME TO servers;
CREATE INDEX servers_digest ON servers (digested_at) WHERE digest = 1;

-- A rule that names something unknown is dropped: the preset counts there.
CREATE TABLE new_policy_rules (
    server_id INTEGER NOT NULL REFERENCES servers (id),
    tier      TEXT NOT NULL CHECK (tier IN ('own', 'shared', 'proposed', 'subscribed')),
    category  TEXT NOT NULL,                -- '' for every category
    action    TEXT NOT NULL CHECK (action IN ('off', 'log', 'review', 'delete', 'timeout')),
    one_category TEXT GENERATED ALWAYS AS (nullif(category, '')) REFERENCES categories (name),
    PRIMARY KEY (server_id, tier, category)
) STRICT, WITHOUT ROWID;
INSERT INTO new_policy_rules (
    server_id, tier, category, action
) SELECT
    server_id, tier, category, action
FROM policy_rules
WHERE tier IN ('own', 'shared', 'proposed', 'subscribed') AND action IN ('off', 'log', 'review', 'delete', 'timeout') AND category IN (SELECT name FROM categories UNION ALL SELECT '');
DROP TABLE policy_rules;
ALTER TABLE new_policy_rules RENAME TO policy_rules;

CREATE TABLE new_policy_channels (
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    channel_id INTEGER NOT NULL,
    mode       TEXT NOT NULL CHECK (mode IN ('enforce', 'log', 'off')),
    PRIMARY KEY (server_id, channel_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_policy_channels (
    server_id, channel_id, mode
) SELECT
    server_id, channel_id, mode
FROM policy_channels
WHERE mode IN ('enforce', 'log', 'off');
DROP TABLE policy_channels;
ALTER TABLE new_policy_channels RENAME TO policy_channels;

-- (`server_changes` refers to no server: that one is gone is a change, too.)

CREATE TABLE new_own_entries (
    id              INTEGER PRIMARY KEY,    -- from ids
    server_id       INTEGER NOT NULL REFERENCES servers (id),
    pattern         TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite')),
    key             TEXT NOT NULL,
    category        TEXT NOT NULL REFERENCES categories (name),
    note            TEXT NOT NULL DEFAULT '',
    case_id         INTEGER REFERENCES cases (id) ON DELETE SET NULL,
    added_by_sealed BLOB,
    added_at        INTEGER NOT NULL,
    removed_at      INTEGER
) STRICT;
INSERT INTO new_own_entries (
    id, server_id, pattern, kind, key, category, note, case_id, added_by_sealed, added_at, removed_at
) SELECT
    id, server_id, pattern,
    CASE WHEN kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite') THEN kind ELSE 'exact_host' END, key,
    CASE WHEN category IN (SELECT name FROM categories) THEN category ELSE 'other' END, note,
    (SELECT c.id FROM cases c WHERE c.id = own_entries.case_id), added_by_sealed, added_at, removed_at
FROM own_entries;
DROP TABLE own_entries;
ALTER TABLE new_own_entries RENAME TO own_entries;
CREATE UNIQUE INDEX own_entries_standing ON own_entries (server_id, pattern) WHERE removed_at IS NULL;
CREATE INDEX own_entries_key ON own_entries (key, server_id) WHERE removed_at IS NULL;
CREATE INDEX own_entries_invites ON own_entries (server_id, kind, key) WHERE removed_at IS NULL AND kind = 'invite';
CREATE INDEX own_entries_newest ON own_entries (server_id) WHERE removed_at IS NULL;  -- by id, as searches show them
CREATE INDEX own_entries_pattern ON own_entries (server_id, pattern);  -- removed ones, too
CREATE INDEX own_entries_case ON own_entries (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE new_allows (
    id         INTEGER PRIMARY KEY,         -- from ids
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    pattern    TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite')),
    key        TEXT NOT NULL,
    reason     TEXT NOT NULL DEFAULT '',
    by_sealed  BLOB,
    added_at   INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
INSERT INTO new_allows (
    id, server_id, pattern, kind, key, reason, by_sealed, added_at, removed_at
) SELECT
    id, server_id, pattern,
    CASE WHEN kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite') THEN kind ELSE 'exact_host' END, key,
    reason, by_sealed, added_at, removed_at
FROM allows;
DROP TABLE allows;
ALTER TABLE new_allows RENAME TO allows;
CREATE UNIQUE INDEX allows_standing ON allows (server_id, pattern) WHERE removed_at IS NULL;
CREATE INDEX allows_key ON allows (key, server_id) WHERE removed_at IS NULL;
CREATE INDEX allows_newest ON allows (server_id) WHERE removed_at IS NULL;

CREATE TABLE new_shared_entries (
    id          INTEGER PRIMARY KEY,        -- from ids
    pattern     TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL CHECK (kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite')),
    key         TEXT NOT NULL,
    category    TEXT NOT NULL REFERENCES categories (name),
    note        TEXT NOT NULL DEFAULT '',
    proposed_at INTEGER NOT NULL,
    -- Where it stands, as core counted it when a stance was taken; pages and suggestions are chosen by it. What acts on a
    -- message is counted from the stances themselves.
    state       TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'listed', 'disputed', 'retired')),
    weighed     INTEGER NOT NULL DEFAULT 0 CHECK (weighed IN (0, 1)),  -- 1: a trusted group stands for it or against it
    recount_at  INTEGER                     -- when it is to be counted again (a stance runs out); NULL: only after a stance
) STRICT;
INSERT INTO new_shared_entries (
    id, pattern, kind, key, category, note, proposed_at, recount_at
) SELECT
    id, pattern,
    CASE WHEN kind IN ('host', 'exact_host', 'path', 'query', 'family', 'invite') THEN kind ELSE 'exact_host' END, key,
    CASE WHEN category IN (SELECT name FROM categories) THEN category ELSE 'other' END, note, proposed_at, 0
FROM shared_entries;
DROP TABLE shared_entries;
ALTER TABLE new_shared_entries RENAME TO shared_entries;
CREATE INDEX shared_entries_key ON shared_entries (key);
CREATE INDEX shared_entries_listed ON shared_entries (weighed, id, pattern, state) WHERE state = 'listed';
CREATE INDEX shared_entries_waiting ON shared_entries (weighed, id, pattern, state)
    WHERE state IN ('proposed', 'disputed');
CREATE INDEX shared_entries_recount ON shared_entries (recount_at) WHERE recount_at IS NOT NULL;

CREATE TABLE new_detections (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,  -- stands in buttons: none is given twice, though old rows go
    server_id       INTEGER NOT NULL REFERENCES servers (id),
    channel_id      INTEGER NOT NULL,
    message_id      INTEGER NOT NULL,       -- for a thread's name: the thread's id
    place           TEXT NOT NULL CHECK (place IN ('message', 'thread')),
    text_key        BLOB NOT NULL,          -- one detection per message and scanned text
    author_sealed   BLOB,                   -- id and name; NULL: not known (a webhook has no member)
    author_key      BLOB,
    author_is_member INTEGER NOT NULL DEFAULT 0 CHECK (author_is_member IN (0, 1)),  -- the author is a member whom Discord can time out
    pattern         TEXT NOT NULL,          -- '' where a moderator removed a message without an entry
    tier            TEXT NOT NULL CHECK (tier IN ('own', 'shared', 'proposed', 'subscribed')),
    category        TEXT NOT NULL REFERENCES categories (name),
    source          TEXT NOT NULL,
    rule            TEXT NOT NULL,          -- which line of the policy decided; 'case', 'moderator': a person did
    link            TEXT NOT NULL,
    how             TEXT NOT NULL,          -- names of disguises, '; ' between them: a name may have spaces
    action          TEXT NOT NULL CHECK (action IN ('off', 'log', 'review', 'delete', 'timeout')),
    outcome         TEXT NOT NULL CHECK (outcome IN ('pending', 'removed', 'gone', 'forbidden', 'failed', 'review', 'logged', 'kept', 'edited')),
    timeout         TEXT NOT NULL DEFAULT '' CHECK (timeout IN ('', 'set', 'forbidden', 'failed', 'lifted', 'stays')),
    timeout_until   INTEGER,
    settled         TEXT NOT NULL DEFAULT '' CHECK (settled IN ('', 'undone', 'deleted', 'listed', 'dismissed')),  -- what a moderator did
    settled_reason  TEXT NOT NULL DEFAULT '',
    returned        TEXT NOT NULL DEFAULT '' CHECK (returned IN ('', 'sent', 'closed', 'lost')),  -- the text after undo
    attempts        INTEGER NOT NULL DEFAULT 0,
    due_at          INTEGER,                -- when a removal that did not happen yet is tried
    taken_by        TEXT,                   -- the process that is at it; free again when its lease ends
    text_sealed     BLOB,
    text_until      INTEGER,                -- the text is kept so long (rule 4)
    case_id         INTEGER REFERENCES cases (id) ON DELETE SET NULL,  -- the case from which a moderator removed the message
    detected_at     INTEGER NOT NULL,
    settled_at      INTEGER,
    settled_by_sealed BLOB,                 -- id and name of who undid, deleted, listed or dismissed
    missing         TEXT NOT NULL DEFAULT 'messages'
        CHECK (missing IN ('messages', 'access', 'history', 'threads')),      -- the right that Rowan lacks where the outcome is 'forbidden'
    maybe_removed   INTEGER NOT NULL DEFAULT 0
        CHECK (maybe_removed IN (0, 1)),                           -- 1: Rowan asked Discord to delete it; the answer was lost
    UNIQUE (message_id, text_key)
) STRICT;
INSERT INTO new_detections (
    id, server_id, channel_id, message_id, place, text_key, author_sealed, author_key, author_is_member, pattern, tier,
    category, source, rule, link, how, action, outcome, timeout, timeout_until, settled, settled_reason, returned,
    attempts, due_at, taken_by, text_sealed, text_until, case_id, detected_at, settled_at, settled_by_sealed, missing,
    maybe_removed
) SELECT
    id, server_id, channel_id, message_id, place, text_key, author_sealed, author_key, author_is_member <> 0, pattern,
    CASE WHEN tier IN ('own', 'shared', 'proposed', 'subscribed') THEN tier ELSE 'own' END,
    CASE WHEN category IN (SELECT name FROM categories) THEN category ELSE 'other' END, source, rule, link, how,
    CASE WHEN action IN ('off', 'log', 'review', 'delete', 'timeout') THEN action ELSE 'log' END,
    CASE WHEN outcome IN ('pending', 'removed', 'gone', 'forbidden', 'failed', 'review', 'logged', 'kept', 'edited') THEN outcome ELSE 'logged' END,
    CASE WHEN timeout IN ('', 'set', 'forbidden', 'failed', 'lifted', 'stays') THEN timeout ELSE '' END, timeout_until,
    CASE WHEN settled IN ('', 'undone', 'deleted', 'listed', 'dismissed') THEN settled ELSE '' END, settled_reason,
    CASE WHEN returned IN ('', 'sent', 'closed', 'lost') THEN returned ELSE '' END, attempts, due_at, taken_by,
    text_sealed, text_until, (SELECT c.id FROM cases c WHERE c.id = detections.case_id), detected_at, settled_at,
    settled_by_sealed, missing, maybe_removed
FROM detections;
DROP TABLE detections;
ALTER TABLE new_detections RENAME TO detections;
CREATE INDEX detections_due ON detections (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX detections_text ON detections (text_until) WHERE text_until IS NOT NULL;
CREATE INDEX detections_time ON detections (server_id, detected_at, rule, tier, settled);  -- all that /stats counts by
CREATE INDEX detections_pattern ON detections (server_id, pattern, detected_at);
CREATE INDEX detections_review ON detections (server_id) WHERE outcome = 'review' AND settled = '';
CREATE INDEX detections_owed ON detections (server_id) WHERE due_at IS NOT NULL;
CREATE INDEX detections_case ON detections (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE new_report_drafts (
    token      TEXT PRIMARY KEY,            -- in the form's custom id
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    sealed     BLOB,                        -- what the menu click delivered; emptied when the form arrives
    report_case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,  -- what a form that arrived twice is answered with
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO new_report_drafts (
    token, server_id, sealed, report_case_id, made_at, expires_at
) SELECT
    token, server_id, sealed, (SELECT c.id FROM cases c WHERE c.id = report_drafts.report_case_id), made_at,
    expires_at
FROM report_drafts;
DROP TABLE report_drafts;
ALTER TABLE new_report_drafts RENAME TO report_drafts;
CREATE INDEX report_drafts_expiry ON report_drafts (expires_at);
CREATE INDEX report_drafts_case ON report_drafts (report_case_id) WHERE report_case_id IS NOT NULL;

CREATE TABLE new_cases (
    id              INTEGER PRIMARY KEY,    -- from ids
    server_id       INTEGER NOT NULL REFERENCES servers (id),
    channel_id      INTEGER,                -- where the message is; NULL for a link alone
    message_id      INTEGER,
    author_sealed   BLOB,                   -- who wrote the reported message (id and name)
    author_key      BLOB,
    author_is_member INTEGER NOT NULL DEFAULT 0 CHECK (author_is_member IN (0, 1)),  -- neither a bot nor a webhook: somebody who can be written to
    link            TEXT NOT NULL DEFAULT '',  -- canonical; '' where the message holds none
    category        TEXT NOT NULL REFERENCES categories (name),
    state           TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'closed')),
    claimed_by_sealed BLOB,
    claimed_key     BLOB,
    claimed_at      INTEGER,
    first_claimed_at INTEGER,               -- when somebody took it on first; stays when it is released
    outcome         TEXT CHECK (outcome IN ('listed', 'dismissed', 'related')),
    outcome_reason  TEXT CHECK (outcome_reason IN ('no_violation', 'duplicate', 'not_enough_information', 'news_or_counter_speech', 'handled')),  -- of a dismissal
    outcome_pattern TEXT,                   -- what was listed, here or from the related case
    note_sealed     BLOB,
    evidence_sealed BLOB,
    evidence_until  INTEGER,
    follows_case_id INTEGER REFERENCES cases (id) ON DELETE SET NULL,
    removal_at      INTEGER,                -- when a moderator had the message removed
    message_gone_at INTEGER,
    pinged_at       INTEGER,                -- when the alert role was pinged about it
    alert_held_at   INTEGER,                -- when its ping was held back, since there had been one just before
    alert_case_id   INTEGER REFERENCES cases (id) ON DELETE SET NULL,  -- the case whose ping told of this one, too
    reminded_at     INTEGER,                -- when the alert role was reminded that nobody had claimed it
    reminder_case_id INTEGER REFERENCES cases (id) ON DELETE SET NULL,  -- the case whose reminder told of this one
    quiet           INTEGER NOT NULL DEFAULT 0 CHECK (quiet IN (0, 1)),  -- 1: muted members alone reported it, so it has no card
    opened_at       INTEGER NOT NULL,
    closed_at       INTEGER,
    version         INTEGER NOT NULL DEFAULT 1,
    managers_at     INTEGER,                -- when it was looked at whether managers must be told
    managers_case_id INTEGER REFERENCES cases (id) ON DELETE SET NULL,  -- the case whose message tells of this one
    related_case_id INTEGER REFERENCES cases (id) ON DELETE SET NULL,  -- the case from which it was closed together with others
    stance_id       INTEGER REFERENCES stances (id) ON DELETE SET NULL,  -- what its listing said on the shared list
    removal_undone_at INTEGER,              -- when the removal of its message was taken back
    reopened_at     INTEGER,                -- when how it had been closed was undone
    given_by_key    BLOB                    -- who handed it to its holder, and may take it back
) STRICT;
INSERT INTO new_cases (
    id, server_id, channel_id, message_id, author_sealed, author_key, author_is_member, link, category, state,
    claimed_by_sealed, claimed_key, claimed_at, first_claimed_at, outcome, outcome_reason, outcome_pattern,
    note_sealed, evidence_sealed, evidence_until, follows_case_id, removal_at, message_gone_at, pinged_at,
    alert_held_at, alert_case_id, reminded_at, reminder_case_id, quiet, opened_at, closed_at, version, managers_at,
    managers_case_id, related_case_id, stance_id, removal_undone_at, reopened_at, given_by_key
) SELECT
    id, server_id, channel_id, message_id, author_sealed, author_key, author_is_member <> 0, link,
    CASE WHEN category IN (SELECT name FROM categories) THEN category ELSE 'other' END, state, claimed_by_sealed,
    claimed_key, claimed_at, first_claimed_at,
    CASE WHEN outcome IN ('listed', 'dismissed', 'related') THEN outcome ELSE CASE WHEN outcome IS NOT NULL THEN 'dismissed' END END,
    CASE WHEN outcome_reason IN ('no_violation', 'duplicate', 'not_enough_information', 'news_or_counter_speech', 'handled') THEN outcome_reason ELSE NULL END,
    outcome_pattern, note_sealed, evidence_sealed, evidence_until, follows_case_id, removal_at, message_gone_at,
    pinged_at, alert_held_at, (SELECT c.id FROM cases c WHERE c.id = cases.alert_case_id), reminded_at,
    (SELECT c.id FROM cases c WHERE c.id = cases.reminder_case_id), quiet <> 0, opened_at, closed_at, version,
    managers_at, (SELECT c.id FROM cases c WHERE c.id = cases.managers_case_id),
    (SELECT c.id FROM cases c WHERE c.id = cases.related_case_id),
    (SELECT s.id FROM stances s WHERE s.id = cases.stance_id), removal_undone_at, reopened_at, given_by_key
FROM cases;
DROP TABLE cases;
ALTER TABLE new_cases RENAME TO cases;
CREATE UNIQUE INDEX cases_open_message ON cases (server_id, message_id)
    WHERE state <> 'closed' AND message_id IS NOT NULL;
CREATE UNIQUE INDEX cases_open_link ON cases (server_id, link) WHERE state <> 'closed' AND message_id IS NULL;
CREATE INDEX cases_alert ON cases (alert_case_id) WHERE alert_case_id IS NOT NULL;
CREATE INDEX cases_unclaimed ON cases (pinged_at)
    WHERE state = 'open' AND pinged_at IS NOT NULL AND reminded_at IS NULL;
CREATE INDEX cases_reminder ON cases (reminder_case_id) WHERE reminder_case_id IS NOT NULL;
CREATE INDEX cases_message ON cases (server_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX cases_link ON cases (server_id, link) WHERE message_id IS NULL;
CREATE INDEX cases_evidence ON cases (evidence_until) WHERE evidence_sealed IS NOT NULL;
CREATE INDEX cases_for_managers ON cases (opened_at)
    WHERE state = 'open' AND author_is_member = 1 AND quiet = 0 AND managers_at IS NULL;
CREATE INDEX cases_looked_at ON cases (server_id, author_key, managers_at) WHERE managers_at IS NOT NULL;
CREATE INDEX cases_managers ON cases (managers_case_id) WHERE managers_case_id IS NOT NULL;
CREATE INDEX cases_related ON cases (related_case_id) WHERE related_case_id IS NOT NULL;
-- In the order of /queue: emergencies first. The list is core's; a test holds the two together.
CREATE INDEX cases_waiting ON cases (server_id, quiet, category NOT IN ('doxxing', 'threats', 'self_harm'), opened_at, id)
    WHERE state <> 'closed';
CREATE INDEX cases_queue ON cases (server_id, state, quiet, opened_at, id);
CREATE INDEX cases_quiet ON cases (quiet, id) WHERE quiet = 1 AND state <> 'closed';
CREATE INDEX cases_opened ON cases (server_id, opened_at);
CREATE INDEX cases_held_back ON cases (server_id, state, pinged_at, alert_held_at)
    WHERE alert_held_at IS NOT NULL AND pinged_at IS NULL;
-- All that /stats asks of cases.
CREATE INDEX cases_first_claimed ON cases (server_id, first_claimed_at, opened_at) WHERE first_claimed_at IS NOT NULL;
CREATE INDEX cases_closed ON cases (server_id, closed_at, opened_at, outcome, removal_at) WHERE closed_at IS NOT NULL;
CREATE INDEX cases_naming_people ON cases (closed_at)
    WHERE state = 'closed' AND (author_key IS NOT NULL OR claimed_key IS NOT NULL);
CREATE INDEX cases_follows ON cases (follows_case_id) WHERE follows_case_id IS NOT NULL;
CREATE INDEX cases_stance ON cases (stance_id) WHERE stance_id IS NOT NULL;

-- The last ping of each server's alert role, for which case.
CREATE TABLE new_alerts (
    server_id INTEGER PRIMARY KEY REFERENCES servers (id),
    case_id   INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    pinged_at INTEGER NOT NULL
) STRICT;
INSERT INTO new_alerts (
    server_id, case_id, pinged_at
) SELECT
    server_id, case_id, pinged_at
FROM alerts
WHERE case_id IN (SELECT id FROM cases);
DROP TABLE alerts;
ALTER TABLE new_alerts RENAME TO alerts;

CREATE TABLE new_case_links (
    case_id   INTEGER NOT NULL REFERENCES cases (id),
    position  INTEGER NOT NULL,
    canonical TEXT NOT NULL,
    how       TEXT NOT NULL,                -- names of disguises, '; ' between them: a name may have spaces
    server_id INTEGER NOT NULL REFERENCES servers (id),  -- the case's: other cases there with the same link are found by it
    PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO new_case_links (
    case_id, position, canonical, how, server_id
) SELECT
    l.case_id, l.position, l.canonical, l.how, c.server_id
FROM case_links l JOIN cases c ON c.id = l.case_id;
DROP TABLE case_links;
ALTER TABLE new_case_links RENAME TO case_links;
CREATE INDEX case_links_here ON case_links (server_id, canonical, case_id);

CREATE TABLE new_reports (
    id              INTEGER PRIMARY KEY,    -- from ids
    case_id         INTEGER NOT NULL REFERENCES cases (id),
    server_id       INTEGER NOT NULL REFERENCES servers (id),
    reporter_sealed BLOB,                   -- this and the key are emptied when retention ends
    reporter_key    BLOB,
    pseudonym       TEXT NOT NULL,
    category        TEXT NOT NULL REFERENCES categories (name),
    details_sealed  BLOB,
    made_at         INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL,
    keep_until      INTEGER NOT NULL,
    relay_ended_at  INTEGER,                -- the reporter wants no (more) questions about this case
    UNIQUE (case_id, reporter_key)
) STRICT;
INSERT INTO new_reports (
    id, case_id, server_id, reporter_sealed, reporter_key, pseudonym, category, details_sealed, made_at, changed_at,
    keep_until, relay_ended_at
) SELECT
    id, case_id, server_id, reporter_sealed, reporter_key, pseudonym,
    CASE WHEN category IN (SELECT name FROM categories) THEN category ELSE 'other' END, details_sealed, made_at,
    changed_at, keep_until, relay_ended_at
FROM reports;
DROP TABLE reports;
ALTER TABLE new_reports RENAME TO reports;
CREATE INDEX reports_made ON reports (server_id, made_at);
CREATE INDEX reports_keep ON reports (keep_until) WHERE reporter_key IS NOT NULL;
CREATE INDEX reports_reporter ON reports (reporter_key, made_at) WHERE reporter_key IS NOT NULL;

-- Whose reports make no card for a while, from which case that was decided: one decision says nothing about another.
CREATE TABLE new_reporter_mutes (
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    member_key BLOB NOT NULL,
    case_id    INTEGER NOT NULL REFERENCES cases (id),
    reason     TEXT NOT NULL CHECK (reason IN ('false_reports', 'flooding', 'abuse')),
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (server_id, member_key, case_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_reporter_mutes (
    server_id, member_key, case_id, reason, expires_at
) SELECT
    server_id, member_key, case_id,
    CASE WHEN reason IN ('false_reports', 'flooding', 'abuse') THEN reason ELSE 'abuse' END, expires_at
FROM reporter_mutes;
DROP TABLE reporter_mutes;
ALTER TABLE new_reporter_mutes RENAME TO reporter_mutes;
CREATE INDEX reporter_mutes_expiry ON reporter_mutes (expires_at);
CREATE INDEX reporter_mutes_case ON reporter_mutes (case_id);

-- What a member chose in one server; no row: everything as it is by default.
CREATE TABLE new_member_choices (
    server_id  INTEGER NOT NULL REFERENCES servers (id),
    member_key BLOB NOT NULL,
    notices    INTEGER NOT NULL CHECK (notices IN (0, 1)),  -- 0: no direct message about the outcome of a report
    PRIMARY KEY (server_id, member_key)
) STRICT, WITHOUT ROWID;
INSERT INTO new_member_choices (
    server_id, member_key, notices
) SELECT
    server_id, member_key, notices <> 0
FROM member_choices;
DROP TABLE member_choices;
ALTER TABLE new_member_choices RENAME TO member_choices;

-- Questions to a reporter and their answers. Who they are is in the report alone.
CREATE TABLE new_relay_messages (
    id          INTEGER PRIMARY KEY,        -- from ids
    server_id   INTEGER NOT NULL REFERENCES servers (id),
    case_id     INTEGER NOT NULL REFERENCES cases (id),
    report_id   INTEGER NOT NULL REFERENCES reports (id),
    question_id INTEGER REFERENCES relay_messages (id),  -- NULL: it is a question itself
    text_sealed BLOB,                       -- personal data masked; emptied when retention ends
    state       TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'closed')),  -- closed: no direct messages taken
    made_at     INTEGER NOT NULL,
    keep_until  INTEGER NOT NULL
) STRICT;
INSERT INTO new_relay_messages (
    id, server_id, case_id, report_id, question_id, text_sealed, state, made_at, keep_until
) SELECT
    id, server_id, case_id, report_id, question_id, text_sealed, state, made_at, keep_until
FROM relay_messages;
DROP TABLE relay_messages;
ALTER TABLE new_relay_messages RENAME TO relay_messages;
CREATE INDEX relay_messages_case ON relay_messages (case_id);
CREATE INDEX relay_messages_question ON relay_messages (question_id) WHERE question_id IS NOT NULL;
CREATE INDEX relay_messages_keep ON relay_messages (keep_until) WHERE text_sealed IS NOT NULL;
CREATE INDEX relay_messages_report ON relay_messages (report_id);

-- A text never changes: an edit and a correction are new versions.
CREATE TABLE new_update_versions (
    update_id   INTEGER NOT NULL REFERENCES campaign_updates (id),
    version     INTEGER NOT NULL,
    base        INTEGER,                    -- the version that its form showed; NULL for the first
    form        TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL
        CHECK (kind IN ('call', 'statement', 'response', 'precedent', 'win', 'setback', 'safety')),
    headline    TEXT NOT NULL,
    body        TEXT NOT NULL,
    source      TEXT NOT NULL,
    warning     TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'replaced', 'discarded')),
    drafted_by_sealed BLOB,                 -- id and name
    drafted_key BLOB,
    drafted_at  INTEGER NOT NULL,
    settled_by_sealed BLOB,                 -- id and name
    settled_at  INTEGER,
    PRIMARY KEY (update_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO new_update_versions (
    update_id, version, base, form, kind, headline, body, source, warning, state, drafted_by_sealed, drafted_key,
    drafted_at, settled_by_sealed, settled_at
) SELECT
    update_id, version, base, form,
    CASE WHEN kind IN ('call', 'statement', 'response', 'precedent', 'win', 'setback', 'safety') THEN kind ELSE 'statement' END,
    headline, body, source, warning, state, drafted_by_sealed, drafted_key, drafted_at, settled_by_sealed, settled_at
FROM update_versions;
DROP TABLE update_versions;
ALTER TABLE new_update_versions RENAME TO update_versions;
CREATE UNIQUE INDEX update_versions_draft ON update_versions (update_id) WHERE state = 'draft';

CREATE TABLE new_follows (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    server_id   INTEGER NOT NULL REFERENCES servers (id),
    channel_id  INTEGER NOT NULL,
    role_id     INTEGER,
    approve     INTEGER NOT NULL CHECK (approve IN (0, 1)),
    followed_at INTEGER NOT NULL,
    ended_at    INTEGER
) STRICT;
INSERT INTO new_follows (
    id, campaign_id, server_id, channel_id, role_id, approve, followed_at, ended_at
) SELECT
    id, campaign_id, server_id, channel_id, role_id, approve <> 0, followed_at, ended_at
FROM follows;
DELETE FROM sqlite_sequence WHERE name = 'new_follows';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_follows', seq FROM sqlite_sequence WHERE name = 'follows';
DROP TABLE follows;
ALTER TABLE new_follows RENAME TO follows;
CREATE UNIQUE INDEX follows_standing ON follows (campaign_id, server_id) WHERE ended_at IS NULL;
CREATE INDEX follows_server ON follows (server_id) WHERE ended_at IS NULL;
CREATE INDEX follows_campaign ON follows (campaign_id);

-- One copy of an update in one server. Where it goes is what the follow says when it is first posted.
CREATE TABLE new_deliveries (
    id          INTEGER PRIMARY KEY,        -- from ids
    update_id   INTEGER NOT NULL REFERENCES campaign_updates (id),
    server_id   INTEGER NOT NULL REFERENCES servers (id),
    approve     INTEGER NOT NULL CHECK (approve IN (0, 1)),  -- the server looks at each version before it is shown
    version     INTEGER,                    -- the version that is (to be) shown there; NULL: none yet
    waiting     INTEGER,                    -- the version that waits for approval there
    state       TEXT NOT NULL CHECK (state IN ('open', 'ended', 'declined')),
    problem     TEXT CHECK (problem IN ('unset', 'deleted', 'public', 'forbidden')),  -- why it cannot be posted at the moment
    settled_by_sealed BLOB,                 -- id and name of who approved or declined it there last
    made_at     INTEGER NOT NULL,
    UNIQUE (update_id, server_id)
) STRICT;
INSERT INTO new_deliveries (
    id, update_id, server_id, approve, version, waiting, state, problem, settled_by_sealed, made_at
) SELECT
    id, update_id, server_id, approve <> 0, version, waiting, state,
    CASE WHEN problem IN ('unset', 'deleted', 'public', 'forbidden') THEN problem ELSE NULL END, settled_by_sealed,
    made_at
FROM deliveries;
DROP TABLE deliveries;
ALTER TABLE new_deliveries RENAME TO deliveries;
CREATE INDEX deliveries_stuck ON deliveries (server_id) WHERE problem IS NOT NULL;
CREATE INDEX deliveries_waiting ON deliveries (server_id) WHERE waiting IS NOT NULL;

-- A message that Rowan keeps posted, rendered from the row it is about: made once, edited after each change.
CREATE TABLE new_outbox (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT NOT NULL REFERENCES outbox_kinds (name),  -- which renderer; services/base/outbox.py
    subject_id   INTEGER NOT NULL,
    server_id    INTEGER NOT NULL REFERENCES servers (id),
    channel_id   INTEGER,                   -- where it stands
    message_id   INTEGER,
    nonce        TEXT NOT NULL,             -- repeats of one send make one message
    generation   INTEGER NOT NULL DEFAULT 1,  -- raised by each change that the message must show
    shown        INTEGER NOT NULL DEFAULT 0,  -- the generation that it shows
    state        TEXT NOT NULL CHECK (state IN ('due', 'done', 'waiting', 'dropped')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    attempted_at INTEGER,                   -- a first send was begun then and may have arrived
    due_at       INTEGER NOT NULL,
    taken_by     TEXT,                      -- the process that is at it; free again when its lease ends
    last_error   TEXT,
    urgent       INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),  -- what it owes is about an emergency
    wakes        INTEGER NOT NULL DEFAULT 0,  -- how often somebody made it due before its time
    taking       INTEGER NOT NULL DEFAULT 0,  -- how often it was taken: only the last taking is settled
    held_until   INTEGER NOT NULL DEFAULT 0,  -- Discord named this wait: kept, whatever is changed
    again_at     INTEGER,                   -- to be looked at once more then (a ping that was held back)
    UNIQUE (kind, subject_id)
) STRICT;
INSERT INTO new_outbox (
    id, kind, subject_id, server_id, channel_id, message_id, nonce, generation, shown, state, attempts, attempted_at,
    due_at, taken_by, last_error, urgent, wakes, taking, held_until, again_at
) SELECT
    id, kind, subject_id, server_id, channel_id, message_id, nonce, generation, shown, state, attempts, attempted_at,
    due_at, taken_by, last_error, urgent, wakes, taking, held_until, again_at
FROM outbox;
DELETE FROM sqlite_sequence WHERE name = 'new_outbox';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_outbox', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE new_outbox RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'due';
CREATE INDEX outbox_place ON outbox (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_left ON outbox (server_id) WHERE state = 'dropped' AND last_error = 'the server was left';
CREATE INDEX outbox_turns ON outbox (urgent, server_id, due_at, id) WHERE state = 'due';  -- turn by turn, server by server

-- Sorted by entry, so that what a server said is found from the newest on, and in portions.
DROP INDEX stances_server;
CREATE INDEX stances_server ON stances (server_id, entry_id, id);

-- With which quorum the states of shared entries are counted, and up to which entry it was done with it; NULL: all.
CREATE TABLE shared_counting (
    only       INTEGER PRIMARY KEY CHECK (only = 1),
    quorum     INTEGER NOT NULL CHECK (quorum >= 1),
    counted_to INTEGER
) STRICT;
INSERT INTO shared_counting (only, quorum) VALUES (1, 2);

-- Servers whose word began or ceased to count: the entries on which they took a stance are counted anew, in portions.
CREATE TABLE shared_recounts (
    server_id  INTEGER PRIMARY KEY REFERENCES servers (id),
    counted_to INTEGER NOT NULL             -- entries up to this one are done
) STRICT;

-- How many entries there are in each state: a page says so, and a million are not counted for it.
CREATE TABLE shared_totals (
    state   TEXT PRIMARY KEY CHECK (state IN ('proposed', 'listed', 'disputed', 'retired')),
    entries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO shared_totals (state, entries) VALUES ('listed', 0), ('disputed', 0), ('retired', 0);
INSERT INTO shared_totals (state, entries) SELECT 'proposed', count(*) FROM shared_entries;
CREATE TRIGGER shared_entries_added AFTER INSERT ON shared_entries
    BEGIN UPDATE shared_totals SET entries = entries + 1 WHERE state = NEW.state; END;
CREATE TRIGGER shared_entries_counted AFTER UPDATE OF state ON shared_entries WHEN NEW.state <> OLD.state
    BEGIN
        UPDATE shared_totals SET entries = entries - 1 WHERE state = OLD.state;
        UPDATE shared_totals SET entries = entries + 1 WHERE state = NEW.state;
    END;
CREATE TRIGGER shared_entries_removed AFTER DELETE ON shared_entries
    BEGIN UPDATE shared_totals SET entries = entries - 1 WHERE state = OLD.state; END;

-- An approval or a withdrawal that is being brought to followers, in portions. It goes when it is over.
CREATE TABLE update_rounds (
    update_id INTEGER PRIMARY KEY REFERENCES campaign_updates (id),
    began_at  INTEGER NOT NULL,             -- who followed later gets no copy of what was published before
    brought   INTEGER,                      -- deliveries to servers up to this id are in line with it; NULL: all
    begun     INTEGER                       -- followers up to this id have their first copy; NULL: no more get one
) STRICT;

CREATE INDEX campaign_updates_newest ON campaign_updates (published_at, id) WHERE standing IS NOT NULL;
CREATE INDEX invites_listed ON invites (code) WHERE listed = 1;
CREATE INDEX invite_posts_seen ON invite_posts (seen_at);
CREATE INDEX invite_posts_due ON invite_posts (due_at);

-- The triggers went with their tables.
-- Not a REPLACE: the conflict clause of the statement that fires a trigger would override it.
CREATE TRIGGER servers_changed AFTER UPDATE ON servers
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.id; INSERT INTO server_changes (server_id) VALUES (NEW.id); END;
CREATE TRIGGER policy_rules_added AFTER INSERT ON policy_rules
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_rules_changed AFTER UPDATE ON policy_rules
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_rules_removed AFTER DELETE ON policy_rules
    BEGIN DELETE FROM server_changes WHERE server_id = OLD.server_id; INSERT INTO server_changes (server_id) VALUES (OLD.server_id); END;
CREATE TRIGGER policy_channels_added AFTER INSERT ON policy_channels
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_channels_changed AFTER UPDATE ON policy_channels
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_channels_removed AFTER DELETE ON policy_channels
    BEGIN DELETE FROM server_changes WHERE server_id = OLD.server_id; INSERT INTO server_changes (server_id) VALUES (OLD.server_id); END;
CREATE TRIGGER policy_exempt_roles_added AFTER INSERT ON policy_exempt_roles
    BEGIN DELETE FROM server_changes WHERE server_id = NEW.server_id; INSERT INTO server_changes (server_id) VALUES (NEW.server_id); END;
CREATE TRIGGER policy_exempt_roles_removed AFTER DELETE ON policy_exempt_roles
    BEGIN DELETE FROM server_changes WHERE server_id = OLD.server_id; INSERT INTO server_changes (server_id) VALUES (OLD.server_id); END;
CREATE TRIGGER case_files_go_with_evidence AFTER UPDATE OF evidence_sealed ON cases
    WHEN OLD.evidence_sealed IS NOT NULL AND NEW.evidence_sealed IS NULL
    BEGIN DELETE FROM case_files WHERE case_id = NEW.id; END;
