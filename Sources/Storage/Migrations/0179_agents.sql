-- Agents (代理商): merchants that look after others, in a tree that is two deep at the most. The depth is capped
-- here and not by whoever writes: a level is 1 or 2, and who is above an agent of level 2 is of level 1. One
-- that has ended stands below nobody.
CREATE TABLE agent (
  merchant_id BIGINT NOT NULL PRIMARY KEY REFERENCES merchant (id),
  level BIGINT NOT NULL CHECK (level IN (1, 2)),
  parent_id BIGINT,
  parent_level BIGINT,
  region {text} NOT NULL CHECK (length(region) BETWEEN 1 AND 64),
  -- Why a second level is lawful here.
  legal_note {text} NOT NULL CHECK (length(legal_note) <= 500),
  is_active BIGINT NOT NULL CHECK (is_active IN (0, 1)),
  approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
  set_at BIGINT NOT NULL,
  UNIQUE (merchant_id, level),
  FOREIGN KEY (parent_id, parent_level) REFERENCES agent (merchant_id, level),
  CHECK (
    (level = 1 AND parent_id IS NULL AND parent_level IS NULL)
    OR (level = 2 AND is_active = 1 AND parent_id IS NOT NULL AND parent_level IS NOT NULL
      AND parent_level = 1 AND length(legal_note) > 0)),
  CHECK (parent_id IS NULL OR parent_id <> merchant_id)
) {strict};

CREATE INDEX agent_by_parent ON agent (parent_id) WHERE parent_id IS NOT NULL;

-- Whom an agent looks after: the merchants whose newest terms name it, with its part.
CREATE TABLE looked_after (
  agent_id BIGINT NOT NULL REFERENCES merchant (id),
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  asset_id BIGINT NOT NULL,
  -- Hundredths of a per cent of what the operator charges.
  share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 10000),
  PRIMARY KEY (agent_id, merchant_id, asset_id)
) {strict}, {without_rowid};

CREATE INDEX looked_after_by_merchant ON looked_after (merchant_id, asset_id);
