-- Exchange between programmes (通兑): rates, quotes, and what limits count.

-- One row, which whoever publishes rates takes first: two who publish at once could each leave no way round
-- that gains, and both together one.
CREATE TABLE exchange_board (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  revision BIGINT NOT NULL CHECK (revision >= 0)
) {strict};

INSERT INTO exchange_board (id, revision) VALUES (1, 0);

-- Rates by pair and version; a version is never changed but in its end.
CREATE TABLE exchange_rate (
  from_asset BIGINT NOT NULL REFERENCES program (asset_id),
  into_asset BIGINT NOT NULL REFERENCES program (asset_id),
  version BIGINT NOT NULL CHECK (version >= 1),
  -- So many points received for so many given, before the spread.
  gives BIGINT NOT NULL CHECK (gives BETWEEN 1 AND 1000000000),
  receives BIGINT NOT NULL CHECK (receives BETWEEN 1 AND 1000000000),
  spread_basis_points BIGINT NOT NULL CHECK (spread_basis_points BETWEEN 0 AND 9999),
  -- Of the points given: at once, by a member on a day, by everybody on a day; NULL without a limit.
  minimum BIGINT NOT NULL CHECK (minimum >= 1),
  maximum BIGINT CHECK (maximum >= minimum),
  member_daily BIGINT CHECK (member_daily >= 1),
  pair_daily BIGINT CHECK (pair_daily >= 1),
  in_force_from BIGINT NOT NULL,
  -- Never before its beginning: a version that was replaced before it began was for nothing.
  in_force_until BIGINT NOT NULL,
  -- The decision that made it; NULL for the platform's own.
  approval_id BIGINT REFERENCES approval (id),
  PRIMARY KEY (from_asset, into_asset, version),
  CHECK (from_asset <> into_asset),
  CHECK (in_force_from <= in_force_until)
) {strict}, {without_rowid};

CREATE INDEX exchange_rate_by_end ON exchange_rate (in_force_until);
CREATE INDEX exchange_rate_by_approval ON exchange_rate (approval_id);

-- What a member was promised for a moment.
CREATE TABLE exchange_quote (
  id BIGINT NOT NULL PRIMARY KEY,
  member_id BIGINT NOT NULL REFERENCES member (id),
  from_asset BIGINT NOT NULL,
  into_asset BIGINT NOT NULL,
  version BIGINT NOT NULL,
  gives BIGINT NOT NULL CHECK (gives >= 1),
  receives BIGINT NOT NULL CHECK (receives >= 1),
  spread BIGINT NOT NULL CHECK (spread >= 0),
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  -- Whether a request took it.
  is_taken BIGINT NOT NULL CHECK (is_taken IN (0, 1)),
  CHECK (made_at < ends_at)
) {strict};

CREATE INDEX exchange_quote_by_member ON exchange_quote (member_id, made_at);
CREATE INDEX exchange_quote_by_end ON exchange_quote (ends_at);

-- Points given on a day: by a member, and by all (member 0).
CREATE TABLE exchange_total (
  from_asset BIGINT NOT NULL,
  into_asset BIGINT NOT NULL,
  day BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  points BIGINT NOT NULL CHECK (points >= 0),
  PRIMARY KEY (from_asset, into_asset, day, member_id)
) {strict}, {without_rowid};

CREATE INDEX exchange_total_by_day ON exchange_total (day);

-- What of these totals is for which request, until its answer is known and until the day is long over.
CREATE TABLE exchange_claim (
  key_high BIGINT NOT NULL,
  key_low BIGINT NOT NULL,
  request_hash BIGINT NOT NULL,
  from_asset BIGINT NOT NULL,
  into_asset BIGINT NOT NULL,
  day BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  points BIGINT NOT NULL CHECK (points > 0),
  -- 0 where none was used.
  quote_id BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL,
  is_settled BIGINT NOT NULL CHECK (is_settled IN (0, 1)),
  PRIMARY KEY (key_high, key_low, request_hash)
) {strict}, {without_rowid};

CREATE INDEX exchange_claim_open ON exchange_claim (claimed_at) WHERE is_settled = 0;
CREATE INDEX exchange_claim_by_day ON exchange_claim (day);

INSERT INTO approval_rule (operation, above, control, reviewers, updated_at) VALUES
  ('exchange_rates.set', 0, 'require', 131, 0);
