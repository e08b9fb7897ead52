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
-- The journal is read by day, and within a day by number: all of it, one party's, and one kind's.
CREATE INDEX money_entry_by_day ON money_entry (day, id);
CREATE INDEX money_entry_by_party ON money_entry (party_id, day, id);
CREATE INDEX money_entry_by_kind ON money_entry (kind, day, id);

CREATE TABLE money_posting (
  entry_id BIGINT NOT NULL REFERENCES money_entry (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  -- Accounts of the chart, by their codes.
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  -- In the smallest unit of the entry's currency.
  amount BIGINT NOT NULL CHECK (amount > 0),
  -- The entry's, so that an account's entries are read in the order of the journal.
  day BIGINT NOT NULL,
  PRIMARY KEY (entry_id, number),
  CHECK (debit <> credit)
) {strict}, {without_rowid};

CREATE INDEX money_posting_debit ON money_posting (debit, day, entry_id);
CREATE INDEX money_posting_credit ON money_posting (credit, day, entry_id);

-- Sums of postings, added up as they are booked, each with how many sides it adds up. So whatever is read of
-- the books are sums and one month, and not years of entries.

-- By account, party and programme in a month: income by merchant.
CREATE TABLE money_month (
  account BIGINT NOT NULL,
  month BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  currency {text} NOT NULL,
  debit BIGINT NOT NULL CHECK (debit >= 0),
  credit BIGINT NOT NULL CHECK (credit >= 0),
  sides BIGINT NOT NULL CHECK (sides >= 1),
  PRIMARY KEY (account, month, party_id, asset_id, currency)
) {strict}, {without_rowid};

CREATE INDEX money_month_of_party ON money_month (party_id, month, account);

-- By account in a month, and on a day: the trial balance.
CREATE TABLE money_month_total (
  month BIGINT NOT NULL,
  account BIGINT NOT NULL,
  currency {text} NOT NULL,
  debit BIGINT NOT NULL CHECK (debit >= 0),
  credit BIGINT NOT NULL CHECK (credit >= 0),
  sides BIGINT NOT NULL CHECK (sides >= 1),
  PRIMARY KEY (month, account, currency)
) {strict}, {without_rowid};

CREATE TABLE money_day_total (
  day BIGINT NOT NULL,
  account BIGINT NOT NULL,
  currency {text} NOT NULL,
  debit BIGINT NOT NULL CHECK (debit >= 0),
  credit BIGINT NOT NULL CHECK (credit >= 0),
  sides BIGINT NOT NULL CHECK (sides >= 1),
  PRIMARY KEY (day, account, currency)
) {strict}, {without_rowid};

-- By account, party and programme of all time: what is open with each.
CREATE TABLE money_balance (
  account BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  currency {text} NOT NULL,
  debit BIGINT NOT NULL CHECK (debit >= 0),
  credit BIGINT NOT NULL CHECK (credit >= 0),
  sides BIGINT NOT NULL CHECK (sides >= 1),
  PRIMARY KEY (account, party_id, asset_id, currency)
) {strict}, {without_rowid};

-- Closed days whose lines are booked, which are all up to one of them. Days that were closed before there
-- were books are booked by the next clearing run, the oldest first.
CREATE TABLE money_day (
  day BIGINT NOT NULL PRIMARY KEY,
  booked_at BIGINT NOT NULL
) {strict};

-- Corrections of a day.
CREATE INDEX settlement_adjustment_by_day ON settlement_adjustment (day);

-- What is unpaid with each merchant.
CREATE INDEX settlement_unpaid ON settlement (merchant_id, currency) WHERE state <> 'paid';
