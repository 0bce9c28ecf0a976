-- What somebody wanted erased and an open case, a decision that is due or a draft still needs: it goes when that ends.
-- `about_key`: of whom, where somebody else may stand there by then.
CREATE TABLE erasure_wishes (
    part      TEXT COLLATE "C" NOT NULL CHECK (part IN ('case_author', 'case_holder', 'report_words', 'relay_words', 'detection', 'draft')),
    row_id    BIGINT NOT NULL,
    version   BIGINT NOT NULL DEFAULT 0,
    server_id BIGINT NOT NULL REFERENCES servers (id),
    about_key BYTEA NOT NULL,
    made_at   BIGINT NOT NULL,             -- milliseconds since 1970, UTC
    PRIMARY KEY (part, row_id, version, about_key)
);
CREATE INDEX erasure_wishes_server ON erasure_wishes (server_id);
