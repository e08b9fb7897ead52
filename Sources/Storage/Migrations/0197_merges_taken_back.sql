-- What merges of two members moved, so that what takes one back gives it back where it is still the
-- survivor's (decision 0056). Of merges from before there are no rows here until they are taken back.
CREATE TABLE member_merge (
  member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
  -- Who has everything: whom they became one with, and later whom it is taken back from.
  survivor_id BIGINT NOT NULL REFERENCES member (id),
  -- The decision that merged them; NULL of a merge from before.
  merged_by BIGINT REFERENCES approval (id),
  merged_at BIGINT NOT NULL,
  -- As it was until then.
  status {text} NOT NULL CHECK (status IN ('active', 'frozen')),
  -- The decision that took it back, and the record that the person has since; NULL while it stands.
  separated_by BIGINT UNIQUE REFERENCES approval (id),
  record_id BIGINT UNIQUE REFERENCES member (id),
  CHECK ((separated_by IS NULL) = (record_id IS NULL))
) {strict};

-- Of the few whose decision is being carried out one asks whom it is about.
CREATE INDEX member_merge_by_merge ON member_merge (merged_by) WHERE merged_by IS NOT NULL;

-- By number alone, never what it says. Of an identity and a birthday the number is when they were set, so
-- that one that was changed since is the survivor's own.
CREATE TABLE merged_belonging (
  member_id BIGINT NOT NULL REFERENCES member (id),
  kind {text} NOT NULL CHECK (kind IN (
    'phone', 'email', 'own', 'external', 'card', 'tag', 'linked', 'birthday', 'order', 'gift', 'place',
    'record')),
  number BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  provider {text} NOT NULL CHECK (length(provider) <= 64),
  PRIMARY KEY (member_id, kind, number, merchant_id, provider)
) {strict}, {without_rowid};

-- Roles: administrator 1, reviewer 2, risk 256, as for the merge.
INSERT INTO approval_rule (operation, above, control, reviewers, updated_at) VALUES
  ('member.separate', 0, 'require', 259, 0);
