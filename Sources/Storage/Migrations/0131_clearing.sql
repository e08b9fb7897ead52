-- What merchants and the operator owe each other (清算, 结算). Lines are a projection of the journal; closing a
-- business day adds them up once, and a settlement takes whole days, so that each line is in one settlement.

-- Agreements in their versions: the last one that had begun counts.
CREATE TABLE settlement_terms (
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  version BIGINT NOT NULL CHECK (version >= 1),
  from_day BIGINT NOT NULL,
  terms {text} NOT NULL CHECK (length(terms) <= 2000),
  approval_id BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, asset_id, version)
) {strict}, {without_rowid};

-- One line a transaction, role (1 given, 2 taken, 3 used, 4 expired), merchant and programme. Money is from
-- the merchant's side. `day` is the day that was open when the line was made: never one that was closed.
CREATE TABLE clearing_line (
  merchant_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  transaction_id BIGINT NOT NULL,
  role BIGINT NOT NULL CHECK (role BETWEEN 1 AND 4),
  asset_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  channel BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  points BIGINT NOT NULL,
  sale BIGINT NOT NULL,
  price BIGINT NOT NULL,
  commission BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  -- 0 where nothing was agreed on.
  terms_version BIGINT NOT NULL,
  -- The transaction whose line this one undoes; 0 for none.
  reverses BIGINT NOT NULL,
  -- How much of this line was undone since.
  undone_points BIGINT NOT NULL,
  undone_sale BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, day, transaction_id, role, asset_id)
) {strict}, {without_rowid};

CREATE INDEX clearing_line_of ON clearing_line (transaction_id);

-- Which transactions a closed business day had, and the proof of the ledger as it stood.
CREATE TABLE clearing_day (
  day BIGINT NOT NULL PRIMARY KEY,
  -- The last transaction that was read: what comes after it for this day belongs to the next.
  through BIGINT NOT NULL,
  block BIGINT NOT NULL,
  head {bytes} NOT NULL,
  lines BIGINT NOT NULL CHECK (lines >= 0),
  closed_at BIGINT NOT NULL,
  -- When accounts that end with the day were made up; 0 until then.
  settled_at BIGINT NOT NULL
) {strict};

-- A closed day of a merchant in a programme, by what was done and where it came in.
CREATE TABLE clearing_sum (
  merchant_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  role BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  channel BIGINT NOT NULL,
  lines BIGINT NOT NULL CHECK (lines >= 1),
  points BIGINT NOT NULL,
  sale BIGINT NOT NULL,
  price BIGINT NOT NULL,
  commission BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  -- 0 until it is in one.
  settlement_id BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, day, asset_id, role, kind, channel)
) {strict}, {without_rowid};

CREATE INDEX clearing_sum_open ON clearing_sum (merchant_id, day) WHERE settlement_id = 0;
CREATE INDEX clearing_sum_of ON clearing_sum (settlement_id) WHERE settlement_id > 0;
CREATE INDEX clearing_sum_by_day ON clearing_sum (day);

-- A merchant's account of some days in one programme's currency.
CREATE TABLE settlement (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  currency {text} NOT NULL,
  first_day BIGINT NOT NULL,
  last_day BIGINT NOT NULL CHECK (last_day >= first_day),
  lines BIGINT NOT NULL,
  given BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  issue_cost BIGINT NOT NULL,
  accept_proceeds BIGINT NOT NULL,
  expired_share BIGINT NOT NULL,
  commission BIGINT NOT NULL,
  fees BIGINT NOT NULL,
  adjustments BIGINT NOT NULL,
  -- Of days before the last cycle, whose accounts were too small.
  carried BIGINT NOT NULL,
  -- Positive: the operator pays.
  net BIGINT NOT NULL,
  due_day BIGINT NOT NULL,
  state {text} NOT NULL
    CHECK (state IN ('calculated', 'reviewed', 'approved', 'paid', 'disputed', 'on_hold')),
  -- Who looked it through, who is not who approves.
  reviewer_id BIGINT NOT NULL,
  approver_id BIGINT NOT NULL,
  bank_reference {text} NOT NULL CHECK (length(bank_reference) <= 64),
  paid_on BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK (net = issue_cost + accept_proceeds + expired_share + commission + fees + adjustments),
  CHECK (state <> 'paid' OR length(bank_reference) > 0),
  CHECK (approver_id = 0 OR approver_id <> reviewer_id),
  UNIQUE (merchant_id, asset_id, last_day)
) {strict};

CREATE INDEX settlement_by_state ON settlement (state, last_day, id);
CREATE INDEX settlement_by_day ON settlement (last_day, id);
-- A transfer of the bank pays one settlement.
CREATE UNIQUE INDEX settlement_by_bank_reference ON settlement (bank_reference) WHERE bank_reference <> '';

-- Every step of a settlement, with who took it.
CREATE TABLE settlement_step (
  settlement_id BIGINT NOT NULL REFERENCES settlement (id),
  number BIGINT NOT NULL,
  state {text} NOT NULL,
  actor_kind {text} NOT NULL,
  actor_id BIGINT NOT NULL,
  reason {text} NOT NULL CHECK (length(reason) <= 200),
  at BIGINT NOT NULL,
  PRIMARY KEY (settlement_id, number)
) {strict}, {without_rowid};

-- Corrections in money that two people decided on; each is in the account of the day it was made or of a
-- later one.
CREATE TABLE settlement_adjustment (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  day BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount <> 0),
  reason {text} NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  approval_id BIGINT NOT NULL UNIQUE,
  settlement_id BIGINT NOT NULL,
  made_at BIGINT NOT NULL
) {strict};

CREATE INDEX settlement_adjustment_open ON settlement_adjustment (merchant_id, day) WHERE settlement_id = 0;
CREATE INDEX settlement_adjustment_of ON settlement_adjustment (settlement_id) WHERE settlement_id > 0;

INSERT INTO projection (name, through) VALUES ('clearing', 0);

INSERT INTO job
  (name, next_run_at, holder, lease_until, moment, position, done, is_running, finished_at, failure)
VALUES ('clearing', 0, 0, 0, 0, 0, 0, 0, 0, '');
