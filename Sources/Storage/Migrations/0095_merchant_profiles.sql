-- Who a merchant is beside its name. Members read none of this but the category.
CREATE TABLE merchant_profile (
  merchant_id BIGINT NOT NULL PRIMARY KEY REFERENCES merchant (id),
  category {text} NOT NULL CHECK (length(category) BETWEEN 1 AND 20),
  legal_name {text} NOT NULL CHECK (length(legal_name) <= 100),
  registration {text} NOT NULL CHECK (length(registration) <= 32),
  contact {text} NOT NULL CHECK (length(contact) <= 100),
  phone {text} NOT NULL CHECK (length(phone) <= 20),
  email {text} NOT NULL CHECK (length(email) <= 254),
  updated_at BIGINT NOT NULL
) {strict};

CREATE INDEX merchant_profile_by_registration ON merchant_profile (registration);

-- Why it is suspended or closed; empty while it trades.
ALTER TABLE merchant ADD COLUMN standing_reason {text} NOT NULL DEFAULT ''
  CHECK (length(standing_reason) <= 200);

-- Terms as they were set, one after the other; the last of a merchant and programme is in force.
CREATE TABLE merchant_terms_version (
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  version BIGINT NOT NULL CHECK (version >= 1),
  is_issuing BIGINT NOT NULL CHECK (is_issuing IN (0, 1)),
  is_accepting BIGINT NOT NULL CHECK (is_accepting IN (0, 1)),
  earn_points BIGINT NOT NULL,
  earn_minor_units BIGINT NOT NULL,
  rounding {text} NOT NULL CHECK (rounding IN ('down', 'half_up', 'up')),
  issuing_limit BIGINT,
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor_id BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, asset_id, version)
) {strict}, {without_rowid};

INSERT INTO merchant_terms_version (merchant_id, asset_id, version, is_issuing, is_accepting, earn_points,
  earn_minor_units, rounding, issuing_limit, actor_kind, actor_id, set_at)
SELECT merchant_id, asset_id, 1, is_issuing, is_accepting, earn_points, earn_minor_units, rounding,
  issuing_limit, 'system', 0, updated_at FROM merchant_program;
