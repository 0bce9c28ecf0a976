-- What somebody wanted erased and an open case, a decision that is due or a draft still needs: it goes when that ends.
-- `about_key`: of whom, where somebody else may stand there by then.
CREATE TABLE erasure_wishes (
    part      TEXT NOT NULL CHECK (part IN ('case_author', 'case_holder', 'report_words', 'relay_words', 'detection', 'draft')),
    row_id    INTEGER NOT NULL,
    version   INTEGER NOT NULL DEFAULT 0,
    server_id INTEGER NOT NULL REFERENCES servers (id),
    about_key BLOB NOT NULL,
    made_at   INTEGER NOT NULL,             -- milliseconds since 1970, UTC
    PRIMARY KEY (part, row_id, version, about_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_wishes_server ON erasure_wishes (server_id);
