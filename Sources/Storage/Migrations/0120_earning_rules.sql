-- Rules that give points beyond the base rate (积分规则), version by version; a version is never changed
-- but in its end.
CREATE TABLE earning_rule (
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  -- 1 is the base rate's, see merchant_program.
  number BIGINT NOT NULL CHECK (number BETWEEN 2 AND 4294967295),
  version BIGINT NOT NULL CHECK (version >= 1),
  name_hans {text} NOT NULL CHECK (length(name_hans) BETWEEN 1 AND 100),
  name_hant {text} NOT NULL CHECK (length(name_hant) BETWEEN 1 AND 100),
  name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100),
  -- JSON: conditions, effect, limits, stacking and priority.
  definition {text} NOT NULL,
  in_force_from BIGINT NOT NULL,
  -- Never before its beginning: a version that was replaced before it began was for nothing.
  in_force_until BIGINT NOT NULL,
  -- The decision that made it.
  approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
  PRIMARY KEY (asset_id, number, version),
  CHECK (in_force_from <= in_force_until)
) {strict}, {without_rowid};

CREATE INDEX earning_rule_by_end ON earning_rule (asset_id, in_force_until);

-- What a rule with a limit gave so far: on a day to a member; to a member in all (day -1); to all (member 0,
-- day -1). Kept before the ledger is asked, so that no two purchases share the last points of a budget.
CREATE TABLE rule_total (
  asset_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  points BIGINT NOT NULL CHECK (points >= 0),
  PRIMARY KEY (asset_id, number, member_id, day)
) {strict}, {without_rowid};

-- What of these totals is for which request, named by its key and by what it asks, so that another request
-- under the same key claims for itself. Kept as long as keys are: a repeated request finds its own.
CREATE TABLE rule_claim (
  key_high BIGINT NOT NULL,
  key_low BIGINT NOT NULL,
  request_hash BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  points BIGINT NOT NULL CHECK (points > 0),
  claimed_at BIGINT NOT NULL,
  -- Whether it was compared with what the ledger decided.
  is_settled BIGINT NOT NULL CHECK (is_settled IN (0, 1)),
  PRIMARY KEY (key_high, key_low, request_hash, asset_id, number, member_id, day)
) {strict}, {without_rowid};

CREATE INDEX rule_claim_open ON rule_claim (claimed_at) WHERE is_settled = 0;

-- Limits of a day are asked for that day alone.
CREATE INDEX rule_total_of_days ON rule_total (day) WHERE day >= 0;
