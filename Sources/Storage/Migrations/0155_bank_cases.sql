-- Differences with the bank: of many it is not known yet whose money it is, so a case may have no merchant,
-- money has a currency, and there are kinds that only money has.

-- only postgres
ALTER TABLE acquiring_case ALTER COLUMN merchant_id DROP NOT NULL;

-- only postgres
ALTER TABLE acquiring_case DROP CONSTRAINT acquiring_case_kind_check;

-- only postgres
ALTER TABLE acquiring_case ADD CONSTRAINT acquiring_case_kind_check
  CHECK (kind IN ('amount_differs', 'missing_here', 'missing_there', 'duplicated', 'advice_not_posted',
    'reversal_amount_differs', 'late_after_close', 'in_doubt', 'wrong_direction', 'currency_differs',
    'date_differs', 'not_approved', 'payment_returned'));

-- only postgres
ALTER TABLE acquiring_case ADD COLUMN currency {text} NOT NULL DEFAULT '' CHECK (length(currency) IN (0, 3));

-- SQLite changes no constraint of a table that is there: the table is made anew, and those that name it.
-- only sqlite
CREATE TABLE acquiring_case_anew (
  id BIGINT NOT NULL PRIMARY KEY,
  source {text} NOT NULL CHECK (length(source) BETWEEN 1 AND 40),
  subject_key {text} NOT NULL CHECK (length(subject_key) BETWEEN 1 AND 300),
  kind {text} NOT NULL CHECK (kind IN ('amount_differs', 'missing_here', 'missing_there', 'duplicated',
    'advice_not_posted', 'reversal_amount_differs', 'late_after_close', 'in_doubt', 'wrong_direction',
    'currency_differs', 'date_differs', 'not_approved', 'payment_returned')),
  channel BIGINT NOT NULL CHECK (channel BETWEEN 1 AND 255),
  merchant_id BIGINT REFERENCES merchant (id),
  store_id BIGINT NOT NULL,
  terminal_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  our_transaction BIGINT NOT NULL CHECK (our_transaction >= 0),
  our_points BIGINT,
  our_amount BIGINT,
  our_reference {text} NOT NULL CHECK (length(our_reference) <= 255),
  their_points BIGINT,
  their_amount BIGINT,
  their_reference {text} NOT NULL CHECK (length(their_reference) <= 255),
  reason {text} NOT NULL CHECK (length(reason) <= 200),
  reason_details {text} NOT NULL DEFAULT '' CHECK (length(reason_details) <= 300),
  currency {text} NOT NULL DEFAULT '' CHECK (length(currency) IN (0, 3)),
  state {text} NOT NULL CHECK (state IN ('open', 'proposed', 'closed')),
  owner_id BIGINT REFERENCES operator_user (id),
  approval_id BIGINT REFERENCES approval (id),
  resolution {text} NOT NULL CHECK (length(resolution) <= 200),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  closed_at BIGINT,
  UNIQUE (source, subject_key),
  CHECK (state <> 'proposed' OR approval_id IS NOT NULL),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (resolution <> ''))
) {strict};

-- only sqlite
INSERT INTO acquiring_case_anew (id, source, subject_key, kind, channel, merchant_id, store_id, terminal_id,
  member_id, asset_id, day, our_transaction, our_points, our_amount, our_reference, their_points,
  their_amount, their_reference, reason, reason_details, currency, state, owner_id, approval_id, resolution,
  created_at, updated_at, closed_at)
SELECT id, source, subject_key, kind, channel, merchant_id, store_id, terminal_id, member_id, asset_id, day,
  our_transaction, our_points, our_amount, our_reference, their_points, their_amount, their_reference,
  reason, reason_details, '', state, owner_id, approval_id, resolution, created_at, updated_at, closed_at
FROM acquiring_case;

-- only sqlite
CREATE TABLE acquiring_case_note_anew (
  case_id BIGINT NOT NULL REFERENCES acquiring_case_anew (id),
  number BIGINT NOT NULL CHECK (number BETWEEN 1 AND 1000),
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  words {text} NOT NULL CHECK (length(words) BETWEEN 1 AND 500),
  PRIMARY KEY (case_id, number)
) {strict}, {without_rowid};

-- only sqlite
INSERT INTO acquiring_case_note_anew (case_id, number, actor_kind, actor_id, at, words)
SELECT case_id, number, actor_kind, actor_id, at, words FROM acquiring_case_note;

-- only sqlite
CREATE TABLE day_file_line_anew (
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
  case_id BIGINT REFERENCES acquiring_case_anew (id),
  PRIMARY KEY (file_id, number)
) {strict}, {without_rowid};

-- only sqlite
INSERT INTO day_file_line_anew (file_id, number, merchant_id, key, kind, points, amount, member,
  occurred_at, reference, is_posting, state, fault, transaction_id, our_points, our_amount, case_id)
SELECT file_id, number, merchant_id, key, kind, points, amount, member, occurred_at, reference, is_posting,
  state, fault, transaction_id, our_points, our_amount, case_id
FROM day_file_line;

-- only sqlite
DROP TABLE day_file_line;

-- only sqlite
DROP TABLE acquiring_case_note;

-- only sqlite
DROP TABLE acquiring_case;

-- only sqlite
ALTER TABLE acquiring_case_anew RENAME TO acquiring_case;

-- only sqlite
ALTER TABLE acquiring_case_note_anew RENAME TO acquiring_case_note;

-- only sqlite
ALTER TABLE day_file_line_anew RENAME TO day_file_line;

-- only sqlite
CREATE INDEX acquiring_case_by_merchant ON acquiring_case (merchant_id, id);

-- only sqlite
CREATE INDEX acquiring_case_by_state ON acquiring_case (state, id);

-- only sqlite
CREATE INDEX acquiring_case_by_terminal ON acquiring_case (terminal_id, id);

-- only sqlite
CREATE INDEX day_file_line_by_transaction ON day_file_line (merchant_id, transaction_id);

-- only sqlite
CREATE INDEX day_file_line_by_state ON day_file_line (file_id, state, number);

-- What is open of one source, by its age.
CREATE INDEX acquiring_case_of_source ON acquiring_case (source, state, id);
