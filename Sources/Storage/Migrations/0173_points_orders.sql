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
  -- Whose limits of which business day it counts against; a merge gives the order to the survivor, and leaves
  -- these.
  claimant_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  -- The only merchant where its points are good, 0 for everywhere; and how many days it can be given back.
  only_at BIGINT NOT NULL CHECK (only_at >= 0),
  refund_days BIGINT NOT NULL CHECK (refund_days BETWEEN 0 AND 3660),
  -- The first moment at which its points are gone, as it was shown; NULL for never.
  expires_at BIGINT,
  state {text} NOT NULL CHECK (
    state IN ('waiting', 'noted', 'paid', 'credited', 'declined', 'lapsed', 'returning', 'returned')),
  -- The payment's own number: one payment pays one order.
  payment {text} UNIQUE CHECK (length(payment) BETWEEN 1 AND 64),
  -- What one person gave as that number, and who: it pays nothing before another says the same.
  noted {text} UNIQUE CHECK (length(noted) BETWEEN 1 AND 64),
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
  CHECK ((payment IS NULL) = (state IN ('waiting', 'noted', 'lapsed'))),
  CHECK ((noted IS NULL) = (state <> 'noted')),
  CHECK ((repayment IS NULL) = (repaid_at IS NULL))
) {strict};

CREATE INDEX points_order_of_member ON points_order (member_id, id);
CREATE INDEX points_order_by_state ON points_order (state, id);
CREATE INDEX points_order_owing ON points_order (asset_id)
  WHERE repaid_at IS NULL AND state IN ('declined', 'returned');
CREATE INDEX points_order_by_payment ON points_order (asset_id, paid_at);
CREATE INDEX points_order_by_repayment ON points_order (asset_id, repaid_at) WHERE repaid_at IS NOT NULL;
