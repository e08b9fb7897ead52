-- Staff work in any number of stores; none named means all of the merchant's. The column store_id of
-- operator_user, which held one, is read no more.
CREATE TABLE operator_user_store (
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  store_id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  PRIMARY KEY (user_id, store_id),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store (merchant_id, id)
) {strict}, {without_rowid};

CREATE INDEX operator_user_store_by_store ON operator_user_store (store_id, user_id);

INSERT INTO operator_user_store (user_id, store_id, merchant_id)
SELECT id, store_id, merchant_id FROM operator_user WHERE store_id IS NOT NULL;

UPDATE operator_user SET store_id = NULL WHERE store_id IS NOT NULL;

-- What a cashier types in place of the login (工号), unique within the merchant.
ALTER TABLE operator_user ADD COLUMN staff_number {text} CHECK (length(staff_number) BETWEEN 1 AND 8);

CREATE UNIQUE INDEX operator_user_by_number ON operator_user (merchant_id, staff_number);

-- For tills only. The verifier is keyed outside the database.
CREATE TABLE staff_pin (
  user_id BIGINT NOT NULL PRIMARY KEY REFERENCES operator_user (id),
  salt {bytes} NOT NULL CHECK (length(salt) = 16),
  verifier {bytes} NOT NULL CHECK (length(verifier) = 32),
  failures BIGINT NOT NULL CHECK (failures >= 0),
  locked_until BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {strict};

-- A code with which one browser becomes a seat. It serves once, for a short time.
CREATE TABLE seat_pairing (
  code_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
  terminal_id BIGINT NOT NULL UNIQUE REFERENCES terminal (id),
  created_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL CHECK (expires_at > created_at)
) {strict}, {without_rowid};

-- Browsers that are seats: each stands for a terminal until it is unpaired, or another takes its place.
CREATE TABLE seat_browser (
  id BIGINT NOT NULL PRIMARY KEY,
  token_hash {bytes} NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  merchant_id BIGINT NOT NULL,
  terminal_id BIGINT NOT NULL,
  paired_by BIGINT NOT NULL,
  paired_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ended_at BIGINT,
  FOREIGN KEY (merchant_id, terminal_id) REFERENCES terminal (merchant_id, id)
) {strict};

CREATE UNIQUE INDEX seat_browser_active ON seat_browser (terminal_id) WHERE ended_at IS NULL;
CREATE INDEX seat_browser_by_merchant ON seat_browser (merchant_id, id);

-- The seat at which a session was opened; none where the person came by password.
ALTER TABLE session ADD COLUMN browser_id BIGINT REFERENCES seat_browser (id);

CREATE INDEX session_by_browser ON session (browser_id);
