-- What somebody without an address has to be told by people, by telephone or messenger; who told them, and when.
ALTER TABLE outbox ADD COLUMN by_hand BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE outbox ADD COLUMN told_at BIGINT;
ALTER TABLE outbox ADD COLUMN told_by UUID REFERENCES accounts (id);
