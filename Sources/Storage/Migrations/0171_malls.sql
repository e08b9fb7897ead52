-- What outside malls ask of our members' points under the mall contract (decision 0045), each
-- order number once.
CREATE TABLE mall_order (
  id BIGINT NOT NULL PRIMARY KEY,
  partner_id BIGINT NOT NULL REFERENCES partner (id),
  order_number {text} NOT NULL CHECK (length(order_number) BETWEEN 1 AND 64),
  kind {text} NOT NULL CHECK (kind IN ('consume', 'add')),
  -- Of everything that was asked for under the number; 0 where only its end is known.
  request_hash BIGINT NOT NULL,
  member_id BIGINT REFERENCES member (id),
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  points BIGINT NOT NULL CHECK (points >= 0),
  -- An end that came before its beginning is remembered, so that the beginning is refused.
  state {text} NOT NULL CHECK (state IN ('begun', 'held', 'capturing', 'releasing', 'done', 'released',
    'refused')),
  failure {text} NOT NULL CHECK (length(failure) <= 80),
  hold_id BIGINT NOT NULL,
  transaction_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  next_try_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  UNIQUE (partner_id, order_number),
  CHECK ((state IN ('done', 'released', 'refused')) = (finished_at IS NOT NULL)),
  CHECK (member_id IS NOT NULL OR state = 'released')
) {strict};

CREATE INDEX mall_order_by_partner ON mall_order (partner_id, id);
CREATE INDEX mall_order_by_member ON mall_order (member_id, id);
CREATE INDEX mall_order_due ON mall_order (next_try_at, id) WHERE finished_at IS NULL;
