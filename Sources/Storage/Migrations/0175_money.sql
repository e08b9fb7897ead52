-- The operator's books in money: a journal of entries, each of postings that debit one account and credit
-- another, so that nothing can stand in it that is not in balance. Rows are added and never changed.

-- What was booked (凭证). Kinds: 1 a party's cleared day, 2 a correction, 3 a settlement made, 4 paid, 5 its
-- payment came back, 6 income from deferred revenue.
CREATE TABLE money_entry (
  -- From 1 without a gap, in the order in which they were booked.
  id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
  -- The day it is booked on; never one that was closed before.
  day BIGINT NOT NULL,
  -- Of that day, months since 1970.
  month BIGINT NOT NULL,
  kind BIGINT NOT NULL CHECK (kind BETWEEN 1 AND 20),
  -- With whom: a merchant, 0 for nobody but the operator itself, below that a pool and the like.
  party_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  currency {text} NOT NULL CHECK (length(currency) = 3),
  -- The settlement or the correction; 0 of what is a day's.
  source_id BIGINT NOT NULL CHECK (source_id >= 0),
  -- Which step of the settlement; 0 where it happens once.
  step BIGINT NOT NULL CHECK (step >= 0),
  -- When it happened: the day of the bank, of a correction the day it is made for.
  value_day BIGINT NOT NULL,
  made_at BIGINT NOT NULL
) {strict};

-- Nothing is booked twice.
CREATE UNIQUE INDEX money_entry_of ON money_entry (source_id, kind, step) WHERE source_id > 0;
CREATE UNIQUE INDEX money_entry_of_day ON money_entry (day, kind, party_id, asset_id) WHERE source_id = 0;
CREATE INDEX money_entry_by_day ON money_entry (day, id);
CREATE INDEX money_entry_by_party ON money_entry (party_id, id);
CREATE INDEX money_entry_by_kind ON money_entry (kind, id);

CREATE TABLE money_posting (
  entry_id BIGINT NOT NULL REFERENCES money_entry (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  -- Accounts of the chart, by their codes.
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  -- In the smallest unit of the entry's currency.
  amount BIGINT NOT NULL CHECK (amount > 0),
  PRIMARY KEY (entry_id, number),
  CHECK (debit <> credit)
) {strict}, {without_rowid};

CREATE INDEX money_posting_debit ON money_posting (debit, entry_id);
CREATE INDEX money_posting_credit ON money_posting (credit, entry_id);

-- What was debited and credited in a month, by account, party and programme: the sums of postings, added up
-- as they are booked, so that a trial balance reads months and not years of entries.
CREATE TABLE money_month (
  account BIGINT NOT NULL,
  month BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  currency {text} NOT NULL,
  debit BIGINT NOT NULL CHECK (debit >= 0),
  credit BIGINT NOT NULL CHECK (credit >= 0),
  PRIMARY KEY (account, month, party_id, asset_id)
) {strict}, {without_rowid};

CREATE INDEX money_month_of_party ON money_month (party_id, account, asset_id);

-- Closed days whose lines are booked. Days that were closed before there were books are booked by the next
-- clearing run, the oldest first.
CREATE TABLE money_day (
  day BIGINT NOT NULL PRIMARY KEY,
  booked_at BIGINT NOT NULL
) {strict};

-- Corrections of a day.
CREATE INDEX settlement_adjustment_by_day ON settlement_adjustment (day);
