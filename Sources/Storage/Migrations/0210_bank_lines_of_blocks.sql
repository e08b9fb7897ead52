-- Money that a merchant sends for a block of points names the block; a line may be one person's word that it
-- was paid, and wait for another's.

-- only postgres
ALTER TABLE bank_line DROP CONSTRAINT bank_line_result_check;

-- only postgres
ALTER TABLE bank_line ADD CONSTRAINT bank_line_result_check
  CHECK (result IN ('pending', 'paid', 'confirmed', 'assigned', 'returned', 'known', 'suggested',
    'missing_here', 'amount_differs', 'duplicated', 'wrong_direction', 'currency_differs', 'date_differs',
    'not_approved', 'noted'));

-- only postgres
ALTER TABLE bank_line ADD COLUMN block_id BIGINT NOT NULL DEFAULT 0;

-- SQLite changes no constraint of a table that is there.
-- only sqlite
CREATE TABLE bank_line_anew (
  file_id BIGINT NOT NULL REFERENCES bank_file (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  account {text} NOT NULL CHECK (length(account) BETWEEN 1 AND 64),
  day BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount <> 0),
  currency {text} NOT NULL CHECK (length(currency) = 3),
  reference {text} NOT NULL CHECK (length(reference) <= 64),
  bank_reference {text} NOT NULL CHECK (length(bank_reference) <= 64),
  counterparty {text} NOT NULL CHECK (length(counterparty) <= 200),
  purpose {text} NOT NULL CHECK (length(purpose) <= 500),
  is_return BIGINT NOT NULL CHECK (is_return IN (0, 1)),
  line_key {text} NOT NULL CHECK (length(line_key) BETWEEN 1 AND 64),
  result {text} NOT NULL CHECK (result IN ('pending', 'paid', 'confirmed', 'assigned', 'returned', 'known',
    'suggested', 'missing_here', 'amount_differs', 'duplicated', 'wrong_direction', 'currency_differs',
    'date_differs', 'not_approved', 'noted')),
  is_first BIGINT NOT NULL CHECK (is_first IN (0, 1)),
  settlement_id BIGINT NOT NULL,
  is_standing BIGINT NOT NULL CHECK (is_standing IN (0, 1)),
  case_id BIGINT REFERENCES acquiring_case (id),
  block_id BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (file_id, number),
  CHECK (is_standing = 0 OR settlement_id > 0)
) {strict}, {without_rowid};

-- only sqlite
INSERT INTO bank_line_anew (file_id, number, account, day, amount, currency, reference, bank_reference,
  counterparty, purpose, is_return, line_key, result, is_first, settlement_id, is_standing, case_id)
SELECT file_id, number, account, day, amount, currency, reference, bank_reference, counterparty, purpose,
  is_return, line_key, result, is_first, settlement_id, is_standing, case_id
FROM bank_line;

-- only sqlite
DROP TABLE bank_line;

-- only sqlite
ALTER TABLE bank_line_anew RENAME TO bank_line;

-- only sqlite
CREATE UNIQUE INDEX bank_line_first ON bank_line (account, line_key) WHERE is_first = 1;

-- only sqlite
CREATE UNIQUE INDEX bank_line_standing ON bank_line (settlement_id) WHERE is_standing = 1;

-- only sqlite
CREATE INDEX bank_line_by_reference ON bank_line (reference) WHERE is_standing = 1;

-- only sqlite
CREATE INDEX bank_line_by_result ON bank_line (file_id, result, number);

-- only sqlite
CREATE INDEX bank_line_returned ON bank_line (account, line_key) WHERE result = 'returned';
