-- Second factors of staff. The seed is sealed under a key outside the database; until confirmed_at is set it
-- opens nothing. No code of a step up to last_step is taken again.
CREATE TABLE second_factor (
  user_id BIGINT NOT NULL PRIMARY KEY REFERENCES operator_user (id),
  sealed_seed {bytes} NOT NULL CHECK (length(sealed_seed) BETWEEN 40 AND 100),
  last_step BIGINT NOT NULL,
  begun_at BIGINT NOT NULL,
  confirmed_at BIGINT
) {strict};

-- 120 random bits each, so that a plain hash cannot be searched.
CREATE TABLE recovery_code (
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  code_hash {bytes} NOT NULL CHECK (length(code_hash) = 32),
  used_at BIGINT,
  PRIMARY KEY (user_id, code_hash)
) {strict}, {without_rowid};

-- What a session still waits for before it opens anything, when its person last proved to be there, and from
-- where and with what they came, for the person's own list.
ALTER TABLE session ADD COLUMN id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN awaits {text} NOT NULL DEFAULT 'nothing'
  CHECK (awaits IN ('nothing', 'code', 'enrolment'));
ALTER TABLE session ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN address {text} NOT NULL DEFAULT '' CHECK (length(address) <= 100);
ALTER TABLE session ADD COLUMN agent {text} NOT NULL DEFAULT '' CHECK (length(agent) <= 200);

-- Sessions from before have no name of their own; their people sign in once more.
DELETE FROM session;
CREATE UNIQUE INDEX session_by_name ON session (id);
