-- Rules by which a merchant takes money off what members pay (会员打折), version by version; a version is
-- never changed but in its end.
CREATE TABLE discount_rule (
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  number BIGINT NOT NULL CHECK (number BETWEEN 1 AND 4294967295),
  version BIGINT NOT NULL CHECK (version >= 1),
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  name_hans {text} NOT NULL CHECK (length(name_hans) BETWEEN 1 AND 100),
  name_hant {text} NOT NULL CHECK (length(name_hant) BETWEEN 1 AND 100),
  name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100),
  -- JSON: stores, kinds of cards, level, share and most.
  definition {text} NOT NULL,
  in_force_from BIGINT NOT NULL,
  -- Never before its beginning: a version that was replaced before it began was for nothing.
  in_force_until BIGINT NOT NULL,
  -- The decision that made it.
  approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
  PRIMARY KEY (asset_id, number, version),
  CHECK (in_force_from <= in_force_until)
) {strict}, {without_rowid};

CREATE INDEX discount_rule_of_merchant ON discount_rule (merchant_id, asset_id, in_force_until);

CREATE INDEX discount_rule_by_end ON discount_rule (asset_id, in_force_until);
