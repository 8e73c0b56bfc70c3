-- That somebody closed a stop, or opened it again; the latest tells.
CREATE TABLE stop_deeds (
    id         UUID   NOT NULL PRIMARY KEY,
    stop_id    UUID   NOT NULL REFERENCES stops (id),
    deed       TEXT   NOT NULL CHECK (deed IN ('closed', 'reopened')),
    account_id UUID   NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX stop_deeds_stop ON stop_deeds (stop_id);

-- Heads that somebody counted at an event; the latest count tells.
CREATE TABLE head_counts (
    id         UUID   NOT NULL PRIMARY KEY,
    event_id   UUID   NOT NULL REFERENCES events (id),
    heads      BIGINT NOT NULL CHECK (heads >= 0),
    account_id UUID   NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX head_counts_event ON head_counts (event_id);
