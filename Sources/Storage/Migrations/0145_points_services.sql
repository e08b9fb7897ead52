-- What members may do with points for a price (积分服务), by programme; off where there is no row. What stands
-- here is the version in force.
CREATE TABLE program_service (
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  service {text} NOT NULL CHECK (service IN ('reinstating', 'buying', 'gifting', 'advancing')),
  is_on BIGINT NOT NULL CHECK (is_on IN (0, 1)),
  -- So many points cost so much money, in the smallest unit of the programme's currency; both 0: no money.
  price_points BIGINT NOT NULL CHECK (price_points BETWEEN 0 AND 1000000000000),
  price_minor_units BIGINT NOT NULL CHECK (price_minor_units BETWEEN 0 AND 1000000000000),
  -- The fee in points, in hundredths of a per cent.
  fee_basis_points BIGINT NOT NULL CHECK (fee_basis_points BETWEEN 0 AND 9999),
  -- Points at once, by a member on a business day, and in a month; NULL without a limit.
  minimum BIGINT NOT NULL CHECK (minimum >= 1),
  maximum BIGINT CHECK (maximum >= minimum),
  daily BIGINT CHECK (daily >= minimum),
  monthly BIGINT CHECK (monthly >= minimum),
  -- The service's own term, as how long ago points may have run out.
  days BIGINT NOT NULL CHECK (days BETWEEN 0 AND 3660),
  -- How long points live that it brings.
  life_days BIGINT NOT NULL CHECK (life_days BETWEEN 0 AND 3660),
  -- The most that a member may owe by it.
  ceiling BIGINT CHECK (ceiling >= 1),
  -- Whether a licence was noted by two people: purchased points may then be used outside their issuer.
  is_licensed BIGINT NOT NULL CHECK (is_licensed IN (0, 1)),
  PRIMARY KEY (asset_id, service),
  CHECK ((price_points = 0) = (price_minor_units = 0))
) {strict}, {without_rowid};

-- Points that went through a service: of a member's business day, by its number, and of a month, by months
-- since 1970. Counted before the ledger is asked, so that no two requests share the last of a limit.
CREATE TABLE service_total (
  asset_id BIGINT NOT NULL,
  service {text} NOT NULL,
  member_id BIGINT NOT NULL,
  period {text} NOT NULL CHECK (period IN ('day', 'month')),
  number BIGINT NOT NULL,
  points BIGINT NOT NULL CHECK (points >= 0),
  PRIMARY KEY (member_id, asset_id, service, period, number)
) {strict}, {without_rowid};

CREATE INDEX service_total_by_period ON service_total (period, number);

-- What of these totals is for which request, until its answer is known and until the day is long over.
CREATE TABLE service_claim (
  key_high BIGINT NOT NULL,
  key_low BIGINT NOT NULL,
  request_hash BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  service {text} NOT NULL,
  member_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  points BIGINT NOT NULL CHECK (points > 0),
  claimed_at BIGINT NOT NULL,
  is_settled BIGINT NOT NULL CHECK (is_settled IN (0, 1)),
  PRIMARY KEY (key_high, key_low, request_hash)
) {strict}, {without_rowid};

CREATE INDEX service_claim_open ON service_claim (claimed_at) WHERE is_settled = 0;
CREATE INDEX service_claim_by_day ON service_claim (day);

-- Flow 9: came back to their member after they had run out. A check is not changed in place on both engines.
CREATE TABLE liability_day_now (
  asset_id BIGINT NOT NULL,
  -- 0 for the operator's own.
  issuer_id BIGINT NOT NULL CHECK (issuer_id >= 0),
  -- Months since 1970 in the operator's zone; 2147483647 for points that never end.
  end_month BIGINT NOT NULL,
  day BIGINT NOT NULL,
  flow BIGINT NOT NULL CHECK (flow BETWEEN 1 AND 9),
  -- What it adds to the liability; below zero where it takes away.
  points BIGINT NOT NULL,
  PRIMARY KEY (asset_id, issuer_id, end_month, day, flow)
) {strict}, {without_rowid};

INSERT INTO liability_day_now SELECT asset_id, issuer_id, end_month, day, flow, points FROM liability_day;
DROP TABLE liability_day;
ALTER TABLE liability_day_now RENAME TO liability_day;
CREATE INDEX liability_day_by_day ON liability_day (asset_id, day);
