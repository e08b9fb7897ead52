-- Those who want to be merchants (入驻申请), from the application to the decision. Nobody has an account by it.
CREATE TABLE merchant_application (
  id BIGINT NOT NULL PRIMARY KEY,
  -- Of the form or request that made it: the same again is the same application.
  request_hash {bytes} NOT NULL UNIQUE CHECK (length(request_hash) = 32),
  state {text} NOT NULL CHECK (state IN ('applied', 'in_review', 'approved', 'rejected', 'withdrawn')),
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  legal_name {text} NOT NULL CHECK (length(legal_name) BETWEEN 1 AND 100),
  registration {text} NOT NULL CHECK (length(registration) BETWEEN 1 AND 32),
  category {text} NOT NULL CHECK (length(category) BETWEEN 1 AND 20),
  contact {text} NOT NULL CHECK (length(contact) BETWEEN 1 AND 100),
  phone {text} NOT NULL CHECK (length(phone) BETWEEN 1 AND 20),
  email {text} NOT NULL CHECK (length(email) BETWEEN 1 AND 254),
  language {text} NOT NULL CHECK (language IN ('zh-Hans', 'zh-Hant', 'en')),
  -- What it would give: so many points for so much money.
  points BIGINT NOT NULL CHECK (points BETWEEN 0 AND 1000000000),
  per_minor_units BIGINT NOT NULL CHECK (per_minor_units BETWEEN 1 AND 1000000000),
  store_name {text} NOT NULL CHECK (length(store_name) BETWEEN 1 AND 100),
  store_address {text} NOT NULL CHECK (length(store_address) <= 200),
  note {text} NOT NULL CHECK (length(note) <= 1000),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  -- Who of the operator's people looks at it, and what they have checked, as bits.
  reviewer_id BIGINT REFERENCES operator_user (id),
  checks BIGINT NOT NULL CHECK (checks BETWEEN 0 AND 31),
  reason {text} NOT NULL CHECK (length(reason) <= 200),
  approval_id BIGINT REFERENCES approval (id),
  merchant_id BIGINT REFERENCES merchant (id),
  CHECK ((state = 'approved') = (merchant_id IS NOT NULL))
) {strict};

CREATE INDEX merchant_application_by_state ON merchant_application (state, id);
-- A company waits for one decision at a time.
CREATE UNIQUE INDEX merchant_application_open ON merchant_application (registration)
  WHERE state IN ('applied', 'in_review');

-- The first owner of a merchant makes their own access with a code, which is sent and kept as its hash alone.
CREATE TABLE merchant_invitation (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  application_id BIGINT NOT NULL REFERENCES merchant_application (id),
  code_hash {bytes} NOT NULL UNIQUE CHECK (length(code_hash) = 32),
  created_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  user_id BIGINT REFERENCES operator_user (id)
) {strict};

CREATE INDEX merchant_invitation_by_application ON merchant_invitation (application_id, id);

-- What applicants are told by mail: the fact alone, worded when it is sent.
CREATE TABLE application_letter (
  id BIGINT NOT NULL PRIMARY KEY,
  application_id BIGINT NOT NULL REFERENCES merchant_application (id),
  kind {text} NOT NULL CHECK (kind IN ('received', 'approved', 'rejected', 'invited')),
  invitation_id BIGINT REFERENCES merchant_invitation (id),
  state {text} NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  tries BIGINT NOT NULL CHECK (tries BETWEEN 0 AND 8),
  next_try_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
) {strict};

CREATE INDEX application_letter_due ON application_letter (state, next_try_at, id);
CREATE INDEX application_letter_by_application ON application_letter (application_id, id);

-- How often an address applied or asked for an application, within an hour.
CREATE TABLE application_count (
  subject_hash {bytes} NOT NULL PRIMARY KEY CHECK (length(subject_hash) = 32),
  asked BIGINT NOT NULL CHECK (asked >= 1),
  window_started_at BIGINT NOT NULL
) {strict}, {without_rowid};

CREATE INDEX application_count_by_time ON application_count (window_started_at);

-- A merchant is taken in by two people. Roles: administrator 1, reviewer 2, finance 128.
INSERT INTO approval_rule (operation, above, control, reviewers, updated_at) VALUES
  ('merchant.admit', 0, 'require', 131, 0);
