-- The number 0021 belongs to another branch: this file goes when both are merged.
SELECT 1;
