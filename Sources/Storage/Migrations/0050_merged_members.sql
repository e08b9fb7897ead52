-- A member that was merged into another (合并会员) is closed and points onward; a chain of merges is kept one
-- step long, so that one look leads to whoever holds the points.
ALTER TABLE member ADD COLUMN merged_into BIGINT REFERENCES member (id);

CREATE INDEX member_by_survivor ON member (merged_into, id);

-- Where a card was handed out, so that its merchant alone sees cards that belong to nobody yet.
ALTER TABLE card ADD COLUMN merchant_id BIGINT REFERENCES merchant (id);

CREATE INDEX card_by_merchant ON card (merchant_id, id);

-- How many requests a minute a key may send; none is the server's own measure.
ALTER TABLE api_key ADD COLUMN requests_per_minute BIGINT CHECK (requests_per_minute BETWEEN 1 AND 1000000);
