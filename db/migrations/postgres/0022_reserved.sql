-- This number belongs to another change, which takes the place of this file.
SELECT 1;
