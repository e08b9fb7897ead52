-- What a merchant's own system says that it did on a day (对账文件), held line by line against the ledger.

CREATE TABLE day_file (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  day BIGINT NOT NULL,
  sequence BIGINT NOT NULL CHECK (sequence BETWEEN 1 AND 999),
  is_last BIGINT NOT NULL CHECK (is_last IN (0, 1)),
  currency {text} NOT NULL CHECK (length(currency) = 3),
  state {text} NOT NULL CHECK (state IN ('receiving', 'received', 'done')),
  lines BIGINT NOT NULL CHECK (lines BETWEEN 0 AND 100000),
  points BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  sha256 {bytes} NOT NULL CHECK (length(sha256) IN (0, 32)),
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor_id BIGINT NOT NULL,
  answerable_id BIGINT NOT NULL,
  may_earn BIGINT NOT NULL CHECK (may_earn IN (0, 1)),
  position BIGINT NOT NULL CHECK (position >= 0),
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  CHECK ((state = 'done') = (finished_at IS NOT NULL)),
  CHECK (state = 'receiving' OR length(sha256) = 32)
) {strict};

-- An upload that is still coming in has no claim to its number yet.
CREATE UNIQUE INDEX day_file_by_number ON day_file (merchant_id, day, sequence) WHERE state <> 'receiving';
CREATE INDEX day_file_by_merchant ON day_file (merchant_id, id);
CREATE INDEX day_file_by_state ON day_file (state, id);

-- A line, or from number 1000001 what the ledger has and no line names.
CREATE TABLE day_file_line (
  file_id BIGINT NOT NULL REFERENCES day_file (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  merchant_id BIGINT NOT NULL,
  key {text} NOT NULL CHECK (length(key) <= 255),
  kind {text} NOT NULL CHECK (length(kind) <= 16),
  points BIGINT,
  amount BIGINT,
  member {text} NOT NULL CHECK (length(member) <= 64),
  occurred_at BIGINT,
  reference {text} NOT NULL CHECK (length(reference) <= 64),
  is_posting BIGINT NOT NULL CHECK (is_posting IN (0, 1)),
  state {text} NOT NULL CHECK (state IN ('pending', 'agreed', 'posted', 'amount_differs', 'missing_here',
    'missing_there', 'duplicated', 'not_posted', 'invalid')),
  fault {text} NOT NULL CHECK (length(fault) <= 100),
  transaction_id BIGINT NOT NULL,
  our_points BIGINT,
  our_amount BIGINT,
  case_id BIGINT REFERENCES acquiring_case (id),
  PRIMARY KEY (file_id, number)
) {strict}, {without_rowid};

CREATE INDEX day_file_line_by_transaction ON day_file_line (merchant_id, transaction_id);
CREATE INDEX day_file_line_by_state ON day_file_line (file_id, state, number);

INSERT INTO job
  (name, next_run_at, holder, lease_until, moment, position, done, is_running, finished_at, failure)
VALUES ('day_files', 0, 0, 0, 0, 0, 0, 0, 0, '');
