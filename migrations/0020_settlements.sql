-- What accounts stated, by when they stated it: the last settlement of the review is looked for on every one of its pages.
CREATE INDEX facts_stated ON facts (project_id, wall) WHERE source_kind = 'account';
