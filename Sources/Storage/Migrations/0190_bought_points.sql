-- Of liability_day what lots of purchased origin moved: what members bought, and how it is used, apart from
-- what was given away.
CREATE TABLE purchased_day (
  asset_id BIGINT NOT NULL,
  -- 0 for the operator's own.
  issuer_id BIGINT NOT NULL CHECK (issuer_id >= 0),
  -- Months since 1970 in the operator's zone; 2147483647 for points that never end.
  end_month BIGINT NOT NULL,
  day BIGINT NOT NULL,
  -- As in liability_day.
  flow BIGINT NOT NULL CHECK (flow BETWEEN 1 AND 20),
  -- What it adds to the liability; below zero where it takes away.
  points BIGINT NOT NULL,
  PRIMARY KEY (asset_id, issuer_id, end_month, day, flow)
) {strict}, {without_rowid};

INSERT INTO projection (name, through) VALUES ('purchased', 0);

-- Whether the books in money know of an order's payment; those of before are booked by the next clearing run.
ALTER TABLE points_order ADD COLUMN is_booked BIGINT NOT NULL DEFAULT 0 CHECK (is_booked IN (0, 1));
CREATE INDEX points_order_not_booked ON points_order (id) WHERE is_booked = 0 AND payment IS NOT NULL;
