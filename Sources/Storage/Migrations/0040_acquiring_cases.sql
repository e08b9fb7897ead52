-- What does not agree with a till, a merchant's system or a provider, and is worked to an end (差错).
-- 0 stands for "none" where a number names something, points and amounts are NULL where nobody gave one.

-- A source names a difference once: raising it again finds the case that is there.
CREATE TABLE acquiring_case (
  id BIGINT NOT NULL PRIMARY KEY,
  source {text} NOT NULL CHECK (length(source) BETWEEN 1 AND 40),
  subject_key {text} NOT NULL CHECK (length(subject_key) BETWEEN 1 AND 300),
  kind {text} NOT NULL CHECK (kind IN ('amount_differs', 'missing_here', 'missing_there', 'duplicated',
    'advice_not_posted', 'reversal_amount_differs', 'late_after_close', 'in_doubt')),
  channel BIGINT NOT NULL CHECK (channel BETWEEN 1 AND 255),
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  store_id BIGINT NOT NULL,
  terminal_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  our_transaction BIGINT NOT NULL CHECK (our_transaction >= 0),
  our_points BIGINT,
  our_amount BIGINT,
  our_reference {text} NOT NULL CHECK (length(our_reference) <= 255),
  their_points BIGINT,
  their_amount BIGINT,
  their_reference {text} NOT NULL CHECK (length(their_reference) <= 255),
  reason {text} NOT NULL CHECK (length(reason) <= 200),
  state {text} NOT NULL CHECK (state IN ('open', 'proposed', 'closed')),
  owner_id BIGINT REFERENCES operator_user (id),
  approval_id BIGINT REFERENCES approval (id),
  resolution {text} NOT NULL CHECK (length(resolution) <= 200),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  closed_at BIGINT,
  UNIQUE (source, subject_key),
  CHECK (state <> 'proposed' OR approval_id IS NOT NULL),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (resolution <> ''))
) {strict};

CREATE INDEX acquiring_case_by_merchant ON acquiring_case (merchant_id, id);
CREATE INDEX acquiring_case_by_state ON acquiring_case (state, id);
CREATE INDEX acquiring_case_by_terminal ON acquiring_case (terminal_id, id);

-- What people say about a case, in order.
CREATE TABLE acquiring_case_note (
  case_id BIGINT NOT NULL REFERENCES acquiring_case (id),
  number BIGINT NOT NULL CHECK (number BETWEEN 1 AND 1000),
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  words {text} NOT NULL CHECK (length(words) BETWEEN 1 AND 500),
  PRIMARY KEY (case_id, number)
) {strict}, {without_rowid};
