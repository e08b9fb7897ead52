-- Who takes part (merchants, members), what is issued (programmes), and who may do what.
-- Points and balances are not here: they are the ledger's. Times are microseconds since 1970, 0 stands for
-- "none"
-- where a column is part of a key.

CREATE TABLE merchant (
  id BIGINT NOT NULL PRIMARY KEY,
  code {text} NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 15),
  name_hans {text} NOT NULL CHECK (length(name_hans) BETWEEN 1 AND 100),
  name_hant {text} NOT NULL CHECK (length(name_hant) BETWEEN 1 AND 100),
  name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100),
  status {text} NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {strict};

CREATE TABLE store (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  code {text} NOT NULL CHECK (length(code) BETWEEN 1 AND 32),
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  status {text} NOT NULL CHECK (status IN ('active', 'closed')),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (merchant_id, code),
  UNIQUE (merchant_id, id)
) {strict};

-- The pair (merchant, store) is referenced as a whole, so that a terminal cannot stand in another
-- merchant's store.
CREATE TABLE terminal (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  code {text} NOT NULL CHECK (length(code) BETWEEN 1 AND 16),
  kind {text} NOT NULL CHECK (kind IN ('pos', 'softpos', 'seat', 'mis', 'mini')),
  status {text} NOT NULL CHECK (status IN ('enabled', 'disabled')),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (merchant_id, code),
  UNIQUE (merchant_id, id),
  FOREIGN KEY (merchant_id, store_id) REFERENCES store (merchant_id, id)
) {strict};

CREATE INDEX terminal_by_store ON terminal (store_id, id);

CREATE TABLE program (
  asset_id BIGINT NOT NULL PRIMARY KEY CHECK (asset_id BETWEEN 1 AND 32767),
  code {text} NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
  kind {text} NOT NULL CHECK (kind IN ('universal', 'hosted')),
  merchant_id BIGINT REFERENCES merchant (id),
  name_hans {text} NOT NULL CHECK (length(name_hans) BETWEEN 1 AND 100),
  name_hant {text} NOT NULL CHECK (length(name_hant) BETWEEN 1 AND 100),
  name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100),
  status {text} NOT NULL CHECK (status IN ('active', 'paused', 'closed')),
  decimals BIGINT NOT NULL CHECK (decimals BETWEEN 0 AND 6),
  currency {text} NOT NULL CHECK (length(currency) = 3),
  worth_points BIGINT NOT NULL CHECK (worth_points BETWEEN 1 AND 1000000000000),
  worth_minor_units BIGINT NOT NULL CHECK (worth_minor_units BETWEEN 1 AND 1000000000000),
  refund_extension_days BIGINT NOT NULL CHECK (refund_extension_days BETWEEN 0 AND 3660),
  is_debt_allowed BIGINT NOT NULL CHECK (is_debt_allowed IN (0, 1)),
  transfer_minimum BIGINT NOT NULL CHECK (transfer_minimum >= 1),
  transfer_fee_basis_points BIGINT NOT NULL CHECK (transfer_fee_basis_points BETWEEN 0 AND 10000),
  transfer_fee_mode {text} NOT NULL CHECK (transfer_fee_mode IN ('on_top', 'out_of_amount')),
  transfer_daily_limit BIGINT CHECK (transfer_daily_limit >= 0),
  spend_limit BIGINT CHECK (spend_limit >= 0),
  spend_daily_limit BIGINT CHECK (spend_daily_limit >= 0),
  proof_free_points BIGINT NOT NULL CHECK (proof_free_points >= 0),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK ((kind = 'hosted') = (merchant_id IS NOT NULL))
) {strict};

CREATE UNIQUE INDEX program_universal ON program (kind) WHERE kind = 'universal';

