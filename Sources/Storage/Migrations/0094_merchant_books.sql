-- What a merchant's console shows at once: a projection of the journal, with how far it got in
-- projection.through. Store 0 stands for the whole merchant, with what named no store.

-- A business day of a store in a programme. `given` and `taken` are what purchases and payments moved,
-- `returned` what payments gave back to members, `reclaimed` what was taken back of points given.
CREATE TABLE store_day (
  merchant_id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  given BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  reclaimed BIGINT NOT NULL,
  transactions BIGINT NOT NULL CHECK (transactions >= 0),
  PRIMARY KEY (merchant_id, store_id, asset_id, day)
) {strict}, {without_rowid};

-- Who was there: members by their surrogate alone. Points of every programme are counted together.
CREATE TABLE store_member (
  merchant_id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  transactions BIGINT NOT NULL CHECK (transactions >= 1),
  last_at BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, store_id, member_id)
) {strict}, {without_rowid};

INSERT INTO projection (name, through) VALUES ('merchant_books', 0);

-- Those whom a merchant took in are its own before they buy.
CREATE INDEX member_by_merchant ON member (merchant_id, id);
