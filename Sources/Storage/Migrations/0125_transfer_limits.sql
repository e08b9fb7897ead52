-- Limits of transfers between members (转让). Programmes of before keep the terms they were made with.
ALTER TABLE program ADD COLUMN transfer_cooling_days BIGINT NOT NULL DEFAULT 0
  CHECK (transfer_cooling_days BETWEEN 0 AND 366);
-- How many others a member may send to on a business day, and may get from; NULL without a limit.
ALTER TABLE program ADD COLUMN transfer_receivers_per_day BIGINT
  CHECK (transfer_receivers_per_day BETWEEN 1 AND 1000);
ALTER TABLE program ADD COLUMN transfer_senders_per_day BIGINT
  CHECK (transfer_senders_per_day BETWEEN 1 AND 1000);

-- When the member last proved on this device that it is they; what cannot be taken back asks for it.
ALTER TABLE member_session ADD COLUMN proven_at BIGINT NOT NULL DEFAULT 0;

-- Who sends to whom on a business day, and in how many transfers. Kept before the ledger is asked, so that
-- no two transfers share the last place of a limit.
CREATE TABLE transfer_link (
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  sender_id BIGINT NOT NULL,
  receiver_id BIGINT NOT NULL,
  transfers BIGINT NOT NULL CHECK (transfers >= 1),
  PRIMARY KEY (asset_id, day, sender_id, receiver_id)
) {strict}, {without_rowid};

CREATE INDEX transfer_link_by_day ON transfer_link (day);

-- How many others a member reached: out, as sender; in, as receiver; look, whom they asked for by number or
-- code (programme 0).
CREATE TABLE transfer_reach (
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  side {text} NOT NULL CHECK (side IN ('out', 'in', 'look')),
  others BIGINT NOT NULL CHECK (others >= 0),
  PRIMARY KEY (asset_id, day, member_id, side)
) {strict}, {without_rowid};

CREATE INDEX transfer_reach_by_day ON transfer_reach (day);

-- Which request took a place, until its answer is known and until the day is long over.
CREATE TABLE transfer_claim (
  key_high BIGINT NOT NULL,
  key_low BIGINT NOT NULL,
  -- A key may be used for something else meanwhile; each of both has its claim.
  request_hash BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  sender_id BIGINT NOT NULL,
  receiver_id BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL,
  -- Whether it was compared with what the ledger decided.
  is_settled BIGINT NOT NULL CHECK (is_settled IN (0, 1)),
  PRIMARY KEY (key_high, key_low, request_hash)
) {strict}, {without_rowid};

CREATE INDEX transfer_claim_open ON transfer_claim (claimed_at) WHERE is_settled = 0;
CREATE INDEX transfer_claim_by_day ON transfer_claim (day);
