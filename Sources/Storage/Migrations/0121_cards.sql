-- Kinds of cards that the operator lets be made (卡种): a range of numbers, how long cards live, and whether
-- one may be used without a holder. Two people decide on every version.
CREATE TABLE card_type (
  id BIGINT NOT NULL PRIMARY KEY,
  code {text} NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
  version BIGINT NOT NULL CHECK (version >= 1),
  name_hans {text} NOT NULL CHECK (length(name_hans) BETWEEN 1 AND 100),
  name_hant {text} NOT NULL CHECK (length(name_hant) BETWEEN 1 AND 100),
  name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100),
  kind {text} NOT NULL CHECK (kind IN ('member', 'stored_value', 'gift', 'welfare')),
  -- What its numbers begin with. No type's prefix begins another's.
  prefix {text} NOT NULL UNIQUE CHECK (length(prefix) BETWEEN 4 AND 12),
  -- With prefix and check digit; longer than any phone number.
  number_length BIGINT NOT NULL CHECK (number_length BETWEEN 16 AND 19),
  -- To the end of the month that many months on, 0 for ever.
  validity_months BIGINT NOT NULL CHECK (validity_months BETWEEN 0 AND 600),
  -- Whether a card may be used that nobody holds by name.
  is_bearer BIGINT NOT NULL CHECK (is_bearer IN (0, 1)),
  -- Whether points leave by the card with its PIN only.
  needs_pin BIGINT NOT NULL CHECK (needs_pin IN (0, 1)),
  -- Whether new cards may be made.
  is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
  -- The decision that made this version.
  approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
  updated_at BIGINT NOT NULL
) {strict};

-- Many cards made at once, for whom their file is enciphered, and how far it is (批量制卡).
CREATE TABLE card_batch (
  id BIGINT NOT NULL PRIMARY KEY,
  type_id BIGINT NOT NULL REFERENCES card_type (id),
  wanted BIGINT NOT NULL CHECK (wanted BETWEEN 1 AND 100000),
  made BIGINT NOT NULL CHECK (made BETWEEN 0 AND wanted),
  -- The merchant that hands them out.
  merchant_id BIGINT REFERENCES merchant (id),
  -- The embosser's X.509 certificate (PEM).
  recipient {text} NOT NULL CHECK (length(recipient) <= 8000),
  state {text} NOT NULL CHECK (state IN ('making', 'ready', 'taken', 'failed')),
  failure {text} NOT NULL CHECK (length(failure) <= 200),
  approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  taken_at BIGINT,
  CHECK (state NOT IN ('ready', 'taken') OR made = wanted)
) {strict};

CREATE INDEX card_batch_by_state ON card_batch (state, id);

ALTER TABLE card ADD COLUMN type_id BIGINT REFERENCES card_type (id);

ALTER TABLE card ADD COLUMN batch_id BIGINT REFERENCES card_batch (id);

-- None for ever.
ALTER TABLE card ADD COLUMN expires_at BIGINT;

-- Of a lost card: whether somebody took it.
ALTER TABLE card ADD COLUMN is_stolen BIGINT NOT NULL DEFAULT 0 CHECK (is_stolen IN (0, 1));

-- Of a closed card: why.
ALTER TABLE card ADD COLUMN ending {text} NOT NULL DEFAULT '' CHECK (ending IN ('', 'expired', 'destroyed'));

-- Wrong security codes in a row, and until when no other is looked at.
ALTER TABLE card ADD COLUMN code_failures BIGINT NOT NULL DEFAULT 0;

ALTER TABLE card ADD COLUMN code_locked_until BIGINT NOT NULL DEFAULT 0;

CREATE INDEX card_by_batch ON card (batch_id, id);

CREATE INDEX card_by_expiry ON card (expires_at) WHERE status IN ('issued', 'active', 'lost');

-- Stands for whoever holds a card without a name: known by nothing but the card.
ALTER TABLE member ADD COLUMN is_bearer BIGINT NOT NULL DEFAULT 0 CHECK (is_bearer IN (0, 1));

-- Cards of nobody by name that found their member, until all their points have followed.
CREATE TABLE card_binding (
  id BIGINT NOT NULL PRIMARY KEY,
  card_id BIGINT NOT NULL REFERENCES card (id),
  -- The bearer; closed since. Nobody is bound twice.
  from_member BIGINT NOT NULL UNIQUE REFERENCES member (id),
  into_member BIGINT NOT NULL REFERENCES member (id),
  created_at BIGINT NOT NULL,
  finished_at BIGINT
) {strict};

CREATE INDEX card_binding_open ON card_binding (created_at) WHERE finished_at IS NULL;
