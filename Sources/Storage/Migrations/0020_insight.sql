-- What consoles show at once: sums of the journal, made in its order, with how far they got
-- (projection.through). Merchant 0 stands for the whole programme, so that no page has to add up its
-- merchants.

-- A business day's movements. `outstanding` is by how much members' wallets changed, `wallets` how many were
-- opened.
CREATE TABLE daily_total (
  asset_id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  issued BIGINT NOT NULL,
  used BIGINT NOT NULL,
  expired BIGINT NOT NULL,
  outstanding BIGINT NOT NULL,
  transactions BIGINT NOT NULL CHECK (transactions >= 0),
  wallets BIGINT NOT NULL CHECK (wallets >= 0),
  PRIMARY KEY (asset_id, merchant_id, day)
) {strict}, {without_rowid};

-- The same since the beginning.
CREATE TABLE running_total (
  asset_id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  issued BIGINT NOT NULL,
  used BIGINT NOT NULL,
  expired BIGINT NOT NULL,
  outstanding BIGINT NOT NULL,
  transactions BIGINT NOT NULL CHECK (transactions >= 0),
  wallets BIGINT NOT NULL CHECK (wallets >= 0),
  PRIMARY KEY (asset_id, merchant_id)
) {strict}, {without_rowid};

INSERT INTO projection (name, through) VALUES ('daily_totals', 0);

INSERT INTO job
  (name, next_run_at, holder, lease_until, moment, position, done, is_running, finished_at, failure)
VALUES ('daily_totals', 0, 0, 0, 0, 0, 0, 0, 0, '');

-- Members are found by the beginning of their name.
CREATE INDEX member_profile_by_name ON member_profile (name, member_id);
