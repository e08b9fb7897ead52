-- Members sign in by themselves: what they agreed to, their passwords, their devices, and how they leave.
-- Times are microseconds since 1970. Numbers and addresses of people are keyed hashes where they only count.

-- When a member may send points to others again after their phone or password changed.
ALTER TABLE member ADD COLUMN cash_out_from BIGINT NOT NULL DEFAULT 0;

-- Which terms a member agreed to, kept as the proof of it. Whoever is here uses the member site.
CREATE TABLE member_consent (
  member_id BIGINT NOT NULL REFERENCES member (id),
  terms {text} NOT NULL CHECK (length(terms) BETWEEN 1 AND 20),
  agreed_at BIGINT NOT NULL,
  PRIMARY KEY (member_id, terms)
) {strict}, {without_rowid};

CREATE TABLE member_password (
  member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
  password_hash {text} NOT NULL CHECK (length(password_hash) BETWEEN 60 AND 200),
  updated_at BIGINT NOT NULL
) {strict};

-- A device on which a member is signed in. The token is random and kept as its hash alone.
CREATE TABLE member_session (
  id BIGINT NOT NULL PRIMARY KEY,
  token_hash {bytes} NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  member_id BIGINT NOT NULL REFERENCES member (id),
  device {text} NOT NULL CHECK (length(device) <= 60),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  idle_ends_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  CHECK (idle_ends_at <= ends_at)
) {strict};

CREATE INDEX member_session_by_member ON member_session (member_id, id);
CREATE INDEX member_session_by_end ON member_session (idle_ends_at);

-- Failed sign-ins by number, by known device and by address.
CREATE TABLE member_sign_in_failure (
  subject_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(subject_hash) = 32),
  failures BIGINT NOT NULL CHECK (failures >= 1),
  last_at BIGINT NOT NULL,
  blocked_until BIGINT NOT NULL
) {strict}, {without_rowid};

CREATE INDEX member_sign_in_failure_by_time ON member_sign_in_failure (last_at);

-- How many codes an address had sent, within an hour.
CREATE TABLE member_code_count (
  address_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(address_hash) = 32),
  sent BIGINT NOT NULL CHECK (sent >= 1),
  window_started_at BIGINT NOT NULL
) {strict}, {without_rowid};

CREATE INDEX member_code_count_by_time ON member_code_count (window_started_at);

-- Members who left: what remains of them beside the surrogate that the ledger knows. leaving: asked for, to
-- be finished by whoever comes by. left: personal data is erased. settled: their wallets are empty.
CREATE TABLE member_departure (
  member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
  state {text} NOT NULL CHECK (state IN ('leaving', 'left', 'settled')),
  asked_at BIGINT NOT NULL,
  erased_at BIGINT,
  CHECK ((state = 'leaving') = (erased_at IS NULL))
) {strict};

CREATE INDEX member_departure_by_state ON member_departure (state, member_id);
