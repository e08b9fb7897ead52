-- What the operator makes known (公告): to members, to merchants' people, to its own.
CREATE TABLE announcement (
  id BIGINT NOT NULL PRIMARY KEY,
  -- Of the form that made it: the same again is the same one.
  request_hash {bytes} NOT NULL UNIQUE CHECK (length(request_hash) = 32),
  state {text} NOT NULL CHECK (state IN ('draft', 'published', 'ended')),
  is_important BIGINT NOT NULL CHECK (is_important IN (0, 1)),
  -- Members 1, merchants' people 2, the operator's 4.
  audiences BIGINT NOT NULL CHECK (audiences BETWEEN 1 AND 7),
  title_hans {text} NOT NULL CHECK (length(title_hans) BETWEEN 1 AND 60),
  title_hant {text} NOT NULL CHECK (length(title_hant) BETWEEN 1 AND 60),
  title_en {text} NOT NULL CHECK (length(title_en) BETWEEN 1 AND 60),
  body_hans {text} NOT NULL CHECK (length(body_hans) BETWEEN 1 AND 1000),
  body_hant {text} NOT NULL CHECK (length(body_hant) BETWEEN 1 AND 1000),
  body_en {text} NOT NULL CHECK (length(body_en) BETWEEN 1 AND 1000),
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  author_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK (starts_at < ends_at)
) {strict};

CREATE INDEX announcement_live ON announcement (state, id);

-- Who has read one and put it away.
CREATE TABLE announcement_dismissal (
  reader {text} NOT NULL CHECK (reader IN ('member', 'user')),
  reader_id BIGINT NOT NULL,
  announcement_id BIGINT NOT NULL REFERENCES announcement (id),
  PRIMARY KEY (reader, reader_id, announcement_id)
) {strict}, {without_rowid};
