-- When the listed hosts of a campaign's site are asked about next: who serves them.
CREATE TABLE provider_rounds (
    campaign_id BIGINT PRIMARY KEY REFERENCES campaigns (id),
    due_at      BIGINT NOT NULL      -- milliseconds since 1970, UTC; while a process asks, until when the others wait
);
CREATE INDEX provider_rounds_due ON provider_rounds (due_at);

-- What resolvers and registries said. No person: registrars, name servers, owners of networks.
CREATE TABLE provider_facts (
    campaign_id BIGINT NOT NULL REFERENCES campaigns (id),
    host        TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL CHECK (kind IN ('registrar', 'name_servers', 'owner')),
    value       TEXT COLLATE "C" NOT NULL,        -- what is compared; '': nothing was ever answered
    details     TEXT COLLATE "C" NOT NULL,
    since       BIGINT,              -- when the value was first heard
    seen_at     BIGINT,              -- when it was heard last
    sure        BIGINT NOT NULL CHECK (sure IN (0, 1)),   -- two answers agreed
    other       TEXT COLLATE "C" NOT NULL,        -- what one answer said that differed, and no second one yet
    asked_at    BIGINT NOT NULL,
    problem     TEXT COLLATE "C" CHECK (problem IN ('silent', 'refused', 'no-name', 'garbled')),   -- why there was no answer last
    PRIMARY KEY (campaign_id, host, kind)
);
