-- Classes and clubs that a leader registers with names. Who has the secret of the page runs it.
CREATE TABLE groups (
    id           UUID   NOT NULL PRIMARY KEY,
    caravan_id   UUID   NOT NULL REFERENCES caravans (id),
    page_hash    BYTEA  NOT NULL UNIQUE,
    leader_name  TEXT   NOT NULL,
    leader_phone TEXT   NOT NULL,               -- E.164
    leader_email TEXT,
    title        TEXT   NOT NULL,               -- school and class, as the leader calls them
    language     TEXT   NOT NULL,
    origin       TEXT   NOT NULL,               -- JSON: where all its people come from, for who joins later
    created_at   BIGINT NOT NULL
);
CREATE INDEX groups_caravan ON groups (caravan_id);

-- The events for which the group is registered: who joins it later, is too.
CREATE TABLE group_events (
    group_id UUID NOT NULL REFERENCES groups (id),
    event_id UUID NOT NULL REFERENCES events (id),
    PRIMARY KEY (group_id, event_id)
);
CREATE INDEX group_events_event ON group_events (event_id);

CREATE TABLE group_members (
    person_id UUID   NOT NULL PRIMARY KEY REFERENCES persons (id),
    group_id  UUID   NOT NULL REFERENCES groups (id),
    position  BIGINT NOT NULL,
    note      TEXT,                             -- the leader's own words
    left_at   BIGINT
);
CREATE INDEX group_members_group ON group_members (group_id, position);

-- Those who wait with the same word get their seats together or not yet.
ALTER TABLE registrations ADD COLUMN together UUID;
