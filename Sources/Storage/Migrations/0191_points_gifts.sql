-- Points bought for another member (购分赠送): off unless a programme's terms of buying say otherwise.
ALTER TABLE program_service ADD COLUMN allows_gifts BIGINT NOT NULL DEFAULT 0 CHECK (allows_gifts IN (0, 1));

-- Who gets the points of an order; NULL: its buyer. A merge gives it to the survivor. And what the buyer
-- writes to them.
ALTER TABLE points_order ADD COLUMN receiver_id BIGINT REFERENCES member (id)
  CHECK (receiver_id <> member_id);
ALTER TABLE points_order ADD COLUMN words {text} NOT NULL DEFAULT '' CHECK (length(words) <= 100);

CREATE INDEX points_order_of_receiver ON points_order (receiver_id, id) WHERE receiver_id IS NOT NULL;

-- What another member wrote, which is shown on the site alone.
ALTER TABLE message ADD COLUMN words {text} NOT NULL DEFAULT '' CHECK (length(words) <= 100);
