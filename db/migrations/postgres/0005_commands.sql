-- Which commands Discord was given last, so that a start need not give them again. Nothing personal: one row an
-- application, kept until it is replaced.
CREATE TABLE registered_commands (
    application_id BIGINT PRIMARY KEY,
    digest         TEXT COLLATE "C" NOT NULL,     -- SHA-256 of the commands as Discord is given them, hexadecimal
    registered_at  BIGINT NOT NULL   -- milliseconds since 1970, UTC
);
