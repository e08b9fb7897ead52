-- Accounts of members at partners' systems (decision 0054).

-- Whether members link their accounts there, and into which programme what lies there is brought in once;
-- both off until two people set them.
ALTER TABLE partner ADD COLUMN links_accounts BIGINT NOT NULL DEFAULT 0 CHECK (links_accounts IN (0, 1));
ALTER TABLE partner ADD COLUMN brings_into BIGINT REFERENCES program (asset_id);

CREATE TABLE linked_account (
  id BIGINT NOT NULL PRIMARY KEY,
  partner_id BIGINT NOT NULL REFERENCES partner (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  -- Empty once it was erased.
  account {text} NOT NULL CHECK (length(account) <= 64),
  -- How the partner showed that it is the member's.
  way {text} NOT NULL CHECK (way IN ('hand_over', 'code')),
  -- The statement's one-use number, or the code's; never used again, not after the end either.
  proof {text} NOT NULL CHECK (length(proof) BETWEEN 1 AND 64),
  linked_at BIGINT NOT NULL,
  ended_at BIGINT,
  end_reason {text} NOT NULL CHECK (end_reason IN ('', 'member', 'operator', 'partner', 'left')),
  UNIQUE (partner_id, way, proof),
  CHECK ((ended_at IS NULL) = (end_reason = '')),
  CHECK (ended_at IS NOT NULL OR account <> '')
) {strict};

-- An account elsewhere is one member's at a time.
CREATE UNIQUE INDEX linked_account_now ON linked_account (partner_id, account) WHERE ended_at IS NULL;
CREATE INDEX linked_account_by_member ON linked_account (member_id, id);
CREATE INDEX linked_account_by_account ON linked_account (account, id);
CREATE INDEX linked_account_by_partner ON linked_account (partner_id, id);

-- The code that a partner was asked to send to an account, of each member and partner the last.
CREATE TABLE link_code (
  member_id BIGINT NOT NULL REFERENCES member (id),
  partner_id BIGINT NOT NULL REFERENCES partner (id),
  -- What the link will be called.
  link_id BIGINT NOT NULL UNIQUE,
  account {text} NOT NULL CHECK (length(account) BETWEEN 1 AND 64),
  tries BIGINT NOT NULL CHECK (tries >= 0),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  window_started_at BIGINT NOT NULL,
  sent_in_window BIGINT NOT NULL,
  PRIMARY KEY (member_id, partner_id)
) {strict}, {without_rowid};

CREATE INDEX link_code_by_window ON link_code (window_started_at);

-- What lay in an account elsewhere comes in once for ever, whoever links it: the row is taken first.
CREATE TABLE bring_in (
  partner_id BIGINT NOT NULL REFERENCES partner (id),
  -- It outlives the account's name, and shows it to nobody who does not know it.
  account_hash {bytes} NOT NULL CHECK (length(account_hash) = 32),
  link_id BIGINT NOT NULL UNIQUE REFERENCES linked_account (id),
  -- Nothing: it came to nothing, and nothing was moved.
  state {text} NOT NULL CHECK (state IN ('asking', 'exchanged', 'nothing')),
  exchange_id BIGINT UNIQUE REFERENCES partner_exchange (id),
  failure {text} NOT NULL CHECK (length(failure) <= 80),
  tries BIGINT NOT NULL CHECK (tries >= 0),
  next_try_at BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL,
  PRIMARY KEY (partner_id, account_hash),
  CHECK ((state = 'exchanged') = (exchange_id IS NOT NULL))
) {strict}, {without_rowid};

CREATE INDEX bring_in_due ON bring_in (next_try_at, link_id) WHERE state = 'asking';
