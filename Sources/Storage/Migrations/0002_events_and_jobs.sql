-- What happened, for those who listen: a projection of the journal, made in its order, with how far it got.
-- Times are microseconds since 1970, 0 stands for "none" where a column is part of a key.

CREATE TABLE projection (
  name {text} NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 40),
  through BIGINT NOT NULL CHECK (through >= 0)
) {strict}, {without_rowid};

INSERT INTO projection (name, through) VALUES ('events', 0);

-- The number is the transaction's times 4 and the event's place in it, so none can be kept twice.
CREATE TABLE event (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL,
  kind {text} NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  transaction_id BIGINT NOT NULL CHECK (transaction_id >= 1),
  member_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  points BIGINT NOT NULL,
  at BIGINT NOT NULL,
  CHECK (id / 4 = transaction_id)
) {strict};

CREATE INDEX event_by_merchant ON event (merchant_id, id);

-- Work that runs by the clock. Whoever holds the lease works, a lease that ran out may be taken over, and the
-- run goes on at its cursor with the moment it was about.
CREATE TABLE job (
  name {text} NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 40),
  next_run_at BIGINT NOT NULL,
  holder BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  moment BIGINT NOT NULL,
  position BIGINT NOT NULL,
  done BIGINT NOT NULL CHECK (done >= 0),
  is_running BIGINT NOT NULL CHECK (is_running IN (0, 1)),
  finished_at BIGINT NOT NULL,
  failure {text} NOT NULL CHECK (length(failure) <= 500)
) {strict}, {without_rowid};

INSERT INTO job
  (name, next_run_at, holder, lease_until, moment, position, done, is_running, finished_at, failure)
VALUES
  ('events', 0, 0, 0, 0, 0, 0, 0, 0, ''), ('expire', 0, 0, 0, 0, 0, 0, 0, 0, ''),
  ('mature', 0, 0, 0, 0, 0, 0, 0, 0, ''), ('release_holds', 0, 0, 0, 0, 0, 0, 0, 0, '');
