-- What the operator and merchants sort members by, by hand (标签); rules of earning may ask for it
-- (decision 0044).

CREATE TABLE tag (
  id BIGINT NOT NULL PRIMARY KEY,
  -- Whose it is: 0 for the operator's.
  merchant_id BIGINT NOT NULL,
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 32),
  -- It is set on nobody any more; who has it keeps it.
  is_retired BIGINT NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1)),
  created_at BIGINT NOT NULL,
  UNIQUE (merchant_id, name)
) {strict};

-- Rules name tags by their names.
CREATE INDEX tag_by_name ON tag (name);

CREATE TABLE member_tag (
  member_id BIGINT NOT NULL REFERENCES member (id),
  -- The tag's, so that a purchase reads one stretch of one index.
  merchant_id BIGINT NOT NULL,
  tag_id BIGINT NOT NULL REFERENCES tag (id),
  set_at BIGINT NOT NULL,
  PRIMARY KEY (member_id, merchant_id, tag_id)
) {strict}, {without_rowid};

CREATE INDEX member_tag_by_tag ON member_tag (tag_id, member_id);
