-- Days held against partners' accounts: what was noted by the job, what was asked for while an account was
-- being read, and what was too much to make a case of.

-- The last day whose comparing the job noted; what a person asks for does not count.
ALTER TABLE partner ADD COLUMN days_noted BIGINT;

-- How often it was asked for: a reading that began before the last asking does not answer it.
ALTER TABLE partner_day ADD COLUMN asked BIGINT NOT NULL DEFAULT 0 CHECK (asked >= 0);

-- Differences beyond those that became cases.
ALTER TABLE partner_day ADD COLUMN without_case BIGINT NOT NULL DEFAULT 0 CHECK (without_case >= 0);

-- What is due of one partner, those first that waited longest.
CREATE INDEX partner_exchange_due_of ON partner_exchange (partner_id, next_try_at, id)
  WHERE finished_at IS NULL;
DROP INDEX partner_exchange_due;
