-- Codes of points cards that were wrong, by whom, by address and by terminal; hashes are keyed.
CREATE TABLE points_card_failure (
  subject_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(subject_hash) = 32),
  failures BIGINT NOT NULL CHECK (failures > 0),
  last_at BIGINT NOT NULL,
  blocked_until BIGINT NOT NULL
) {strict}, {without_rowid};

CREATE INDEX points_card_failure_by_time ON points_card_failure (last_at);

-- That somebody guesses, for people to look at.
CREATE TABLE points_card_alarm (
  id BIGINT NOT NULL PRIMARY KEY,
  -- What the guesses have in common: who asks, for whom, from where, at which terminal.
  subject {text} NOT NULL CHECK (subject IN ('caller', 'member', 'address', 'terminal', 'everybody')),
  -- The caller, member or terminal; 0 for an address, which is personal data.
  subject_id BIGINT NOT NULL,
  failures BIGINT NOT NULL CHECK (failures > 0),
  raised_at BIGINT NOT NULL
) {strict};
