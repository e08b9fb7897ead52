-- What the bank says of the operator's accounts (银行对账单), held line by line against settlements.

CREATE TABLE bank_file (
  id BIGINT NOT NULL PRIMARY KEY,
  -- The same bytes are one file, however often they are sent.
  sha256 {bytes} NOT NULL UNIQUE CHECK (length(sha256) = 32),
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  form {text} NOT NULL CHECK (form IN ('camt.053', 'csv')),
  byte_count BIGINT NOT NULL CHECK (byte_count BETWEEN 1 AND 8388608),
  state {text} NOT NULL CHECK (state IN ('received', 'done')),
  lines BIGINT NOT NULL CHECK (lines BETWEEN 0 AND 10000),
  -- The last line that was compared.
  position BIGINT NOT NULL CHECK (position >= 0),
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  done_at BIGINT,
  CHECK ((state = 'done') = (done_at IS NOT NULL))
) {strict};

CREATE TABLE bank_file_content (
  file_id BIGINT NOT NULL PRIMARY KEY REFERENCES bank_file (id),
  content {bytes} NOT NULL
) {strict};

-- Of one account and period; a file may have several.
CREATE TABLE bank_statement (
  file_id BIGINT NOT NULL REFERENCES bank_file (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  name {text} NOT NULL CHECK (length(name) <= 64),
  account {text} NOT NULL CHECK (length(account) BETWEEN 1 AND 64),
  currency {text} NOT NULL CHECK (length(currency) = 3),
  first_day BIGINT NOT NULL,
  last_day BIGINT NOT NULL CHECK (last_day >= first_day),
  -- In the smallest unit; NULL where the file does not say.
  opening BIGINT,
  closing BIGINT,
  PRIMARY KEY (file_id, number)
) {strict}, {without_rowid};

CREATE INDEX bank_statement_of ON bank_statement (account, last_day);

CREATE TABLE bank_line (
  file_id BIGINT NOT NULL REFERENCES bank_file (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  account {text} NOT NULL CHECK (length(account) BETWEEN 1 AND 64),
  day BIGINT NOT NULL,
  -- In the smallest unit; positive came in, negative went out.
  amount BIGINT NOT NULL CHECK (amount <> 0),
  currency {text} NOT NULL CHECK (length(currency) = 3),
  reference {text} NOT NULL CHECK (length(reference) <= 64),
  bank_reference {text} NOT NULL CHECK (length(bank_reference) <= 64),
  counterparty {text} NOT NULL CHECK (length(counterparty) <= 200),
  purpose {text} NOT NULL CHECK (length(purpose) <= 500),
  is_return BIGINT NOT NULL CHECK (is_return IN (0, 1)),
  -- The line's name within its account: the bank's reference, or a digest of what the line says.
  line_key {text} NOT NULL CHECK (length(line_key) BETWEEN 1 AND 64),
  result {text} NOT NULL CHECK (result IN ('pending', 'paid', 'confirmed', 'assigned', 'returned', 'known',
    'suggested', 'missing_here', 'amount_differs', 'duplicated', 'wrong_direction', 'currency_differs',
    'date_differs', 'not_approved')),
  -- Whether it is the line of this name; another file may have it again.
  is_first BIGINT NOT NULL CHECK (is_first IN (0, 1)),
  -- What it is about; 0 where that is not known.
  settlement_id BIGINT NOT NULL,
  -- Whether it is the money of that settlement, and did not come back.
  is_standing BIGINT NOT NULL CHECK (is_standing IN (0, 1)),
  case_id BIGINT REFERENCES acquiring_case (id),
  PRIMARY KEY (file_id, number),
  CHECK (is_standing = 0 OR settlement_id > 0)
) {strict}, {without_rowid};

CREATE UNIQUE INDEX bank_line_first ON bank_line (account, line_key) WHERE is_first = 1;
-- A settlement is paid once.
CREATE UNIQUE INDEX bank_line_standing ON bank_line (settlement_id) WHERE is_standing = 1;
CREATE INDEX bank_line_by_reference ON bank_line (reference) WHERE is_standing = 1;
CREATE INDEX bank_line_by_result ON bank_line (file_id, result, number);

-- Whose money a line without a reference may be, and what was noted as paid and no bank tells of.
CREATE INDEX settlement_by_net ON settlement (net, currency) WHERE state IN ('approved', 'paid');
CREATE INDEX settlement_by_payment ON settlement (currency, paid_on) WHERE state = 'paid';
