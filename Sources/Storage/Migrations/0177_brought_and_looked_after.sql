-- More shares in the clearing run: for orders that somebody brought, and of agents; and what is exchanged.

-- Roles 5 to 8 are shares (5 campaign, 6 pool, 7 referral, 8 agency); their money of one transaction is
-- nothing in sum. A line of exchange (9) is of whose programme it is, and a share of nothing. A check is not
-- changed in place on both engines.
CREATE TABLE clearing_line_brought (
  merchant_id BIGINT NOT NULL CHECK (merchant_id >= -1),
  day BIGINT NOT NULL,
  transaction_id BIGINT NOT NULL,
  role BIGINT NOT NULL CHECK (role BETWEEN 1 AND 9),
  asset_id BIGINT NOT NULL,
  -- Of a share, the merchant whose line it is a share of; else 0.
  of_id BIGINT NOT NULL,
  -- Of a campaign's share the rule whose points are shared, of a referral who brought the order, of an
  -- agent's part the role of the line that it is a part of; else 0.
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
  CHECK (role BETWEEN 5 AND 8 OR (of_id = 0 AND item = 0 AND merchant_id > 0))
) {strict}, {without_rowid};

INSERT INTO clearing_line_brought (merchant_id, day, transaction_id, role, asset_id, of_id, item, kind,
  channel, store_id, points, sale, price, commission, fee, terms_version, reverses, undone_points,
  undone_sale)
SELECT merchant_id, day, transaction_id, role, asset_id, of_id, item, kind, channel, store_id, points, sale,
  price, commission, fee, terms_version, reverses, undone_points, undone_sale
FROM clearing_line;

DROP TABLE clearing_line;
ALTER TABLE clearing_line_brought RENAME TO clearing_line;
CREATE INDEX clearing_line_of ON clearing_line (transaction_id);
CREATE INDEX clearing_line_by_day ON clearing_line (day);

-- Terms with all that they may name are longer than before.
CREATE TABLE settlement_terms_longer (
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  version BIGINT NOT NULL CHECK (version >= 1),
  from_day BIGINT NOT NULL,
  terms {text} NOT NULL CHECK (length(terms) <= 8000),
  approval_id BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, asset_id, version)
) {strict}, {without_rowid};

INSERT INTO settlement_terms_longer (merchant_id, asset_id, version, from_day, terms, approval_id, set_at)
SELECT merchant_id, asset_id, version, from_day, terms, approval_id, set_at FROM settlement_terms;

DROP TABLE settlement_terms;
ALTER TABLE settlement_terms_longer RENAME TO settlement_terms;
