-- What members write to the operator or to a merchant, and the answers: a thread of entries each.
CREATE TABLE feedback (
  id BIGINT NOT NULL PRIMARY KEY,
  member_id BIGINT NOT NULL REFERENCES member (id),
  -- To whom: a merchant, or the operator where none is named.
  merchant_id BIGINT REFERENCES merchant (id),
  state {text} NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
  -- Set where an answer was not looked at yet.
  is_unread BIGINT NOT NULL CHECK (is_unread IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {strict};

CREATE INDEX feedback_by_member ON feedback (member_id, id);
CREATE INDEX feedback_by_state ON feedback (state, id);
CREATE INDEX feedback_by_merchant ON feedback (merchant_id, state, id);
CREATE INDEX feedback_of_merchant ON feedback (merchant_id, id);

CREATE TABLE feedback_entry (
  feedback_id BIGINT NOT NULL REFERENCES feedback (id),
  place BIGINT NOT NULL CHECK (place BETWEEN 1 AND 100),
  author {text} NOT NULL CHECK (author IN ('member', 'staff')),
  -- Who of the staff answered; members are told only that somebody did.
  operator_id BIGINT REFERENCES operator_user (id),
  body {text} NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
  at BIGINT NOT NULL,
  PRIMARY KEY (feedback_id, place),
  CHECK (author = 'staff' OR operator_id IS NULL)
) {strict}, {without_rowid};
