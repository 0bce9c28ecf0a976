-- When the listed hosts of a campaign's site are asked about next: who serves them.
CREATE TABLE provider_rounds (
    campaign_id INTEGER PRIMARY KEY REFERENCES campaigns (id),
    due_at      INTEGER NOT NULL      -- milliseconds since 1970, UTC; while a process asks, until when the others wait
) STRICT;
CREATE INDEX provider_rounds_due ON provider_rounds (due_at);

-- What resolvers and registries said. No person: registrars, name servers, owners of networks.
CREATE TABLE provider_facts (
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    host        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('registrar', 'name_servers', 'owner')),
    value       TEXT NOT NULL,        -- what is compared; '': nothing was ever answered
    details     TEXT NOT NULL,
    since       INTEGER,              -- when the value was first heard
    seen_at     INTEGER,              -- when it was heard last
    sure        INTEGER NOT NULL CHECK (sure IN (0, 1)),   -- two answers agreed
    other       TEXT NOT NULL,        -- what one answer said that differed, and no second one yet
    asked_at    INTEGER NOT NULL,
    problem     TEXT CHECK (problem IN ('silent', 'refused', 'no-name', 'garbled')),   -- why there was no answer last
    PRIMARY KEY (campaign_id, host, kind)
) STRICT, WITHOUT ROWID;
