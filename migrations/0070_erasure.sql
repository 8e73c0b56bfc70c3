-- How many days after an event a minor's name waits for a consent; and the last day on which names are kept. NULL: no end.
ALTER TABLE projects ADD COLUMN consent_days BIGINT NOT NULL DEFAULT 14;
ALTER TABLE projects ADD COLUMN keep_until TEXT;

-- Of an erased person: empty name, contact and birth date, and what of the age figures still need.
ALTER TABLE persons ADD COLUMN erased_at BIGINT;
ALTER TABLE persons ADD COLUMN erased_by TEXT;
ALTER TABLE persons ADD COLUMN age_band TEXT;
ALTER TABLE persons ADD COLUMN adult_from TEXT;

-- All consents of the kind that were given before `at` ended then.
CREATE TABLE withdrawals (
    id        UUID   NOT NULL PRIMARY KEY,
    person_id UUID   NOT NULL REFERENCES persons (id),
    kind      TEXT   NOT NULL,
    asked_by  TEXT   NOT NULL,
    at        BIGINT NOT NULL
);
CREATE INDEX withdrawals_person ON withdrawals (person_id);

-- A consent that was none from the start, such as a minor's for themselves.
ALTER TABLE consents ADD COLUMN void_at BIGINT;
UPDATE consents SET void_at = withdrawn_at WHERE withdrawn_at IS NOT NULL;
