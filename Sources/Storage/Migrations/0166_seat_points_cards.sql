-- Points cards are redeemed at seats: one more kind of entry. The table is made anew, since a check cannot be
-- changed on both engines.

CREATE TABLE seat_entry_anew (
  merchant_id BIGINT NOT NULL,
  request_key {text} NOT NULL CHECK (length(request_key) BETWEEN 8 AND 64),
  shift_id BIGINT NOT NULL REFERENCES seat_shift (id),
  place BIGINT NOT NULL CHECK (place > 0),
  kind {text} NOT NULL CHECK (kind IN ('earn', 'spend', 'topup', 'card', 'refund', 'void')),
  state {text} NOT NULL CHECK (state IN ('sent', 'booked', 'declined', 'refused', 'dropped')),
  -- What was asked for in money, in minor units; none where it was points, a card or an earlier transaction.
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

INSERT INTO seat_entry_anew (merchant_id, request_key, shift_id, place, kind, state, money, taken_at,
  transaction_id, original_id, member_id, asset_id, points, at, prints)
SELECT merchant_id, request_key, shift_id, place, kind, state, money, taken_at, transaction_id, original_id,
  member_id, asset_id, points, at, prints FROM seat_entry;

DROP TABLE seat_entry;
ALTER TABLE seat_entry_anew RENAME TO seat_entry;

CREATE UNIQUE INDEX seat_entry_by_shift ON seat_entry (shift_id, place);
CREATE INDEX seat_entry_by_transaction ON seat_entry (transaction_id);
