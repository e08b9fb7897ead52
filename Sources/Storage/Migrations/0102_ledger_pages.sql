-- What moved on every account on every business day, made from the journal: balances as of any day are sums
-- of it. Owner 0 stands for the platform's own accounts and, of wallets' buckets, for all wallets together.
CREATE TABLE account_day (
  asset_id BIGINT NOT NULL,
  kind BIGINT NOT NULL CHECK (kind BETWEEN 1 AND 12),
  owner BIGINT NOT NULL CHECK (owner >= 0),
  day BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  postings BIGINT NOT NULL CHECK (postings >= 1),
  PRIMARY KEY (asset_id, kind, owner, day)
) {strict}, {without_rowid};

INSERT INTO projection (name, through) VALUES ('account_days', 0);

-- What the last proof of the ledger found, whoever asked for it.
CREATE TABLE ledger_check (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  checked_at BIGINT NOT NULL,
  transactions BIGINT NOT NULL CHECK (transactions >= 0),
  blocks BIGINT NOT NULL CHECK (blocks >= 0),
  head {bytes} NOT NULL,
  -- A sentence a line; empty where everything agreed.
  faults {text} NOT NULL CHECK (length(faults) <= 20000)
) {strict};
