-- Terminals that speak ISO 8583 (金融POS): what they call themselves, their keys, the batch they are in, and
-- what lies in each batch. Times are microseconds since 1970, 0 stands for "none" where a column may not be
-- null. Keys are sealed under a key that is kept outside the database: nothing here can be read without it.

CREATE TABLE pos_terminal (
  terminal_id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL,
  -- Fields 42 and 41 of every message.
  acceptor {text} NOT NULL CHECK (length(acceptor) = 15),
  number {text} NOT NULL CHECK (length(number) = 8),
  mac {text} NOT NULL CHECK (mac IN ('unionpay_ecb', 'x9_9', 'x9_19', 'sm4')),
  -- What the terminal may do, see TillKind; and how much it may give without asking first, in minor units.
  kinds BIGINT NOT NULL CHECK (kinds >= 0),
  advice_limit BIGINT NOT NULL CHECK (advice_limit >= 0),
  batch_advice_limit BIGINT NOT NULL CHECK (batch_advice_limit >= advice_limit),
  reply_texts BIGINT NOT NULL CHECK (reply_texts IN (0, 1)),
  master_key {bytes},
  master_key_check {bytes} CHECK (length(master_key_check) = 4),
  pin_key {bytes},
  mac_key {bytes},
  batch BIGINT NOT NULL CHECK (batch BETWEEN 1 AND 999999),
  -- Counts how often the batch number began again, so that a batch never has the name of an older one.
  generation BIGINT NOT NULL CHECK (generation >= 0),
  signed_in_at BIGINT NOT NULL,
  cashier {text} NOT NULL CHECK (length(cashier) <= 63),
  seen_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (acceptor, number),
  FOREIGN KEY (merchant_id, terminal_id) REFERENCES terminal (merchant_id, id),
  CHECK ((master_key IS NULL) = (master_key_check IS NULL)),
  CHECK (signed_in_at = 0 OR (pin_key IS NOT NULL AND mac_key IS NOT NULL))
) {strict};

CREATE INDEX pos_terminal_by_merchant ON pos_terminal (merchant_id, terminal_id);

-- The first of two components of a master key, until a second person enters theirs.
CREATE TABLE pos_key_component (
  terminal_id BIGINT NOT NULL PRIMARY KEY REFERENCES pos_terminal (terminal_id),
  component {bytes} NOT NULL,
  entered_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL
) {strict};

-- A batch that its terminal settled: what it claims in field 48, and what was counted here.
CREATE TABLE pos_batch (
  terminal_id BIGINT NOT NULL REFERENCES pos_terminal (terminal_id),
  generation BIGINT NOT NULL CHECK (generation >= 0),
  batch BIGINT NOT NULL CHECK (batch BETWEEN 1 AND 999999),
  state {text} NOT NULL CHECK (state IN ('balanced', 'unbalanced', 'uploaded')),
  claimed_debit_amount BIGINT NOT NULL CHECK (claimed_debit_amount >= 0),
  claimed_debit_count BIGINT NOT NULL CHECK (claimed_debit_count >= 0),
  claimed_credit_amount BIGINT NOT NULL CHECK (claimed_credit_amount >= 0),
  claimed_credit_count BIGINT NOT NULL CHECK (claimed_credit_count >= 0),
  debit_amount BIGINT NOT NULL CHECK (debit_amount >= 0),
  debit_count BIGINT NOT NULL CHECK (debit_count >= 0),
  debit_points BIGINT NOT NULL CHECK (debit_points >= 0),
  credit_amount BIGINT NOT NULL CHECK (credit_amount >= 0),
  credit_count BIGINT NOT NULL CHECK (credit_count >= 0),
  credit_points BIGINT NOT NULL CHECK (credit_points >= 0),
  differences BIGINT NOT NULL CHECK (differences >= 0),
  settled_at BIGINT NOT NULL,
  uploaded_at BIGINT NOT NULL,
  PRIMARY KEY (terminal_id, generation, batch),
  CHECK ((state = 'uploaded') = (uploaded_at <> 0))
) {strict}, {without_rowid};

-- What a terminal posted: a projection of the journal. A reversal marks what it undid.
CREATE TABLE pos_item (
  terminal_id BIGINT NOT NULL,
  generation BIGINT NOT NULL CHECK (generation >= 0),
  batch BIGINT NOT NULL CHECK (batch BETWEEN 1 AND 999999),
  trace BIGINT NOT NULL CHECK (trace BETWEEN 1 AND 999999),
  transaction_id BIGINT NOT NULL UNIQUE CHECK (transaction_id >= 1),
  merchant_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  kind BIGINT NOT NULL CHECK (kind BETWEEN 1 AND 99),
  -- The money at the till, in minor units, and the points that moved.
  amount BIGINT NOT NULL CHECK (amount >= 0),
  points BIGINT NOT NULL CHECK (points >= 0),
  day BIGINT NOT NULL,
  at BIGINT NOT NULL,
  undone_by BIGINT NOT NULL CHECK (undone_by >= 0),
  PRIMARY KEY (terminal_id, generation, batch, trace)
) {strict}, {without_rowid};

CREATE INDEX pos_item_by_day ON pos_item (terminal_id, day);

-- What a terminal says lies in a batch that did not balance.
CREATE TABLE pos_upload (
  terminal_id BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  trace BIGINT NOT NULL CHECK (trace BETWEEN 0 AND 999999),
  -- Whose card it was by our tables, 0 for a card that we do not know, -1 where the line names none.
  member_id BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (terminal_id, generation, batch, trace),
  FOREIGN KEY (terminal_id, generation, batch) REFERENCES pos_batch (terminal_id, generation, batch)
) {strict}, {without_rowid};

INSERT INTO projection (name, through) VALUES ('pos_items', 0);
