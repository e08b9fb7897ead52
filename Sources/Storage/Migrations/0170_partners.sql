-- Outside programmes with which points are exchanged (外部积分互通): who they are, at which rates, and what
-- went to and fro.

-- A partner's points are an asset of the rate table, numbered above every programme's, that no wallet holds.
CREATE TABLE partner (
  id BIGINT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 1000000),
  code {text} NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
  name_hans {text} NOT NULL CHECK (length(name_hans) BETWEEN 1 AND 100),
  name_hant {text} NOT NULL CHECK (length(name_hant) BETWEEN 1 AND 100),
  name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100),
  -- In whose account it is cleared and settled.
  merchant_id BIGINT NOT NULL UNIQUE REFERENCES merchant (id),
  contract {text} NOT NULL CHECK (contract IN ('tongbao', 'mall')),
  url {text} NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
  -- How the mall contract names us; empty for the other.
  app_key {text} NOT NULL CHECK (length(app_key) <= 64),
  decimals BIGINT NOT NULL CHECK (decimals BETWEEN 0 AND 6),
  status {text} NOT NULL CHECK (status IN ('active', 'paused', 'closed')),
  -- Sealed under a key outside the database; the one before counts until its end.
  sealed_secret {bytes} NOT NULL CHECK (length(sealed_secret) <= 400),
  earlier_secret {bytes} CHECK (length(earlier_secret) <= 400),
  earlier_until BIGINT,
  version BIGINT NOT NULL CHECK (version >= 1),
  -- The decision that made it what it is.
  approval_id BIGINT NOT NULL REFERENCES approval (id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK ((contract = 'mall') = (app_key <> '')),
  CHECK ((earlier_secret IS NULL) = (earlier_until IS NULL))
) {strict};

CREATE UNIQUE INDEX partner_by_app_key ON partner (app_key) WHERE app_key <> '';

-- Rates between a programme and a partner, as exchange_rate has those between programmes: one of the two
-- assets is a partner's.
CREATE TABLE partner_rate (
  from_asset BIGINT NOT NULL,
  into_asset BIGINT NOT NULL,
  version BIGINT NOT NULL CHECK (version >= 1),
  gives BIGINT NOT NULL CHECK (gives BETWEEN 1 AND 1000000000),
  receives BIGINT NOT NULL CHECK (receives BETWEEN 1 AND 1000000000),
  spread_basis_points BIGINT NOT NULL CHECK (spread_basis_points BETWEEN 0 AND 9999),
  minimum BIGINT NOT NULL CHECK (minimum >= 1),
  maximum BIGINT CHECK (maximum >= minimum),
  member_daily BIGINT CHECK (member_daily >= 1),
  pair_daily BIGINT CHECK (pair_daily >= 1),
  in_force_from BIGINT NOT NULL,
  in_force_until BIGINT NOT NULL,
  approval_id BIGINT REFERENCES approval (id),
  PRIMARY KEY (from_asset, into_asset, version),
  CHECK ((from_asset > 1000000) <> (into_asset > 1000000)),
  CHECK (in_force_from <= in_force_until)
) {strict}, {without_rowid};

CREATE INDEX partner_rate_by_end ON partner_rate (in_force_until);
CREATE INDEX partner_rate_by_approval ON partner_rate (approval_id);

-- One exchange with a partner: what is known of it, written before each step that cannot be taken back.
CREATE TABLE partner_exchange (
  id BIGINT NOT NULL PRIMARY KEY,
  partner_id BIGINT NOT NULL REFERENCES partner (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  direction {text} NOT NULL CHECK (direction IN ('out', 'in')),
  -- Who began it: our member here, or the partner under a number of its own.
  origin {text} NOT NULL CHECK (origin IN ('member', 'partner')),
  their_key {text} CHECK (length(their_key) BETWEEN 1 AND 64),
  -- Of everything that was asked for under that number.
  request_hash BIGINT NOT NULL,
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  points BIGINT NOT NULL CHECK (points >= 1),
  their_points BIGINT NOT NULL CHECK (their_points >= 1),
  rate_version BIGINT NOT NULL,
  quote_id BIGINT UNIQUE,
  -- Where at the partner's; empty once it was erased.
  account {text} NOT NULL CHECK (length(account) <= 64),
  -- What shows the partner that the account is the member's; gone when the exchange is over.
  proof {text} NOT NULL CHECK (length(proof) <= 200),
  state {text} NOT NULL CHECK (state IN ('begun', 'held', 'unknown', 'accepted', 'declined', 'confirming',
    'done', 'refused')),
  failure {text} NOT NULL CHECK (length(failure) <= 80),
  reference {text} NOT NULL CHECK (length(reference) <= 64),
  hold_id BIGINT NOT NULL,
  transaction_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  tries BIGINT NOT NULL CHECK (tries >= 0),
  next_try_at BIGINT NOT NULL,
  asked_at BIGINT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  UNIQUE (partner_id, their_key),
  CHECK ((origin = 'partner') = (their_key IS NOT NULL)),
  CHECK ((state IN ('done', 'refused')) = (finished_at IS NOT NULL)),
  CHECK (state <> 'done' OR transaction_id <> 0)
) {strict};

CREATE INDEX partner_exchange_due ON partner_exchange (next_try_at, id) WHERE finished_at IS NULL;
CREATE INDEX partner_exchange_by_partner ON partner_exchange (partner_id, id);
CREATE INDEX partner_exchange_by_member ON partner_exchange (member_id, id);
CREATE INDEX partner_exchange_by_state ON partner_exchange (state, id);
CREATE INDEX partner_exchange_by_day ON partner_exchange (partner_id, day, id);

-- What the partner was asked and what it said: status 0 where no answer came.
CREATE TABLE partner_attempt (
  exchange_id BIGINT NOT NULL REFERENCES partner_exchange (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  at BIGINT NOT NULL,
  status BIGINT NOT NULL CHECK (status BETWEEN 0 AND 999),
  milliseconds BIGINT NOT NULL CHECK (milliseconds >= 0),
  outcome {text} NOT NULL CHECK (length(outcome) <= 200),
  PRIMARY KEY (exchange_id, number)
) {strict}, {without_rowid};

-- A business day held against the partner's own account of it.
CREATE TABLE partner_day (
  partner_id BIGINT NOT NULL REFERENCES partner (id),
  day BIGINT NOT NULL,
  state {text} NOT NULL CHECK (state IN ('waiting', 'done')),
  lines BIGINT NOT NULL CHECK (lines >= 0),
  agreed BIGINT NOT NULL CHECK (agreed >= 0),
  differences BIGINT NOT NULL CHECK (differences >= 0),
  -- Of the partner's points, by us and by them.
  our_out BIGINT NOT NULL,
  our_in BIGINT NOT NULL,
  their_out BIGINT NOT NULL,
  their_in BIGINT NOT NULL,
  failure {text} NOT NULL CHECK (length(failure) <= 200),
  tries BIGINT NOT NULL CHECK (tries >= 0),
  next_try_at BIGINT NOT NULL,
  finished_at BIGINT,
  PRIMARY KEY (partner_id, day)
) {strict}, {without_rowid};

CREATE INDEX partner_day_due ON partner_day (next_try_at) WHERE state = 'waiting';

INSERT INTO approval_rule (operation, above, control, reviewers, updated_at) VALUES
  ('partner.set', 0, 'require', 131, 0);
