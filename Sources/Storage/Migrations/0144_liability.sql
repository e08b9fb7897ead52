-- What moved of outstanding points on a business day, by programme, issuer and month of their end, made from
-- the journal: opening, flows and closing of any period are sums of it. Flows: 1 issued, 2 taken back,
-- 3 used, 4 given back, 5 expired, 6 exchanged, 7 adjusted, 8 moved between members, fees included.
CREATE TABLE liability_day (
  asset_id BIGINT NOT NULL,
  -- 0 for the operator's own.
  issuer_id BIGINT NOT NULL CHECK (issuer_id >= 0),
  -- Months since 1970 in the operator's zone; 2147483647 for points that never end.
  end_month BIGINT NOT NULL,
  day BIGINT NOT NULL,
  flow BIGINT NOT NULL CHECK (flow BETWEEN 1 AND 8),
  -- What it adds to the liability; below zero where it takes away.
  points BIGINT NOT NULL,
  PRIMARY KEY (asset_id, issuer_id, end_month, day, flow)
) {strict}, {without_rowid};

CREATE INDEX liability_day_by_day ON liability_day (asset_id, day);

INSERT INTO projection (name, through) VALUES ('liability', 0);

-- How much of an issuer's points is expected to be used, in hundredths of a per cent. Only added to: what was
-- expected at a moment can be asked for ever.
CREATE TABLE use_estimate (
  id BIGINT NOT NULL PRIMARY KEY,
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  -- 0 for every issuer that has none of its own.
  issuer_id BIGINT NOT NULL CHECK (issuer_id >= 0),
  from_month BIGINT NOT NULL,
  basis_points BIGINT NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
  reason {text} NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  set_by_kind {text} NOT NULL,
  set_by_id BIGINT NOT NULL,
  set_at BIGINT NOT NULL
) {strict};

CREATE INDEX use_estimate_by_asset ON use_estimate (asset_id, issuer_id, set_at);
