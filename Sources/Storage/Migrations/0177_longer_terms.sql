-- Of clearing lines roles 5 to 8 are shares (campaign, pool, referral, agency), nothing in sum; a line of
-- exchange (9) is of whose programme it is, and a share of nothing. What a share is of and its item: of a
-- campaign the rule, of a referral who brought the order, of an agent's part the role of the line.
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
