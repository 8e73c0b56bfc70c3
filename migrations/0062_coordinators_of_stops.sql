-- The only stops that a coordinator runs; without a row here they run the whole project.
CREATE TABLE coordinator_stops (
    account_id UUID NOT NULL REFERENCES accounts (id),
    project_id UUID NOT NULL REFERENCES projects (id),
    stop_id    UUID NOT NULL REFERENCES stops (id),
    PRIMARY KEY (account_id, project_id, stop_id)
);
