-- Portable DDL: UUID, TEXT, BIGINT, BOOLEAN, BYTEA only; runs unchanged on SQLite and PostgreSQL.
-- Instants are UTC milliseconds; civil days are TEXT YYYY-MM-DD; texts in three languages are JSON {"kk","ru","en"}.

-- One row: which store this is. A restore gives it a new id.
CREATE TABLE instance (
    only_row   BIGINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
    id         UUID   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE accounts (
    id            UUID   NOT NULL PRIMARY KEY,
    email         TEXT   NOT NULL UNIQUE,
    name          TEXT   NOT NULL,
    password_hash TEXT,                      -- argon2id, PHC string; NULL until one was set
    opens_projects BOOLEAN NOT NULL,         -- made on the server's own console: may open projects
    created_at    BIGINT NOT NULL
);

-- One-time sign-in links; only the SHA-256 of the token is kept.
CREATE TABLE sign_in_links (
    token_hash BYTEA  NOT NULL PRIMARY KEY,
    account_id UUID   NOT NULL REFERENCES accounts (id),
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX sign_in_links_account ON sign_in_links (account_id);

CREATE TABLE sessions (
    token_hash BYTEA  NOT NULL PRIMARY KEY,
    account_id UUID   NOT NULL REFERENCES accounts (id),
    created_at BIGINT NOT NULL,              -- absolute expiry counts from here
    seen_at    BIGINT NOT NULL               -- idle expiry counts from here
);
CREATE INDEX sessions_account ON sessions (account_id);

-- Bearer tokens for programs.
CREATE TABLE api_tokens (
    id         UUID   NOT NULL PRIMARY KEY,
    token_hash BYTEA  NOT NULL UNIQUE,
    account_id UUID   NOT NULL REFERENCES accounts (id),
    name       TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE TABLE projects (
    id              UUID   NOT NULL PRIMARY KEY,
    title           TEXT   NOT NULL,
    grantor         TEXT   NOT NULL,
    contract_no     TEXT   NOT NULL,
    first_day       TEXT   NOT NULL,
    last_day        TEXT   NOT NULL,
    operator        TEXT   NOT NULL,
    operator_bin    TEXT   NOT NULL,
    consent_text    TEXT   NOT NULL,
    consent_version BIGINT NOT NULL,
    plan            TEXT   NOT NULL,         -- JSON [[indicator, target], …]
    version         BIGINT NOT NULL,
    created_at      BIGINT NOT NULL
);

-- account × project × role.
CREATE TABLE memberships (
    account_id UUID   NOT NULL REFERENCES accounts (id),
    project_id UUID   NOT NULL REFERENCES projects (id),
    role       TEXT   NOT NULL CHECK (role IN ('organiser', 'coordinator', 'volunteer')),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, project_id, role)
);
CREATE INDEX memberships_project ON memberships (project_id);

CREATE TABLE caravans (
    id         UUID   NOT NULL PRIMARY KEY,
    project_id UUID   NOT NULL REFERENCES projects (id),
    slug       TEXT   NOT NULL UNIQUE,
    title      TEXT   NOT NULL,
    about      TEXT   NOT NULL,
    state      TEXT   NOT NULL,
    people     TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Grows with every change that a board may show; boards poll it.
    revision   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX caravans_project ON caravans (project_id);

-- Signing keys; the seed is sealed by KERUEN_SECRET_KEY.
CREATE TABLE caravan_keys (
    caravan_id  UUID   NOT NULL REFERENCES caravans (id),
    key_version BIGINT NOT NULL,
    public_key  BYTEA  NOT NULL,
    sealed_seed BYTEA  NOT NULL,
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (caravan_id, key_version)
);

CREATE TABLE stops (
    id         UUID   NOT NULL PRIMARY KEY,
    caravan_id UUID   NOT NULL REFERENCES caravans (id),
    position   BIGINT NOT NULL,
    region     TEXT   NOT NULL,
    city       TEXT   NOT NULL,
    venue      TEXT   NOT NULL,
    first_day  TEXT   NOT NULL,
    last_day   TEXT   NOT NULL,
    zone       TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX stops_caravan ON stops (caravan_id);

CREATE TABLE events (
    id          UUID   NOT NULL PRIMARY KEY,
    caravan_id  UUID   NOT NULL REFERENCES caravans (id),
    stop_id     UUID   REFERENCES stops (id),
    kind        TEXT   NOT NULL,
    title       TEXT   NOT NULL,
    about       TEXT   NOT NULL,
    place       TEXT   NOT NULL,
    starts_at   BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    zone        TEXT   NOT NULL,
    capacity    BIGINT CHECK (capacity >= 0),   -- NULL: unlimited; may be lowered below seats_taken
    seats_taken BIGINT NOT NULL DEFAULT 0 CHECK (seats_taken >= 0),
    state       TEXT   NOT NULL,
    counting    TEXT   NOT NULL,
    age_min     BIGINT,
    age_max     BIGINT,
    rules       TEXT   NOT NULL,                -- JSON {verdict: rule}
    version     BIGINT NOT NULL,
    created_at  BIGINT NOT NULL
);
CREATE INDEX events_caravan ON events (caravan_id, starts_at);
CREATE INDEX events_stop ON events (stop_id);

-- A person as one project knows them. Names and contacts are here and nowhere else.
CREATE TABLE persons (
    id               UUID   NOT NULL PRIMARY KEY,
    project_id       UUID   NOT NULL REFERENCES projects (id),
    family_name      TEXT   NOT NULL,
    given_name       TEXT   NOT NULL,
    patronymic       TEXT,
    search_key       TEXT   NOT NULL,           -- folded in Rust
    candidate_key    TEXT   NOT NULL,           -- folded name + birth date + contact: equal ones are candidates
    birth_date       TEXT   NOT NULL,
    sex              TEXT   NOT NULL,
    region           TEXT   NOT NULL,
    place            TEXT   NOT NULL,
    institution_kind TEXT   NOT NULL,
    institution      TEXT   NOT NULL,
    class_name       TEXT   NOT NULL,
    phone            TEXT,
    email            TEXT,
    language         TEXT   NOT NULL,
    role             TEXT   NOT NULL,
    rep_name         TEXT,                      -- legal representative of a minor
    rep_relation     TEXT,
    rep_phone        TEXT,
    created_at       BIGINT NOT NULL
);
CREATE INDEX persons_project ON persons (project_id);
CREATE INDEX persons_candidate ON persons (project_id, candidate_key);

-- Person × caravan. The id is the 16 random bytes inside the QR code.
CREATE TABLE tickets (
    id          UUID   NOT NULL PRIMARY KEY,
    caravan_id  UUID   NOT NULL REFERENCES caravans (id),
    person_id   UUID   NOT NULL REFERENCES persons (id),
    key_version BIGINT NOT NULL,
    signature   BYTEA  NOT NULL,
    short_code  TEXT   NOT NULL UNIQUE,
    page_hash   BYTEA  NOT NULL UNIQUE,         -- SHA-256 of the secret in the page's address
    created_at  BIGINT NOT NULL,
    revoked_at  BIGINT
);
CREATE INDEX tickets_person ON tickets (person_id);
CREATE INDEX tickets_caravan ON tickets (caravan_id);

CREATE TABLE registrations (
    id         UUID   NOT NULL PRIMARY KEY,
    event_id   UUID   NOT NULL REFERENCES events (id),
    person_id  UUID   NOT NULL REFERENCES persons (id),
    state      TEXT   NOT NULL CHECK (state IN ('waiting', 'awaiting_consent', 'awaiting_approval', 'confirmed', 'cancelled')),
    queued_at  BIGINT NOT NULL,                 -- place in the queue: (queued_at, id)
    created_at BIGINT NOT NULL,
    UNIQUE (event_id, person_id)
);
CREATE INDEX registrations_person ON registrations (person_id);
CREATE INDEX registrations_queue ON registrations (event_id, state, queued_at, id);

-- The consent record; the fact behind it has the same id.
CREATE TABLE consents (
    id           UUID   NOT NULL PRIMARY KEY,
    person_id    UUID   NOT NULL REFERENCES persons (id),
    kind         TEXT   NOT NULL,
    text_version BIGINT NOT NULL,
    language     TEXT   NOT NULL,
    operator     TEXT   NOT NULL,               -- operator's name and BIN as shown
    way          TEXT   NOT NULL,
    given_by     TEXT   NOT NULL,
    relation     TEXT   NOT NULL,
    paper_no     TEXT,
    given_at     BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX consents_person ON consents (person_id);

-- The representative's link.
CREATE TABLE consent_links (
    token_hash   BYTEA  NOT NULL PRIMARY KEY,
    person_id    UUID   NOT NULL REFERENCES persons (id),
    browser_hash BYTEA,                         -- of the registering browser's cookie: the same one is a weak witness
    created_at   BIGINT NOT NULL
);
CREATE INDEX consent_links_person ON consent_links (person_id);

CREATE TABLE pairings (
    id         UUID   NOT NULL PRIMARY KEY,
    token_hash BYTEA  NOT NULL UNIQUE,
    caravan_id UUID   NOT NULL REFERENCES caravans (id),
    stop_id    UUID   REFERENCES stops (id),
    role       TEXT   NOT NULL CHECK (role IN ('door', 'desk')),
    created_by UUID   NOT NULL REFERENCES accounts (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    uses_left  BIGINT NOT NULL CHECK (uses_left >= 0)
);

CREATE TABLE devices (
    id         UUID   NOT NULL PRIMARY KEY,
    token_hash BYTEA  NOT NULL UNIQUE,
    caravan_id UUID   NOT NULL REFERENCES caravans (id),
    stop_id    UUID   REFERENCES stops (id),
    role       TEXT   NOT NULL,
    paired_at  BIGINT NOT NULL,
    seen_at    BIGINT,
    revoked_at BIGINT
);
CREATE INDEX devices_caravan ON devices (caravan_id);

-- Who held a device: names, outside every hash.
CREATE TABLE operators (
    id         UUID   NOT NULL,
    device_id  UUID   NOT NULL REFERENCES devices (id),
    name       TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (device_id, id)
);

-- The evidence. No foreign keys to what a fact speaks of: unknown ids are evidence too.
-- Identity is (source, id); the digest keeps both versions of a contested one.
CREATE TABLE facts (
    source_kind TEXT   NOT NULL CHECK (source_kind IN ('device', 'account')),
    source_id   UUID   NOT NULL,
    id          UUID   NOT NULL,
    digest      BYTEA  NOT NULL,                -- SHA-256 of body
    project_id  UUID   NOT NULL,                -- scope of the source; never from the body
    kind        TEXT   NOT NULL,
    event_id    UUID,
    ticket_id   UUID,                           -- read from a scan
    person_id   UUID,
    target_id   UUID,                           -- what an answer, an annulment or a clock fact is about; a merge's other person
    seq         BIGINT NOT NULL,
    wall        BIGINT NOT NULL,
    body        TEXT   NOT NULL,                -- canonical JSON of the whole fact
    received_at BIGINT NOT NULL,
    PRIMARY KEY (source_id, id, digest)
);
CREATE INDEX facts_project ON facts (project_id, received_at);
CREATE INDEX facts_ticket ON facts (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX facts_person ON facts (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX facts_target ON facts (target_id) WHERE target_id IS NOT NULL;

-- Free text that belongs to a fact, erasable, outside every hash: a reason, a link, a sheet number.
CREATE TABLE fact_notes (
    source_id UUID NOT NULL,
    fact_id   UUID NOT NULL,
    note      TEXT NOT NULL,
    PRIMARY KEY (source_id, fact_id)
);
