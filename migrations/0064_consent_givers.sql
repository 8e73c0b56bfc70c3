-- A paper that a representative signed is theirs, although nobody says what they are to the person.
UPDATE consents SET relation = 'representative' WHERE relation = 'self' AND paper_no IS NOT NULL;
