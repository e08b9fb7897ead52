-- That a merchant's statement is there, to be told by e-mail once: made with its settlement.
CREATE TABLE settlement_notice (
  settlement_id BIGINT NOT NULL PRIMARY KEY REFERENCES settlement (id),
  -- 'over': no news any more when it was to be sent.
  state {text} NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'over')),
  tries BIGINT NOT NULL CHECK (tries >= 0),
  next_try_at BIGINT NOT NULL
) {strict};

CREATE INDEX settlement_notice_due ON settlement_notice (next_try_at) WHERE state = 'waiting';
