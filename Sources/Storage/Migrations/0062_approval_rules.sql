-- What needs a second person, as data: of the rules of an operation the one with the largest measure below
-- the request's counts. The measure is points for corrections, else 1. Reviewers are roles, as bits, 0 takes
-- everybody who may review.
CREATE TABLE approval_rule (
  operation {text} NOT NULL CHECK (length(operation) BETWEEN 1 AND 40),
  above BIGINT NOT NULL CHECK (above >= 0),
  control {text} NOT NULL CHECK (control IN ('require', 'block')),
  reviewers BIGINT NOT NULL CHECK (reviewers >= 0),
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (operation, above)
) {strict}, {without_rowid};

-- Roles: administrator 1, reviewer 2, finance 128, risk 256.
INSERT INTO approval_rule (operation, above, control, reviewers, updated_at) VALUES
  ('points.adjust', 0, 'require', 387, 0),
  ('points.adjust', 1000000, 'require', 129, 0),
  ('member.merge', 0, 'require', 259, 0),
  ('terms.set', 0, 'require', 131, 0),
  ('key.create', 0, 'require', 3, 0),
  ('purchases.import', 0, 'require', 131, 0),
  ('members.export', 0, 'require', 259, 0),
  ('rule.set', 0, 'require', 3, 0);

-- Who may decide, as the rule said when it was proposed.
ALTER TABLE approval ADD COLUMN reviewers BIGINT NOT NULL DEFAULT 0 CHECK (reviewers >= 0);

CREATE INDEX approval_by_author ON approval (author_kind, author_id, id);
CREATE INDEX approval_by_answerable ON approval (answerable_id, id);
