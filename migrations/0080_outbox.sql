-- Letters that wait to be sent, and what became of the others. A row holds ids only: address, language and words are looked
-- up when it is sent.
CREATE TABLE outbox (
    id         UUID   NOT NULL PRIMARY KEY,     -- also the letter's Message-ID
    kind       TEXT   NOT NULL,
    caravan_id UUID   NOT NULL REFERENCES caravans (id),
    event_id   UUID   NOT NULL REFERENCES events (id),
    person_id  UUID   NOT NULL REFERENCES persons (id),
    day        TEXT,                            -- of a reminder: the day of which it reminds, once
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,                 -- not before; who takes the letter moves it on
    tries      BIGINT NOT NULL DEFAULT 0,
    state      TEXT   NOT NULL CHECK (state IN ('queued', 'sent', 'gave_up', 'withdrawn')),
    last_error TEXT,                            -- what kind of failure, never the server's words
    ended_at   BIGINT,
    UNIQUE (person_id, caravan_id, kind, day)
);
CREATE INDEX outbox_due ON outbox (state, due_at, id);
CREATE INDEX outbox_caravan ON outbox (caravan_id, state);
CREATE INDEX outbox_event ON outbox (event_id, kind);