-- How long points live, by origin, merchant 0 is the programme's own rule, others override it.
-- Rules: fixed_date (value: days since 1970), months (value: whole months, to the end of the last one),
-- end_of_year (value: years after the year of earning), never, rolling (value: months after the last
-- activity).
CREATE TABLE program_validity (
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  merchant_id BIGINT NOT NULL,
  origin {text} NOT NULL CHECK (origin IN ('awarded', 'purchased', 'converted')),
  rule {text} NOT NULL CHECK (rule IN ('fixed_date', 'months', 'end_of_year', 'never', 'rolling')),
  value BIGINT NOT NULL CHECK (value BETWEEN 0 AND 100000),
  PRIMARY KEY (asset_id, merchant_id, origin),
  CHECK (rule <> 'never' OR value = 0),
  CHECK (rule NOT IN ('months', 'rolling') OR value BETWEEN 1 AND 1200),
  CHECK (rule <> 'end_of_year' OR value BETWEEN 0 AND 100)
) {strict}, {without_rowid};

-- What a merchant may do in a programme, and what a purchase there earns.
CREATE TABLE merchant_program (
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  is_issuing BIGINT NOT NULL CHECK (is_issuing IN (0, 1)),
  is_accepting BIGINT NOT NULL CHECK (is_accepting IN (0, 1)),
  earn_points BIGINT NOT NULL CHECK (earn_points BETWEEN 0 AND 1000000000),
  earn_minor_units BIGINT NOT NULL CHECK (earn_minor_units BETWEEN 1 AND 1000000000),
  rounding {text} NOT NULL CHECK (rounding IN ('down', 'half_up', 'up')),
  issuing_limit BIGINT CHECK (issuing_limit >= 0),
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, asset_id)
) {strict}, {without_rowid};

CREATE INDEX merchant_program_by_asset ON merchant_program (asset_id, merchant_id);

