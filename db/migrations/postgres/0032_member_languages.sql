-- The language that a member chose with /language: it holds in every server and in direct messages, so the key is of the
-- person alone. A row is the choice; whoever takes it back has none.
CREATE TABLE member_languages (
    member_key BYTEA PRIMARY KEY,       -- a keyed hash of who it is, for this table alone
    language   TEXT COLLATE "C" NOT NULL -- the name of a folder in locales/
);
