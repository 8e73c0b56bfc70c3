-- Further addresses of a ticket's page. A person has one valid ticket per caravan; whoever comes to it by another of the
-- person's tickets gets an address of their own, for the first one is known by its hash only.
CREATE TABLE ticket_pages (
    page_hash  BYTEA  NOT NULL PRIMARY KEY,     -- SHA-256 of the secret in the address
    ticket_id  UUID   NOT NULL REFERENCES tickets (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX ticket_pages_ticket ON ticket_pages (ticket_id);
