-- What makes a match only likely (a disguise's name, or another guess); '' where it is sure.
ALTER TABLE detections ADD COLUMN guess TEXT COLLATE "C" NOT NULL DEFAULT '';

-- The most that is done about a match that is only likely; NULL: what the preset has.
ALTER TABLE servers ADD COLUMN likely TEXT COLLATE "C" CHECK (likely IN ('log', 'review', 'delete'));
