-- When the present or last run of a job began and how long the last one took, in microseconds.
ALTER TABLE job ADD COLUMN started_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN duration BIGINT NOT NULL DEFAULT 0 CHECK (duration >= 0);

-- Runs that did something, failed, or were asked for: kept for a while, for those who look after the
-- platform.
CREATE TABLE job_run (
  id BIGINT NOT NULL PRIMARY KEY,
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  started_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  done BIGINT NOT NULL CHECK (done >= 0),
  failure {text} NOT NULL CHECK (length(failure) <= 500)
) {strict};

CREATE INDEX job_run_by_name ON job_run (name, id);
