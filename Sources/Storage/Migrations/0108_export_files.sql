-- Lists that people took away as files made in the background, and how far each is. The files lie in the data
-- folder under the name of their row, until they end.
CREATE TABLE export_file (
  id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  -- Whose data it is, 0 for the platform's.
  merchant_id BIGINT NOT NULL,
  list {text} NOT NULL CHECK (length(list) BETWEEN 1 AND 40),
  -- As it stood in the list's address after the question mark.
  query {text} NOT NULL CHECK (length(query) <= 1000),
  language {text} NOT NULL CHECK (length(language) <= 10),
  -- Whether personal data stands in it in full, which two people agreed on.
  is_full BIGINT NOT NULL CHECK (is_full IN (0, 1)),
  state {text} NOT NULL CHECK (state IN ('waiting', 'running', 'ready', 'failed', 'ended')),
  line_count BIGINT NOT NULL CHECK (line_count >= 0),
  byte_count BIGINT NOT NULL CHECK (byte_count >= 0),
  downloads BIGINT NOT NULL CHECK (downloads >= 0),
  failure {text} NOT NULL CHECK (length(failure) <= 200),
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  ends_at BIGINT,
  CHECK ((state IN ('ready', 'ended')) = (ends_at IS NOT NULL))
) {strict};

CREATE INDEX export_file_by_user ON export_file (user_id, id);
CREATE INDEX export_file_by_state ON export_file (state, id);
