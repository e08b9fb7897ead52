-- Files of past purchases that the operator's people bring in, and how far each is. The files lie in the data
-- folder under the name of their row, until they are removed.
CREATE TABLE import_file (
  id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL,
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- Of the file as it was sent: two people agree on this one and no other.
  sha256 {text} NOT NULL CHECK (length(sha256) = 64),
  byte_count BIGINT NOT NULL CHECK (byte_count >= 0),
  state {text} NOT NULL
    CHECK (state IN ('uploaded', 'checked', 'waiting', 'running', 'done', 'failed', 'withdrawn')),
  approval_id BIGINT REFERENCES approval (id),
  -- What the check came to.
  row_count BIGINT NOT NULL CHECK (row_count >= 0),
  accepted BIGINT NOT NULL CHECK (accepted >= 0),
  unearning BIGINT NOT NULL CHECK (unearning >= 0),
  doubled BIGINT NOT NULL CHECK (doubled >= 0),
  refused BIGINT NOT NULL CHECK (refused >= 0),
  points BIGINT NOT NULL CHECK (points >= 0),
  new_members BIGINT NOT NULL CHECK (new_members >= 0),
  -- How far the run is, and what it came to.
  done_rows BIGINT NOT NULL CHECK (done_rows >= 0),
  done_accepted BIGINT NOT NULL CHECK (done_accepted >= 0),
  done_nothing BIGINT NOT NULL CHECK (done_nothing >= 0),
  done_doubled BIGINT NOT NULL CHECK (done_doubled >= 0),
  done_refused BIGINT NOT NULL CHECK (done_refused >= 0),
  done_points BIGINT NOT NULL CHECK (done_points >= 0),
  failure {text} NOT NULL CHECK (length(failure) <= 200),
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  removed_at BIGINT,
  CHECK (state NOT IN ('waiting', 'running', 'done') OR approval_id IS NOT NULL)
) {strict};

CREATE INDEX import_file_by_state ON import_file (state, id);
