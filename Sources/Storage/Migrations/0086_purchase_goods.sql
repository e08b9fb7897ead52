-- What a purchase was of, line by line, as its till said (商品明细). Written before the purchase's command
-- goes to the ledger, under the names by which its transaction will find it; never changed. What the ledger
-- never took lies here without effect: nothing reads goods but through a transaction.
CREATE TABLE purchase_item (
  member_id BIGINT NOT NULL,
  key_high BIGINT NOT NULL,
  key_low BIGINT NOT NULL,
  request_hash BIGINT NOT NULL,
  line BIGINT NOT NULL CHECK (line BETWEEN 1 AND 500),
  code {text} NOT NULL CHECK (length(code) <= 64),
  name {text} NOT NULL CHECK (length(name) <= 100),
  category {text} NOT NULL CHECK (length(category) <= 64),
  quantity BIGINT NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
  amount BIGINT NOT NULL,
  currency {text} NOT NULL CHECK (length(currency) = 3),
  PRIMARY KEY (member_id, key_high, key_low, request_hash, line),
  CHECK (code <> '' OR category <> '')
) {strict}, {without_rowid};
