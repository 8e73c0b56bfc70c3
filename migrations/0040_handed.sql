-- Who brought a fact without the proof of its phone: the id of a phone or of an account. NULL: its source sent it, or proved it.
ALTER TABLE facts ADD COLUMN handed_by UUID;
