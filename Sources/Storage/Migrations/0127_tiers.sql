-- Levels of members (会员等级). What counts is a projection of the journal, with how far it got in
-- projection.through; ladders are versions that two people decided on; standings follow from both.

-- What a member's purchases of a business day count for. A refund takes from the day of its purchase.
CREATE TABLE qualifying_day (
  asset_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  points BIGINT NOT NULL,
  -- Money in its smallest unit.
  spend BIGINT NOT NULL,
  visits BIGINT NOT NULL,
  PRIMARY KEY (asset_id, member_id, day)
) {strict}, {without_rowid};

-- How many purchases of a member at a merchant still stand.
CREATE TABLE qualifying_purchase (
  asset_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  purchases BIGINT NOT NULL,
  PRIMARY KEY (asset_id, member_id, merchant_id)
) {strict}, {without_rowid};

-- What was given back of a purchase so far; none for one of which nothing was.
CREATE TABLE qualifying_return (
  original_id BIGINT NOT NULL PRIMARY KEY,
  -- Points taken back by refunds told in money, and otherwise.
  by_money BIGINT NOT NULL,
  by_points BIGINT NOT NULL,
  money BIGINT NOT NULL,
  -- Undone as a whole where it had given no points.
  undone BIGINT NOT NULL
) {strict}, {without_rowid};

-- Whose the sums of a merged member are now.
CREATE TABLE qualifying_heir (
  asset_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  heir_id BIGINT NOT NULL,
  PRIMARY KEY (member_id, asset_id)
) {strict}, {without_rowid};

CREATE INDEX qualifying_heir_by_heir ON qualifying_heir (asset_id, heir_id);

INSERT INTO projection (name, through) VALUES ('tiers', 0);
-- How far the journal was ever read for levels: while it is read again, nobody rises or falls.
CREATE TABLE qualifying_mark (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  through BIGINT NOT NULL
) {strict};
INSERT INTO qualifying_mark (id, through) VALUES (1, 0);

CREATE TABLE tier_ladder (
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  number BIGINT NOT NULL CHECK (number BETWEEN 1 AND 1000000),
  version BIGINT NOT NULL CHECK (version >= 1),
  name_hans {text} NOT NULL CHECK (length(name_hans) BETWEEN 1 AND 100),
  name_hant {text} NOT NULL CHECK (length(name_hant) BETWEEN 1 AND 100),
  name_en {text} NOT NULL CHECK (length(name_en) BETWEEN 1 AND 100),
  -- JSON: measure, window, levels with their names and benefits, grace.
  definition {text} NOT NULL,
  in_force_from BIGINT NOT NULL,
  in_force_until BIGINT NOT NULL,
  -- The decision that made it.
  approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
  -- Through which member everybody was placed anew; -1 when all are.
  placed BIGINT NOT NULL CHECK (placed >= -1),
  PRIMARY KEY (asset_id, number, version),
  CHECK (in_force_from <= in_force_until)
) {strict}, {without_rowid};

CREATE INDEX tier_ladder_unplaced ON tier_ladder (in_force_from) WHERE placed >= 0;

-- Where members stand who are above level 0 or were. Days since 1970; 0 stands for none.
CREATE TABLE tier_standing (
  asset_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  level BIGINT NOT NULL CHECK (level BETWEEN 0 AND 20),
  -- On which day the level was reached or fallen to.
  since BIGINT NOT NULL,
  falls_on BIGINT NOT NULL,
  falls_to BIGINT NOT NULL CHECK (falls_to BETWEEN 0 AND 20),
  -- When it must be looked at again though nothing is bought: falls_on, or a notice before it.
  next_look BIGINT NOT NULL,
  -- How many days before which end a notice was made: 30 or 7, else 0.
  warned_for BIGINT NOT NULL,
  warned_days BIGINT NOT NULL CHECK (warned_days IN (0, 7, 30)),
  PRIMARY KEY (asset_id, number, member_id)
) {strict}, {without_rowid};

CREATE INDEX tier_standing_due ON tier_standing (next_look, asset_id, number, member_id);
CREATE INDEX tier_standing_by_level ON tier_standing (asset_id, number, level, member_id);
CREATE INDEX tier_standing_by_member ON tier_standing (member_id);

-- Every rise and fall, as it became known.
CREATE TABLE tier_change (
  id BIGINT NOT NULL PRIMARY KEY,
  member_id BIGINT NOT NULL REFERENCES member (id),
  asset_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  version BIGINT NOT NULL,
  from_level BIGINT NOT NULL,
  to_level BIGINT NOT NULL,
  day BIGINT NOT NULL,
  reason {text} NOT NULL CHECK (reason IN ('purchase', 'return', 'period', 'ladder', 'merge')),
  at BIGINT NOT NULL
) {strict};

CREATE INDEX tier_change_by_member ON tier_change (member_id, id);
