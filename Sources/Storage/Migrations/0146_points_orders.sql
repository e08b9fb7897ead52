-- Points that members buy (购买积分): an order waits for its payment, once paid its points are credited, once
-- however often the payment is told. The money of it stands here: what was paid for which points, and what
-- went back.
CREATE TABLE points_order (
  id BIGINT NOT NULL PRIMARY KEY,
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  points BIGINT NOT NULL CHECK (points BETWEEN 1 AND 1000000000000),
  minor_units BIGINT NOT NULL CHECK (minor_units >= 1),
  currency {text} NOT NULL CHECK (length(currency) = 3),
  -- The request that made it, so that a form sent twice makes one.
  request {text} NOT NULL CHECK (length(request) BETWEEN 1 AND 100),
  -- The business day whose limits it counts against, by its number.
  day BIGINT NOT NULL,
  -- The only merchant where its points are good, 0 for everywhere; and how many days it can be given back.
  only_at BIGINT NOT NULL CHECK (only_at >= 0),
  refund_days BIGINT NOT NULL CHECK (refund_days BETWEEN 0 AND 3660),
  state {text} NOT NULL CHECK (
    state IN ('waiting', 'noted', 'paid', 'credited', 'declined', 'lapsed', 'returning', 'returned')),
  -- The payment's own number: one payment pays one order. A person's word for it waits for another's.
  payment {text} UNIQUE CHECK (length(payment) BETWEEN 1 AND 64),
  noted_by BIGINT NOT NULL CHECK ((noted_by = 0) = (state <> 'noted')),
  -- The number of the payment by which money went back.
  repayment {text} CHECK (length(repayment) BETWEEN 1 AND 64),
  -- Tries to take the points back, which name its transactions.
  returns BIGINT NOT NULL CHECK (returns >= 0),
  transaction_id BIGINT NOT NULL,
  return_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  paid_at BIGINT,
  -- When the money went back.
  repaid_at BIGINT,
  changed_at BIGINT NOT NULL,
  UNIQUE (member_id, request),
  CHECK (created_at < ends_at),
  CHECK ((payment IS NULL) = (paid_at IS NULL)),
  CHECK ((payment IS NULL) = (state IN ('waiting', 'lapsed'))),
  CHECK ((repayment IS NULL) = (repaid_at IS NULL))
) {strict};

CREATE INDEX points_order_of_member ON points_order (member_id, id);
CREATE INDEX points_order_by_state ON points_order (state, id);
CREATE INDEX points_order_by_payment ON points_order (paid_at);
CREATE INDEX points_order_by_repayment ON points_order (repaid_at);
