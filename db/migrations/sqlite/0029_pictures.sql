-- Pictures of campaign updates, written anew and without anything that the file told besides. Each copy carries it, so it
-- is kept as long as a draft or an approved version of an update that stands shows it.
CREATE TABLE update_pictures (
    id             INTEGER PRIMARY KEY,    -- from ids
    server_id      INTEGER NOT NULL REFERENCES servers(id),
    picture_sealed BLOB NOT NULL,
    made_at        INTEGER NOT NULL,       -- milliseconds since 1970, UTC
    unused_at      INTEGER                 -- since when no version shows it that may still be posted
) STRICT;
CREATE INDEX update_pictures_server ON update_pictures (server_id);
CREATE INDEX update_pictures_unused ON update_pictures (unused_at) WHERE unused_at IS NOT NULL;

-- What a command said of the picture of a form, until the form is sent. Kept for an hour.
CREATE TABLE picture_offers (
    form         TEXT PRIMARY KEY,
    server_id    INTEGER NOT NULL REFERENCES servers(id),
    offered_key  BLOB NOT NULL,     -- who opened the form
    offer_sealed BLOB NOT NULL,     -- where Discord has the file, how large it is, how it is described
    made_at      INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_offers_server ON picture_offers (server_id);
CREATE INDEX picture_offers_expiry ON picture_offers (expires_at);

ALTER TABLE update_versions ADD COLUMN picture_id INTEGER REFERENCES update_pictures(id);
ALTER TABLE update_versions ADD COLUMN picture_text TEXT NOT NULL DEFAULT '';
CREATE INDEX update_versions_picture ON update_versions (picture_id) WHERE picture_id IS NOT NULL;

-- Under which keys of lists the places are filed that an approved update names: where an entry with one of them comes or goes, its
-- copies are written anew. Kept as long as its update.
CREATE TABLE update_places (
    key       TEXT NOT NULL,
    update_id INTEGER NOT NULL REFERENCES campaign_updates(id),
    PRIMARY KEY (key, update_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX update_places_update ON update_places (update_id);

-- Up to which revision of the lists the copies of updates were looked at.
CREATE TABLE places_looked (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    revision INTEGER NOT NULL
) STRICT;

-- Updates whose copies are to be written anew, since a list changed. Kept until that is done.
CREATE TABLE update_redraws (
    update_id INTEGER PRIMARY KEY REFERENCES campaign_updates(id),
    after     INTEGER NOT NULL      -- the copies in servers up to this id are done
) STRICT;
