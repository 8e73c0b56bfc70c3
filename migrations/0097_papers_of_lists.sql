-- A paper that came with a list of blank tickets is its person's own when they were 18, and their representative's when they
-- were not. Such a consent is as old as its person's row. Days are counted from 1 March of the year 0, which was 719468
-- days before 1970; clocks there were five hours ahead.
UPDATE consents SET relation = CASE relation WHEN 'self' THEN 'representative' ELSE 'self' END
WHERE way = 'paper' AND given_by = '' AND relation IN ('self', 'representative') AND EXISTS (
    SELECT 1 FROM (
        SELECT id, created_at, (m + 9) % 12 AS month, d AS day, y - (CASE WHEN m < 3 THEN 1 ELSE 0 END) AS year FROM (
            SELECT id, created_at, CAST(substr(born, 1, 4) AS BIGINT) + 18 AS y, CAST(substr(born, 6, 2) AS BIGINT) AS m,
                CAST(substr(born, 9, 2) AS BIGINT) AS d
            FROM (
                SELECT id, created_at, CASE WHEN birth_date LIKE '____-__-__' THEN birth_date ELSE '0001-01-01' END AS born
                FROM persons WHERE erased_at IS NULL
            ) whole
        ) parted
    ) p
    WHERE p.id = consents.person_id AND p.created_at = consents.given_at
        AND (consents.relation = 'self') = (
            (p.year * 365 + p.year / 4 - p.year / 100 + p.year / 400 + (p.month * 153 + 2) / 5 + p.day - 1 - 719468) * 86400000
            > p.created_at + 18000000
        )
);
