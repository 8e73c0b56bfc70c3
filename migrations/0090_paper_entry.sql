-- Numbers of people on an event's printed lists: given once, never to somebody else.
CREATE TABLE list_numbers (
    event_id  UUID   NOT NULL REFERENCES events (id),
    number    BIGINT NOT NULL,
    person_id UUID   NOT NULL REFERENCES persons (id),
    PRIMARY KEY (event_id, number),
    UNIQUE (event_id, person_id)
);

-- Signed sheets of attendance that somebody types.
CREATE TABLE paper_sheets (
    id         UUID   NOT NULL PRIMARY KEY,
    event_id   UUID   NOT NULL REFERENCES events (id),
    sheet_no   TEXT   NOT NULL,
    heads      BIGINT CHECK (heads >= 0),   -- signatures, as counted on the paper; NULL: nobody counted
    opened_by  UUID   NOT NULL,             -- an account
    created_at BIGINT NOT NULL,
    UNIQUE (event_id, sheet_no)
);

-- Their lines: each names the fact that says so. A line whose fact was annulled is none.
CREATE TABLE paper_lines (
    sheet_id  UUID   NOT NULL REFERENCES paper_sheets (id),
    line      BIGINT NOT NULL,
    person_id UUID   NOT NULL REFERENCES persons (id),
    source_id UUID   NOT NULL,
    fact_id   UUID   NOT NULL,
    PRIMARY KEY (sheet_id, line)
);
