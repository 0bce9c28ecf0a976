-- What became of one member's messages, for the card of a case about another of them.
CREATE INDEX detections_author ON detections (server_id, author_key, detected_at, settled, outcome, timeout, message_id)
    WHERE author_key IS NOT NULL;
CREATE INDEX cases_author ON cases (server_id, author_key, closed_at, outcome, removal_at, outcome_reason)
    WHERE author_key IS NOT NULL AND closed_at IS NOT NULL;

-- Whether a case was upheld depends on its reason, too: handled says that the message was removed.
DROP INDEX cases_closed;
CREATE INDEX cases_closed ON cases (server_id, closed_at, opened_at, outcome, removal_at, outcome_reason)
    WHERE closed_at IS NOT NULL;
