-- Blank tickets of a stop: genuine, numbered, without a holder. Whose one was is a fact of kind 'ticket'.
CREATE TABLE blanks (
    id          UUID   NOT NULL PRIMARY KEY,
    caravan_id  UUID   NOT NULL REFERENCES caravans (id),
    stop_id     UUID   NOT NULL REFERENCES stops (id),
    number      BIGINT NOT NULL,             -- printed; from 1 at each stop
    key_version BIGINT NOT NULL,
    signature   BYTEA  NOT NULL,
    short_code  TEXT   NOT NULL UNIQUE,      -- none of those in tickets
    created_at  BIGINT NOT NULL,             -- the same for all that were made at once
    UNIQUE (stop_id, number)
);
CREATE INDEX blanks_caravan ON blanks (caravan_id);
