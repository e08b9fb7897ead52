-- What a key of the operator's may give in a day of one programme; NULL is the platform's own measure.
ALTER TABLE api_key ADD COLUMN points_per_day BIGINT;

-- What such a key gave on a business day, or is about to: counted before the ledger is asked.
CREATE TABLE key_day (
  key_id BIGINT NOT NULL REFERENCES api_key (id),
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  points BIGINT NOT NULL CHECK (points >= 0),
  PRIMARY KEY (key_id, asset_id, day)
) {strict}, {without_rowid};

CREATE INDEX key_day_by_day ON key_day (day);

-- What of it is for which request, so that one that is sent again counts once.
CREATE TABLE key_gift (
  key_id BIGINT NOT NULL REFERENCES api_key (id),
  key_high BIGINT NOT NULL,
  key_low BIGINT NOT NULL,
  request_hash BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  points BIGINT NOT NULL CHECK (points > 0),
  PRIMARY KEY (key_id, key_high, key_low, request_hash)
) {strict}, {without_rowid};

CREATE INDEX key_gift_by_day ON key_gift (day);
