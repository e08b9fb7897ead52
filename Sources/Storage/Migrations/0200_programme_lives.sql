-- Points may live so many days, whole months to the day, or to the end of a quarter. The table is made anew,
-- since a check cannot be changed on both engines.
--
-- Rules: fixed_date (value: days since 1970), days (value: to the end of that day after earning),
-- exact_months (value: to the same day so many months after), months (value: to the end of that month after),
-- end_of_quarter and end_of_year (value: quarters and years after that of earning), never. What is rolling is
-- as months; it is kept where it was and given to nobody.
CREATE TABLE program_validity_anew (
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  merchant_id BIGINT NOT NULL,
  origin {text} NOT NULL CHECK (origin IN ('awarded', 'purchased', 'converted')),
  rule {text} NOT NULL CHECK (rule IN (
    'fixed_date', 'days', 'exact_months', 'months', 'end_of_quarter', 'end_of_year', 'never', 'rolling')),
  value BIGINT NOT NULL CHECK (value BETWEEN 0 AND 100000),
  PRIMARY KEY (asset_id, merchant_id, origin),
  CHECK (rule <> 'never' OR value = 0),
  CHECK (rule <> 'days' OR value BETWEEN 0 AND 36500),
  CHECK (rule NOT IN ('exact_months', 'rolling') OR value BETWEEN 1 AND 1200),
  CHECK (rule <> 'months' OR value BETWEEN 0 AND 1200),
  CHECK (rule <> 'end_of_quarter' OR value BETWEEN 0 AND 400),
  CHECK (rule <> 'end_of_year' OR value BETWEEN 0 AND 100)
) {strict}, {without_rowid};

INSERT INTO program_validity_anew (asset_id, merchant_id, origin, rule, value)
SELECT asset_id, merchant_id, origin, rule, value FROM program_validity;

DROP TABLE program_validity;
ALTER TABLE program_validity_anew RENAME TO program_validity;
