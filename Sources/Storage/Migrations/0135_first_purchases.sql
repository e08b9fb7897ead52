-- Which request a member's first purchase was claimed for, where a rule asks whether it is one
-- (decision 0038).

CREATE TABLE first_purchase (
  asset_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  -- 0 for the first with any merchant of the programme.
  merchant_id BIGINT NOT NULL,
  key_high BIGINT NOT NULL,
  key_low BIGINT NOT NULL,
  request_hash BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL,
  -- Whether it was compared with what the ledger decided.
  is_settled BIGINT NOT NULL CHECK (is_settled IN (0, 1)),
  PRIMARY KEY (asset_id, member_id, merchant_id)
) {strict}, {without_rowid};

CREATE INDEX first_purchase_open ON first_purchase (claimed_at) WHERE is_settled = 0;
CREATE INDEX first_purchase_by_request ON first_purchase (key_high, key_low, request_hash);
