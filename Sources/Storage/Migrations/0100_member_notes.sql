-- What the operator's staff wrote about a member for each other (备注): kept as written, and never shown to
-- the member. It is personal, and goes when the member's data goes.
CREATE TABLE member_note (
  member_id BIGINT NOT NULL REFERENCES member (id),
  number BIGINT NOT NULL CHECK (number BETWEEN 1 AND 1000),
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  words {text} NOT NULL CHECK (length(words) BETWEEN 1 AND 500),
  PRIMARY KEY (member_id, number)
) {strict}, {without_rowid};

-- The key that a form carried: sent twice it proposes once.
CREATE TABLE approval_form (
  author_kind {text} NOT NULL CHECK (author_kind IN ('user', 'key', 'system')),
  author_id BIGINT NOT NULL,
  form_key {text} NOT NULL CHECK (length(form_key) BETWEEN 1 AND 64),
  approval_id BIGINT NOT NULL REFERENCES approval (id),
  PRIMARY KEY (author_kind, author_id, form_key)
) {strict}, {without_rowid};
