-- Roles that do not moderate and may read the review channel all the same, as a manager said one by one. Nothing of it is
-- personal; it is kept until managers take it back. What remembers a server's settings hears of it by the row of `servers`,
-- which is saved with it.
CREATE TABLE review_readers (
    server_id BIGINT NOT NULL REFERENCES servers (id),
    role_id   BIGINT NOT NULL,
    PRIMARY KEY (server_id, role_id)
);
