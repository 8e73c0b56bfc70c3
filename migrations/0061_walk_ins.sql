-- People whom a desk phone described: they came without registering. The phone made the person's id, which is the ticket's too.
CREATE TABLE walk_ins (
    person_id  UUID   NOT NULL PRIMARY KEY REFERENCES persons (id),
    device_id  UUID   NOT NULL REFERENCES devices (id),
    created_at BIGINT NOT NULL
);
