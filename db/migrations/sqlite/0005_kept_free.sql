-- Keeps this number free for a migration of another topic; replaced by it.
SELECT 1;
