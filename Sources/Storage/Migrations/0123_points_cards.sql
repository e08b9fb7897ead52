-- Points cards (积分卡、充值卡): batches that two people agreed on. The codes of a batch follow from a seed, which
-- lies here sealed under a key outside the database until they are exported, and then no more.
CREATE TABLE points_card_batch (
  id BIGINT NOT NULL PRIMARY KEY,
  asset_id BIGINT NOT NULL REFERENCES program (asset_id),
  -- On each card.
  points BIGINT NOT NULL CHECK (points > 0),
  card_count BIGINT NOT NULL CHECK (card_count BETWEEN 1 AND 100000),
  purpose {text} NOT NULL CHECK (purpose IN ('sale', 'gift', 'campaign')),
  -- Who owes the points: a merchant, 0 for the operator.
  merchant_id BIGINT NOT NULL,
  buyer {text} NOT NULL CHECK (length(buyer) <= 100),
  valid_until BIGINT NOT NULL,
  state {text} NOT NULL
    CHECK (state IN ('making', 'ready', 'frozen', 'voiding', 'voided', 'expiring', 'expired')),
  -- How many cards are made; the job goes on behind them.
  made BIGINT NOT NULL CHECK (made BETWEEN 0 AND card_count),
  sealed_seed {bytes} NOT NULL CHECK (length(sealed_seed) <= 100),
  exported_at BIGINT NOT NULL,
  -- How often outstanding points were booked out.
  end_round BIGINT NOT NULL CHECK (end_round >= 0),
  approval_id BIGINT NOT NULL UNIQUE REFERENCES approval (id),
  created_at BIGINT NOT NULL,
  CHECK (exported_at = 0 OR length(sealed_seed) = 0)
) {strict};

CREATE INDEX points_card_batch_by_state ON points_card_batch (state, id);

-- Cards that were sold together; recorded before the ledger is asked.
CREATE TABLE points_card_activation (
  id BIGINT NOT NULL PRIMARY KEY,
  batch_id BIGINT NOT NULL REFERENCES points_card_batch (id),
  form_key {text} NOT NULL CHECK (length(form_key) BETWEEN 1 AND 255),
  first BIGINT NOT NULL,
  last BIGINT NOT NULL,
  reference {text} NOT NULL CHECK (length(reference) <= 60),
  state {text} NOT NULL CHECK (state IN ('pending', 'done', 'refused')),
  transaction_id BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (batch_id, form_key),
  CHECK (first >= 1 AND first <= last)
) {strict};

CREATE INDEX points_card_activation_by_state ON points_card_activation (state, id);
CREATE INDEX points_card_activation_by_batch ON points_card_activation (batch_id, id);

-- Nobody can read a code here: it is kept as a keyed hash. A card that is being redeemed names the request,
-- so that after a crash the ledger can be asked what became of it.
CREATE TABLE points_card (
  batch_id BIGINT NOT NULL REFERENCES points_card_batch (id),
  serial BIGINT NOT NULL CHECK (serial BETWEEN 1 AND 100000),
  code_hash {bytes} NOT NULL UNIQUE CHECK (length(code_hash) = 32),
  state {text} NOT NULL
    CHECK (state IN ('made', 'activating', 'active', 'redeeming', 'redeemed', 'voided', 'expired')),
  activation_id BIGINT NOT NULL,
  key_high BIGINT,
  key_low BIGINT,
  request_hash BIGINT,
  member_id BIGINT NOT NULL,
  transaction_id BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (batch_id, serial),
  CHECK ((key_high IS NULL) = (state NOT IN ('redeeming', 'redeemed')))
) {strict}, {without_rowid};

CREATE INDEX points_card_by_state ON points_card (batch_id, state);
CREATE INDEX points_card_by_key ON points_card (key_high, key_low) WHERE key_high IS NOT NULL;
CREATE INDEX points_card_open ON points_card (changed_at) WHERE state = 'redeeming';

INSERT INTO projection (name, through) VALUES ('points_cards', 0);
