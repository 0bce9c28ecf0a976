-- What makes a match only likely (a disguise's name, or another guess); '' where it is sure.
ALTER TABLE detections ADD COLUMN guess TEXT NOT NULL DEFAULT '';

-- The most that is done about a match that is only likely; NULL: what the preset has.
ALTER TABLE servers ADD COLUMN likely TEXT CHECK (likely IN ('log', 'review', 'delete'));
