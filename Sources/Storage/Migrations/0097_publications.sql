-- What merchants make known to members: their brief (简介) and promotions (促销), each looked at by the operator
-- before anybody sees it.
CREATE TABLE publication (
  id BIGINT NOT NULL PRIMARY KEY,
  -- Of the form that made it: the same again is the same one.
  request_hash {bytes} NOT NULL UNIQUE CHECK (length(request_hash) = 32),
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  kind {text} NOT NULL CHECK (kind IN ('brief', 'promotion')),
  state {text} NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'rejected', 'withdrawn', 'ended')),
  -- Which published one it takes the place of once it is approved.
  replaces_id BIGINT REFERENCES publication (id),
  title_hans {text} NOT NULL CHECK (length(title_hans) <= 60),
  title_hant {text} NOT NULL CHECK (length(title_hant) <= 60),
  title_en {text} NOT NULL CHECK (length(title_en) <= 60),
  body_hans {text} NOT NULL CHECK (length(body_hans) <= 1000),
  body_hant {text} NOT NULL CHECK (length(body_hant) <= 1000),
  body_en {text} NOT NULL CHECK (length(body_en) <= 1000),
  -- Of a brief.
  category {text} NOT NULL CHECK (length(category) BETWEEN 1 AND 20),
  hours {text} NOT NULL CHECK (length(hours) <= 200),
  phone {text} NOT NULL CHECK (length(phone) <= 20),
  -- Of a promotion: when it counts, and where; a brief is for ever and everywhere.
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  is_everywhere BIGINT NOT NULL CHECK (is_everywhere IN (0, 1)),
  -- Who wrote it last, as the person answerable.
  author_id BIGINT NOT NULL,
  reviewer_id BIGINT REFERENCES operator_user (id),
  reason {text} NOT NULL CHECK (length(reason) <= 200),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK (starts_at < ends_at)
) {strict};

CREATE INDEX publication_by_merchant ON publication (merchant_id, kind, id);
CREATE INDEX publication_by_state ON publication (state, id);
CREATE INDEX publication_live ON publication (kind, state, id);
CREATE UNIQUE INDEX publication_brief_live ON publication (merchant_id)
  WHERE kind = 'brief' AND state = 'approved';
CREATE UNIQUE INDEX publication_brief_open ON publication (merchant_id)
  WHERE kind = 'brief' AND state IN ('draft', 'submitted', 'rejected');

CREATE TABLE publication_store (
  publication_id BIGINT NOT NULL REFERENCES publication (id),
  store_id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  PRIMARY KEY (publication_id, store_id),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store (merchant_id, id)
) {strict}, {without_rowid};
