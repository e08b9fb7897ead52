-- What programmes were and will be (积分计划的版本): every change is a version with its whole state, in a
-- row one after another. A version is made by two people or by the platform, counts from its moment on, and
-- stays as it was made.
CREATE TABLE program_version (
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  number BIGINT NOT NULL CHECK (number >= 1),
  effective_at BIGINT NOT NULL,
  -- When it was put into force; none while its moment has not come.
  applied_at BIGINT CHECK (applied_at >= effective_at),
  created_at BIGINT NOT NULL,
  actor_kind {text} NOT NULL CHECK (actor_kind IN ('user', 'key', 'system')),
  actor_id BIGINT NOT NULL,
  -- What two people decided; none where the platform itself did it.
  approval_id BIGINT UNIQUE REFERENCES approval (id),
  settings {text} NOT NULL CHECK (length(settings) BETWEEN 2 AND 4000),
  PRIMARY KEY (asset_id, number)
) {strict}, {without_rowid};

CREATE INDEX program_version_waiting ON program_version (effective_at) WHERE applied_at IS NULL;

-- Roles: administrator 1, reviewer 2, finance 128.
INSERT INTO approval_rule (operation, above, control, reviewers, updated_at)
VALUES ('program.set', 0, 'require', 131, 0);
