-- How a phone said it was, with its last batch: for the stop's board and the list of phones. NULL: it never said.
ALTER TABLE devices ADD COLUMN reported_at BIGINT;
ALTER TABLE devices ADD COLUMN operator_id UUID;
ALTER TABLE devices ADD COLUMN unsent BIGINT;
ALTER TABLE devices ADD COLUMN quarantined BIGINT;
ALTER TABLE devices ADD COLUMN clock_offset BIGINT;
ALTER TABLE devices ADD COLUMN roster_as_of BIGINT;
ALTER TABLE devices ADD COLUMN ready TEXT;   -- JSON of the check of the evening before
