-- 1: QR codes in pictures that members post are read; a manager switched it on.
ALTER TABLE servers ADD COLUMN images INTEGER NOT NULL DEFAULT 0 CHECK (images IN (0, 1));

-- The mark of the picture in which the link stood, as core/scanning/pictures.py makes it; '' where it stood in a text.
ALTER TABLE detections ADD COLUMN picture TEXT NOT NULL DEFAULT '';
