-- A printed code works on the days of its stop, not before. What was a link until now cannot be read as a code.
ALTER TABLE pairings ADD COLUMN valid_from BIGINT NOT NULL DEFAULT 0;
UPDATE pairings SET uses_left = 0;
