-- Software tills and handhelds (软终端, 手持机): enrolled once with a key of their own.

-- A code serves once, for a short time. Only its keyed hash is here.
CREATE TABLE device_enrolment (
  code_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
  terminal_id BIGINT NOT NULL REFERENCES terminal (id),
  is_operator_required BIGINT NOT NULL CHECK (is_operator_required IN (0, 1)),
  created_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL CHECK (expires_at > created_at),
  device_id BIGINT
) {strict}, {without_rowid};

CREATE INDEX device_enrolment_by_terminal ON device_enrolment (terminal_id);

CREATE TABLE device (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  terminal_id BIGINT NOT NULL,
  key_id BIGINT NOT NULL UNIQUE REFERENCES api_key (id),
  state {text} NOT NULL CHECK (state IN ('active', 'lost', 'replaced')),
  is_operator_required BIGINT NOT NULL CHECK (is_operator_required IN (0, 1)),
  model {text} NOT NULL CHECK (length(model) BETWEEN 1 AND 100),
  programme {text} NOT NULL CHECK (length(programme) BETWEEN 1 AND 32),
  enrolled_at BIGINT NOT NULL,
  ended_at BIGINT,
  FOREIGN KEY (merchant_id, terminal_id) REFERENCES terminal (merchant_id, id),
  CHECK ((state = 'active') = (ended_at IS NULL))
) {strict};

-- A terminal is one device at a time.
CREATE UNIQUE INDEX device_active ON device (terminal_id) WHERE state = 'active';
CREATE INDEX device_by_merchant ON device (merchant_id, id);

-- Who stands at the device now.
CREATE TABLE device_session (
  id_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(id_hash) = 32),
  device_id BIGINT NOT NULL REFERENCES device (id),
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  seen_at BIGINT NOT NULL,
  idle_ends_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  CHECK (idle_ends_at <= ends_at)
) {strict}, {without_rowid};

CREATE INDEX device_session_by_device ON device_session (device_id);
CREATE INDEX device_session_by_end ON device_session (idle_ends_at);

-- Which programme devices should run, one row.
CREATE TABLE device_programme (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  minimum {text} NOT NULL CHECK (length(minimum) BETWEEN 1 AND 32),
  latest {text} NOT NULL CHECK (length(latest) BETWEEN 1 AND 32),
  address {text} NOT NULL CHECK (length(address) <= 500),
  sha256 {text} NOT NULL CHECK (length(sha256) IN (0, 64)),
  updated_at BIGINT NOT NULL
) {strict};