-- The surrogate that the ledger knows. Nothing here tells who it is.
CREATE TABLE member (
  id BIGINT NOT NULL PRIMARY KEY,
  status {text} NOT NULL CHECK (status IN ('active', 'frozen', 'closed')),
  code_number BIGINT NOT NULL UNIQUE CHECK (code_number BETWEEN 0 AND 999999999),
  merchant_id BIGINT REFERENCES merchant (id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {strict};

CREATE INDEX member_by_status ON member (status, id);
CREATE INDEX member_by_creation ON member (created_at, id);

-- Personal data stands apart, so that erasing it is deleting these rows.
CREATE TABLE member_profile (
  member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
  name {text} NOT NULL CHECK (length(name) <= 100),
  language {text} NOT NULL CHECK (language IN ('zh-Hans', 'zh-Hant', 'en')),
  updated_at BIGINT NOT NULL
) {strict};

-- What a member is known by. merchant_id is set for a merchant's own numbers, provider for other systems'
-- accounts.
CREATE TABLE member_identity (
  member_id BIGINT NOT NULL REFERENCES member (id),
  kind {text} NOT NULL CHECK (kind IN ('phone', 'email', 'own', 'external')),
  merchant_id BIGINT NOT NULL,
  provider {text} NOT NULL CHECK (length(provider) <= 64),
  value {text} NOT NULL CHECK (length(value) BETWEEN 1 AND 254),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (member_id, kind, merchant_id, provider),
  UNIQUE (kind, merchant_id, provider, value),
  CHECK ((kind = 'own') = (merchant_id <> 0)),
  CHECK ((kind = 'external') = (provider <> ''))
) {strict}, {without_rowid};

CREATE TABLE card (
  id BIGINT NOT NULL PRIMARY KEY,
  number {text} NOT NULL UNIQUE CHECK (length(number) BETWEEN 12 AND 19),
  member_id BIGINT REFERENCES member (id),
  kind {text} NOT NULL CHECK (kind IN ('member', 'stored_value', 'gift', 'welfare')),
  status {text} NOT NULL CHECK (status IN ('issued', 'active', 'lost', 'replaced', 'closed')),
  replaced_by BIGINT REFERENCES card (id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK (status NOT IN ('active', 'lost') OR member_id IS NOT NULL),
  CHECK ((status = 'replaced') = (replaced_by IS NOT NULL))
) {strict};

CREATE INDEX card_by_member ON card (member_id, id);

-- Proofs of presence. No secret can be read from here: verifiers are keyed outside the database.
CREATE TABLE member_pin (
  member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
  salt {bytes} NOT NULL CHECK (length(salt) = 16),
  verifier {bytes} NOT NULL CHECK (length(verifier) = 32),
  failures BIGINT NOT NULL CHECK (failures >= 0),
  locked_until BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) {strict};

-- One live code for each purpose and recipient, the recipient is a keyed hash of the phone number or address.
CREATE TABLE one_time_code (
  purpose {text} NOT NULL CHECK (purpose IN ('register', 'proof', 'sign_in', 'contact_change')),
  recipient_hash {bytes} NOT NULL CHECK (length(recipient_hash) = 32),
  code_hash {bytes} NOT NULL CHECK (length(code_hash) = 32),
  tries BIGINT NOT NULL CHECK (tries BETWEEN 0 AND 5),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  used_for {bytes},
  window_started_at BIGINT NOT NULL,
  sent_in_window BIGINT NOT NULL CHECK (sent_in_window BETWEEN 1 AND 10),
  PRIMARY KEY (purpose, recipient_hash),
  CHECK (expires_at > created_at AND expires_at <= created_at + 600000000)
) {strict}, {without_rowid};

CREATE INDEX one_time_code_by_expiry ON one_time_code (expires_at);

-- A dynamic member code proves once, again only for the request (by its idempotency key) that used it.
CREATE TABLE used_member_code (
  member_id BIGINT NOT NULL REFERENCES member (id),
  step BIGINT NOT NULL,
  serial BIGINT NOT NULL CHECK (serial BETWEEN 0 AND 9),
  used_at BIGINT NOT NULL,
  used_for {bytes} NOT NULL,
  PRIMARY KEY (member_id, step, serial)
) {strict}, {without_rowid};

CREATE INDEX used_member_code_by_step ON used_member_code (step);

-- Roles and scopes are sets of a closed list, kept as bits (see Role and Scope).
CREATE TABLE operator_user (
  id BIGINT NOT NULL PRIMARY KEY,
  login {text} NOT NULL UNIQUE CHECK (length(login) BETWEEN 3 AND 64),
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  password_hash {text} NOT NULL CHECK (length(password_hash) BETWEEN 60 AND 200),
  roles BIGINT NOT NULL CHECK (roles > 0),
  status {text} NOT NULL CHECK (status IN ('active', 'disabled')),
  merchant_id BIGINT REFERENCES merchant (id),
  store_id BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  FOREIGN KEY (merchant_id, store_id) REFERENCES store (merchant_id, id)
) {strict};

CREATE INDEX operator_user_by_merchant ON operator_user (merchant_id, id);

-- Failed sign-ins by account and by address, the subject is hashed, since people type passwords into the
-- wrong field.
CREATE TABLE sign_in_failure (
  subject_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(subject_hash) = 32),
  failures BIGINT NOT NULL CHECK (failures >= 1),
  last_at BIGINT NOT NULL,
  blocked_until BIGINT NOT NULL
) {strict}, {without_rowid};

CREATE INDEX sign_in_failure_by_time ON sign_in_failure (last_at);

CREATE TABLE session (
  id_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(id_hash) = 32),
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  face {text} NOT NULL CHECK (face IN ('operator', 'merchant', 'seat')),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  idle_ends_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  CHECK (idle_ends_at <= ends_at)
) {strict}, {without_rowid};

CREATE INDEX session_by_user ON session (user_id);
CREATE INDEX session_by_end ON session (idle_ends_at);

CREATE TABLE api_key (
  id BIGINT NOT NULL PRIMARY KEY,
  secret_hash {bytes} NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  prefix {text} NOT NULL CHECK (length(prefix) BETWEEN 8 AND 20),
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  kind {text} NOT NULL CHECK (kind IN ('operator', 'merchant', 'terminal')),
  environment {text} NOT NULL CHECK (environment IN ('live', 'test')),
  merchant_id BIGINT REFERENCES merchant (id),
  terminal_id BIGINT,
  scopes BIGINT NOT NULL CHECK (scopes > 0),
  is_login_proof BIGINT NOT NULL CHECK (is_login_proof IN (0, 1)),
  created_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  expires_at BIGINT,
  revoked_at BIGINT,
  FOREIGN KEY (merchant_id, terminal_id) REFERENCES terminal (merchant_id, id),
  CHECK ((kind = 'operator') = (merchant_id IS NULL)),
  CHECK ((kind = 'terminal') = (terminal_id IS NOT NULL)),
  CHECK (is_login_proof = 0 OR kind = 'merchant')
) {strict};

CREATE INDEX api_key_by_merchant ON api_key (merchant_id, id);

-- Four eyes (双人复核): the reviewer is neither the author nor the person answerable for the author's key.
CREATE TABLE approval (
  id BIGINT NOT NULL PRIMARY KEY,
  operation {text} NOT NULL CHECK (length(operation) BETWEEN 1 AND 40),
  payload {text} NOT NULL CHECK (length(payload) BETWEEN 1 AND 8192),
  reason {text} NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  author_kind {text} NOT NULL CHECK (author_kind IN ('user', 'key', 'system')),
  author_id BIGINT NOT NULL,
  answerable_id BIGINT NOT NULL,
  state {text} NOT NULL CHECK (state IN
    ('requires_review', 'approved', 'rejected', 'withdrawn', 'expired', 'succeeded', 'failed')),
  reviewer_id BIGINT REFERENCES operator_user (id),
  decision_reason {text} NOT NULL CHECK (length(decision_reason) <= 200),
  outcome {text} NOT NULL CHECK (length(outcome) <= 500),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  decided_at BIGINT,
  finished_at BIGINT,
  CHECK (reviewer_id IS NULL OR (reviewer_id <> author_id AND reviewer_id <> answerable_id)),
  CHECK ((state IN ('requires_review', 'withdrawn', 'expired')) = (reviewer_id IS NULL)),
  CHECK ((state = 'requires_review') = (decided_at IS NULL)),
  CHECK ((state IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)),
  CHECK (state <> 'rejected' OR decision_reason <> '')
) {strict};

CREATE INDEX approval_by_state ON approval (state, id);

-- Who changed what, chained by hashes: a row changed or taken out breaks every hash after it.
CREATE TABLE audit_log (
  number BIGINT NOT NULL PRIMARY KEY CHECK (number >= 1),
  at BIGINT NOT NULL,
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor_id BIGINT NOT NULL,
  origin {text} NOT NULL CHECK (length(origin) <= 100),
  action {text} NOT NULL CHECK (length(action) BETWEEN 1 AND 60),
  subject {text} NOT NULL CHECK (length(subject) BETWEEN 1 AND 80),
  state_before {text} NOT NULL CHECK (length(state_before) <= 4000),
  state_after {text} NOT NULL CHECK (length(state_after) <= 4000),
  hash {bytes} NOT NULL CHECK (length(hash) = 32)
) {strict};

CREATE INDEX audit_log_by_subject ON audit_log (subject, number);
CREATE INDEX audit_log_by_actor ON audit_log (actor_id, number);

-- One row: the end of the chain, and the lock that puts writers in a row.
CREATE TABLE audit_head (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL CHECK (number >= 0),
  hash {bytes} NOT NULL CHECK (length(hash) = 32)
) {strict};

INSERT INTO audit_head (id, number, hash)
VALUES (1, 0, CAST('00000000000000000000000000000000' AS {bytes}));
