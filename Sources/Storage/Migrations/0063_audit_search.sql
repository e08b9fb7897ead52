-- The audit log is searched by what was done, from where and when, beside whom and what it was about.
CREATE INDEX audit_log_by_action ON audit_log (action, number);
CREATE INDEX audit_log_by_origin ON audit_log (origin, number);
CREATE INDEX audit_log_by_time ON audit_log (at, number);

-- When the chain was last proved, and what was found; 0 for broken_at where it was whole.
CREATE TABLE audit_check (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  checked_at BIGINT NOT NULL,
  line_count BIGINT NOT NULL CHECK (line_count >= 0),
  broken_at BIGINT NOT NULL CHECK (broken_at >= 0)
) {strict};
