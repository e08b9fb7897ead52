-- Households and companies (家庭/企业) pool points in a wallet of their own. It is a member's wallet to the
-- ledger: the record that has it stands for the pool, is known by nothing and never enters.
ALTER TABLE member ADD COLUMN is_pool BIGINT NOT NULL DEFAULT 0 CHECK (is_pool IN (0, 1));

-- What a programme allows: how many people a pool has at most, 0 where there are none, and whether companies
-- may have one.
ALTER TABLE program ADD COLUMN pool_people BIGINT NOT NULL DEFAULT 0 CHECK (pool_people BETWEEN 0 AND 100);
ALTER TABLE program ADD COLUMN pool_companies BIGINT NOT NULL DEFAULT 0 CHECK (pool_companies IN (0, 1));

CREATE TABLE pool (
  id BIGINT NOT NULL PRIMARY KEY,
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  account_id BIGINT NOT NULL UNIQUE REFERENCES member (id),
  kind {text} NOT NULL CHECK (kind IN ('household', 'company')),
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  -- What who leaves takes.
  leaving {text} NOT NULL CHECK (leaving IN ('nothing', 'part')),
  status {text} NOT NULL CHECK (status IN ('open', 'closing', 'closed')),
  -- The person whose part is being paid, 0 for nobody: one after another, and nobody puts in meanwhile.
  turn_id BIGINT NOT NULL CHECK (turn_id >= 0),
  -- The person to whom the pool is offered, 0 for nobody.
  heir_id BIGINT NOT NULL CHECK (heir_id >= 0),
  created_at BIGINT NOT NULL,
  closed_at BIGINT,
  CHECK ((closed_at IS NULL) = (status = 'open'))
) {strict};

CREATE INDEX pool_unfinished ON pool (id) WHERE status = 'closing' OR turn_id <> 0;

-- Who is in a pool, was, or is asked to come.
CREATE TABLE pool_person (
  id BIGINT NOT NULL PRIMARY KEY,
  pool_id BIGINT NOT NULL REFERENCES pool (id),
  -- As the pool has them, so that a member's place is unique.
  asset_id BIGINT NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('household', 'company')),
  member_id BIGINT NOT NULL REFERENCES member (id),
  role {text} NOT NULL CHECK (role IN (
    'owner', 'adult', 'child', 'administrator', 'spender', 'contributor')),
  status {text} NOT NULL CHECK (status IN ('invited', 'in', 'leaving', 'left', 'declined', 'ended')),
  -- Stands for the person in live codes of the pool.
  code_number BIGINT NOT NULL UNIQUE CHECK (code_number BETWEEN 0 AND 999999999),
  -- What the person may spend at once and on a day; NULL without a limit.
  limit_once BIGINT CHECK (limit_once >= 1),
  limit_day BIGINT CHECK (limit_day >= 1),
  -- Of the points put in what still counts for a part.
  put_in BIGINT NOT NULL CHECK (put_in >= 0),
  -- All that was ever paid to the person.
  paid BIGINT NOT NULL CHECK (paid >= 0),
  -- The part that is being paid, by which try; NULL while it is not reckoned. Below 0: what is taken of the
  -- person for the debt of a pool that closed.
  part BIGINT,
  tries BIGINT NOT NULL CHECK (tries >= 0),
  -- Was there when the pool closed, and has a part of what comes later, and of what it owes.
  is_last BIGINT NOT NULL CHECK (is_last IN (0, 1)),
  asked_at BIGINT NOT NULL,
  -- The end of the invitation.
  ends_at BIGINT NOT NULL,
  joined_at BIGINT,
  left_at BIGINT,
  CHECK (part IS NULL OR status = 'leaving'),
  CHECK (role <> 'child' OR (limit_once IS NOT NULL AND limit_day IS NOT NULL))
) {strict};

CREATE UNIQUE INDEX pool_person_place ON pool_person (member_id, asset_id, kind) WHERE status = 'in';
CREATE UNIQUE INDEX pool_person_once ON pool_person (pool_id, member_id)
  WHERE status IN ('invited', 'in', 'leaving');
CREATE UNIQUE INDEX pool_person_head ON pool_person (pool_id)
  WHERE status = 'in' AND role IN ('owner', 'administrator');
CREATE INDEX pool_person_of_pool ON pool_person (pool_id, status, id);
CREATE INDEX pool_person_of_member ON pool_person (member_id, status, id);

-- What people spend of a pool and put into it: who, taken before the ledger is asked.
CREATE TABLE pool_claim (
  key_high BIGINT NOT NULL,
  key_low BIGINT NOT NULL,
  request_hash BIGINT NOT NULL,
  pool_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  way {text} NOT NULL CHECK (way IN ('out', 'in')),
  day BIGINT NOT NULL,
  -- Of the points spent what has not come back; it counts for the day.
  points BIGINT NOT NULL,
  -- 0 while the ledger has not decided.
  transaction_id BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL,
  is_settled BIGINT NOT NULL CHECK (is_settled IN (0, 1)),
  PRIMARY KEY (key_high, key_low, request_hash)
) {strict}, {without_rowid};

CREATE INDEX pool_claim_open ON pool_claim (claimed_at) WHERE is_settled = 0;
CREATE INDEX pool_claim_open_of_pool ON pool_claim (pool_id) WHERE is_settled = 0;
CREATE INDEX pool_claim_of_person ON pool_claim (person_id, transaction_id);
CREATE UNIQUE INDEX pool_claim_of_transaction ON pool_claim (transaction_id) WHERE transaction_id <> 0;

-- What a person spent of a pool on a day, in the operator's zone.
CREATE TABLE pool_total (
  person_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  points BIGINT NOT NULL,
  PRIMARY KEY (person_id, day)
) {strict}, {without_rowid};

CREATE INDEX pool_total_by_day ON pool_total (day);

-- What acted upon something that a person spent (refund, void, capture, release, reversal), by the first of
-- it.
CREATE TABLE pool_return (
  transaction_id BIGINT NOT NULL PRIMARY KEY,
  spent_id BIGINT NOT NULL
) {strict};

CREATE TABLE used_pool_code (
  person_id BIGINT NOT NULL REFERENCES pool_person (id),
  step BIGINT NOT NULL,
  serial BIGINT NOT NULL CHECK (serial BETWEEN 0 AND 9),
  used_at BIGINT NOT NULL,
  used_for {bytes} NOT NULL,
  PRIMARY KEY (person_id, step, serial)
) {strict}, {without_rowid};

CREATE INDEX used_pool_code_by_step ON used_pool_code (step);

INSERT INTO projection (name, through) VALUES ('pools', 0);
