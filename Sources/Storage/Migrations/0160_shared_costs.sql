-- What is shared in the clearing run: lines of others than the merchant whose transaction it was.

-- One line a transaction, role, party, programme, and of which line and thing it is a share. Roles from 5 on
-- are shares (5 campaign, 6 pool, 7 referral, 8 agency, 9 exchange); their money of one transaction is
-- nothing in sum. The party is a merchant, 0 for the operator, or -1 for the alliance's pool.
CREATE TABLE clearing_line_shared (
  merchant_id BIGINT NOT NULL CHECK (merchant_id >= -1),
  day BIGINT NOT NULL,
  transaction_id BIGINT NOT NULL,
  role BIGINT NOT NULL CHECK (role BETWEEN 1 AND 9),
  asset_id BIGINT NOT NULL,
  -- Of a share, the merchant whose line it is a share of; else 0.
  of_id BIGINT NOT NULL,
  -- Of a share, which rule, agent's level or other thing; else 0.
  item BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  channel BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  points BIGINT NOT NULL,
  sale BIGINT NOT NULL,
  price BIGINT NOT NULL,
  commission BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  -- 0 where nothing was agreed on; of a share, the version of what it was shared by.
  terms_version BIGINT NOT NULL,
  -- The transaction whose line this one undoes; 0 for none.
  reverses BIGINT NOT NULL,
  -- How much of this line was undone since; of a share its original line knows.
  undone_points BIGINT NOT NULL,
  undone_sale BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, day, transaction_id, role, asset_id, of_id, item),
  CHECK (role >= 5 OR (of_id = 0 AND item = 0 AND merchant_id > 0))
) {strict}, {without_rowid};

INSERT INTO clearing_line_shared (merchant_id, day, transaction_id, role, asset_id, of_id, item, kind,
  channel, store_id, points, sale, price, commission, fee, terms_version, reverses, undone_points,
  undone_sale)
SELECT merchant_id, day, transaction_id, role, asset_id, 0, 0, kind, channel, store_id, points, sale, price,
  commission, fee, terms_version, reverses, undone_points, undone_sale
FROM clearing_line;

DROP TABLE clearing_line;
ALTER TABLE clearing_line_shared RENAME TO clearing_line;
CREATE INDEX clearing_line_of ON clearing_line (transaction_id);

-- Shares in an account. They stand beside the six sums and are in them: campaigns in what issuing cost,
-- referral and agency in the commission, exchange in the proceeds.
ALTER TABLE settlement ADD COLUMN share_lines BIGINT NOT NULL DEFAULT 0 CHECK (share_lines >= 0);
ALTER TABLE settlement ADD COLUMN campaign_share BIGINT NOT NULL DEFAULT 0;
ALTER TABLE settlement ADD COLUMN referral BIGINT NOT NULL DEFAULT 0;
ALTER TABLE settlement ADD COLUMN agency BIGINT NOT NULL DEFAULT 0;
ALTER TABLE settlement ADD COLUMN exchange BIGINT NOT NULL DEFAULT 0;

-- Who pays for the points of a rule, in versions: the last one that had begun counts (活动费用分摊).
CREATE TABLE cost_share (
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  -- Of `earning_rule`.
  number BIGINT NOT NULL CHECK (number >= 2),
  version BIGINT NOT NULL CHECK (version >= 1),
  from_day BIGINT NOT NULL,
  -- JSON; empty where the cost is shared no longer.
  payers {text} NOT NULL CHECK (length(payers) <= 4000),
  approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
  set_at BIGINT NOT NULL,
  PRIMARY KEY (asset_id, number, version)
) {strict}, {without_rowid};
