-- What a merchant's points of a programme are paid for with (发分资金): blocks that it bought before, or a
-- limit of points that were given and not paid for yet. A row moves when money does, and with what clearing
-- reads; an earn only reads its ceiling.
CREATE TABLE issuing_funding (
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  -- 'open': terms alone say how much.
  mode {text} NOT NULL CHECK (mode IN ('open', 'prepaid', 'credit')),
  -- Of credit; else 0.
  credit_limit BIGINT NOT NULL CHECK (credit_limit BETWEEN 0 AND 1000000000000000),
  -- The most points that it may have in the world; NULL where this says nothing of it.
  ceiling BIGINT,
  -- What is left to give, as clearing has read: of blocks, or of the limit.
  room BIGINT NOT NULL,
  -- Points given from blocks, less what came back of them.
  consumed BIGINT NOT NULL,
  -- The last block's points, or the limit: by default a tenth of it is little.
  measure BIGINT NOT NULL CHECK (measure >= 0),
  -- What is little, where the merchant said it.
  low_points BIGINT CHECK (low_points BETWEEN 0 AND 1000000000000000),
  -- How far clearing was when two people set the mode; 0 before.
  from_transaction BIGINT NOT NULL,
  approval_id BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  -- How far what is left has fallen since it was enough, or since money came: 1 little is left, 2 nothing.
  -- And how often it fell.
  fallen BIGINT NOT NULL CHECK (fallen BETWEEN 0 AND 2),
  falls BIGINT NOT NULL CHECK (falls >= 0),
  PRIMARY KEY (merchant_id, asset_id),
  CHECK ((ceiling IS NULL) = (mode = 'open')),
  CHECK ((credit_limit > 0) = (mode = 'credit'))
) {strict}, {without_rowid};

CREATE INDEX issuing_funding_fallen ON issuing_funding (fallen DESC, merchant_id, asset_id) WHERE fallen > 0;

-- What a merchant is told by mail when little or nothing is left to give: the fact alone, worded when it is
-- sent. Each fall has one.
CREATE TABLE funding_notice (
  merchant_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1),
  -- 'over': no longer so when it was to be sent.
  state {text} NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'over')),
  tries BIGINT NOT NULL CHECK (tries >= 0),
  next_try_at BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, asset_id, number)
) {strict}, {without_rowid};

CREATE INDEX funding_notice_due ON funding_notice (next_try_at) WHERE state = 'waiting';

-- Points that a merchant buys before it gives them (预付额度): an order waits for its payment, which adds its
-- points once, however often it is told.
CREATE TABLE points_block (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  points BIGINT NOT NULL CHECK (points BETWEEN 1 AND 1000000000000),
  -- Its price, by the settlement terms of the version in force when it was ordered.
  minor_units BIGINT NOT NULL CHECK (minor_units BETWEEN 1 AND 1000000000000),
  currency {text} NOT NULL CHECK (length(currency) = 3),
  terms_version BIGINT NOT NULL,
  -- The request that made it, so that a form sent twice makes one.
  request {text} NOT NULL CHECK (length(request) BETWEEN 1 AND 100),
  ordered_kind {text} NOT NULL,
  ordered_by BIGINT NOT NULL,
  state {text} NOT NULL CHECK (state IN ('waiting', 'noted', 'paid', 'lapsed')),
  -- The payment's own number: one payment pays one block.
  payment {text} UNIQUE CHECK (length(payment) BETWEEN 1 AND 64),
  -- What one person gave as that number, and who: it pays nothing before another says the same.
  noted {text} UNIQUE CHECK (length(noted) BETWEEN 1 AND 64),
  noted_by BIGINT NOT NULL CHECK ((noted_by = 0) = (state <> 'noted')),
  -- The place among the merchant's blocks by which they are used, from 1, and the day on which it is booked.
  number BIGINT CHECK (number >= 1),
  booked_day BIGINT,
  created_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  paid_at BIGINT,
  changed_at BIGINT NOT NULL,
  UNIQUE (merchant_id, request),
  UNIQUE (merchant_id, asset_id, number),
  CHECK (created_at < ends_at),
  CHECK ((payment IS NULL) = (state <> 'paid')),
  CHECK ((payment IS NULL) = (paid_at IS NULL)),
  CHECK ((payment IS NULL) = (number IS NULL)),
  CHECK ((payment IS NULL) = (booked_day IS NULL)),
  CHECK ((noted IS NULL) = (state <> 'noted'))
) {strict};

CREATE INDEX points_block_of_merchant ON points_block (merchant_id, id);
CREATE INDEX points_block_by_state ON points_block (state, id);
CREATE INDEX points_block_by_day ON points_block (booked_day) WHERE booked_day IS NOT NULL;

-- What was given from blocks by the end of a day that is booked, and the money of it, oldest block first: of
-- all days to it together. A day on which neither moved has none.
CREATE TABLE prepaid_day (
  merchant_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  points BIGINT NOT NULL,
  money BIGINT NOT NULL CHECK (money >= 0),
  PRIMARY KEY (merchant_id, asset_id, day)
) {strict}, {without_rowid};

CREATE INDEX prepaid_day_by_day ON prepaid_day (day);

-- Whether the line's points were given from a block, or undo such; and how many of a sum's, and of a
-- settlement's points given.
ALTER TABLE clearing_line ADD COLUMN is_prepaid BIGINT NOT NULL DEFAULT 0 CHECK (is_prepaid IN (0, 1));
ALTER TABLE clearing_sum ADD COLUMN prepaid BIGINT NOT NULL DEFAULT 0;
ALTER TABLE settlement ADD COLUMN prepaid BIGINT NOT NULL DEFAULT 0;
