-- A cashier's shift at a seat (班次), from opening to handover. Several cashiers may have one open at the same
-- browser; one cashier has one.
CREATE TABLE seat_shift (
  id BIGINT NOT NULL PRIMARY KEY,
  browser_id BIGINT NOT NULL REFERENCES seat_browser (id),
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  merchant_id BIGINT NOT NULL,
  terminal_id BIGINT NOT NULL,
  -- Numbers the entries, and makes them wait for one another and for the end.
  entry_count BIGINT NOT NULL CHECK (entry_count >= 0),
  opened_at BIGINT NOT NULL,
  closed_at BIGINT CHECK (closed_at >= opened_at),
  FOREIGN KEY (merchant_id, terminal_id) REFERENCES terminal (merchant_id, id)
) {strict};

CREATE UNIQUE INDEX seat_shift_open ON seat_shift (browser_id, user_id) WHERE closed_at IS NULL;
CREATE INDEX seat_shift_by_terminal ON seat_shift (terminal_id, id);

-- What was asked of the ledger in a shift. A row is written before the ledger is asked, so that what became
-- of it can be asked for, whatever happens in between; the ledger alone says what was booked.
CREATE TABLE seat_entry (
  merchant_id BIGINT NOT NULL,
  request_key {text} NOT NULL CHECK (length(request_key) BETWEEN 8 AND 64),
  shift_id BIGINT NOT NULL REFERENCES seat_shift (id),
  place BIGINT NOT NULL CHECK (place > 0),
  kind {text} NOT NULL CHECK (kind IN ('earn', 'spend', 'topup', 'refund', 'void')),
  state {text} NOT NULL CHECK (state IN ('sent', 'booked', 'declined', 'refused', 'dropped')),
  -- What was asked for in money, in minor units; none where it was points or an earlier transaction.
  money BIGINT,
  -- When it was taken without the line.
  taken_at BIGINT,
  transaction_id BIGINT,
  original_id BIGINT,
  member_id BIGINT,
  asset_id BIGINT,
  -- The change of the member's wallet; 0 until booked.
  points BIGINT NOT NULL,
  at BIGINT NOT NULL,
  prints BIGINT NOT NULL CHECK (prints >= 0),
  PRIMARY KEY (merchant_id, request_key)
) {strict}, {without_rowid};

CREATE UNIQUE INDEX seat_entry_by_shift ON seat_entry (shift_id, place);
CREATE INDEX seat_entry_by_transaction ON seat_entry (transaction_id);
