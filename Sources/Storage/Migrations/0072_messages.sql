-- What members are told: made once for each fact, kept as the fact, and worded when it is read or sent.
CREATE TABLE message (
  id BIGINT NOT NULL PRIMARY KEY,
  member_id BIGINT NOT NULL REFERENCES member (id),
  kind {text} NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  -- The journal's fact it is about, none for what is no transaction; a fact is told once.
  event_id BIGINT UNIQUE,
  transaction_id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  points BIGINT NOT NULL,
  merchant_id BIGINT NOT NULL,
  -- A moment that it is about, as when points end; 0 for none.
  about BIGINT NOT NULL,
  -- As the kind of a device.
  detail {text} NOT NULL CHECK (length(detail) <= 100),
  is_read BIGINT NOT NULL CHECK (is_read IN (0, 1)),
  at BIGINT NOT NULL
) {strict};

CREATE INDEX message_by_member ON message (member_id, id);
CREATE INDEX message_unread ON message (member_id) WHERE is_read = 0;

-- A message on its way by e-mail or SMS. What is due lies in state waiting, with the moment of its next try.
CREATE TABLE message_delivery (
  id BIGINT NOT NULL PRIMARY KEY,
  message_id BIGINT NOT NULL REFERENCES message (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  channel {text} NOT NULL CHECK (channel IN ('email', 'sms')),
  -- To whom, where it is not the member's present number or address; empty otherwise.
  recipient {text} NOT NULL CHECK (length(recipient) <= 254),
  state {text} NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  tries BIGINT NOT NULL CHECK (tries BETWEEN 0 AND 8),
  next_try_at BIGINT NOT NULL,
  failure {text} NOT NULL CHECK (length(failure) <= 300),
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  CHECK ((state = 'waiting') = (finished_at IS NULL))
) {strict};

CREATE INDEX message_delivery_due ON message_delivery (state, next_try_at, id);
CREATE INDEX message_delivery_by_state ON message_delivery (state, id);
CREATE INDEX message_delivery_by_member ON message_delivery (member_id, id);
CREATE INDEX message_delivery_by_message ON message_delivery (message_id);

-- By which ways a member wants to hear of what, where it is not as the platform begins with.
CREATE TABLE message_preference (
  member_id BIGINT NOT NULL REFERENCES member (id),
  topic {text} NOT NULL CHECK (topic IN ('earn', 'spend', 'transfer', 'expiry', 'service')),
  email BIGINT NOT NULL CHECK (email IN (0, 1)),
  sms BIGINT NOT NULL CHECK (sms IN (0, 1)),
  PRIMARY KEY (member_id, topic)
) {strict}, {without_rowid};

-- Words of the operator in place of the platform's own.
CREATE TABLE message_template (
  kind {text} NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  channel {text} NOT NULL CHECK (channel IN ('site', 'email', 'sms')),
  language {text} NOT NULL CHECK (language IN ('zh-Hans', 'zh-Hant', 'en')),
  title {text} NOT NULL CHECK (length(title) <= 100),
  body {text} NOT NULL CHECK (length(body) BETWEEN 1 AND 1000),
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (kind, channel, language)
) {strict}, {without_rowid};

-- Points that somebody was warned of, so that each end is told a month and a week ahead, and once each.
CREATE TABLE expiry_notice (
  member_id BIGINT NOT NULL REFERENCES member (id),
  asset_id BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  stage {text} NOT NULL CHECK (stage IN ('month', 'week')),
  PRIMARY KEY (member_id, asset_id, expires_at, stage)
) {strict}, {without_rowid};

CREATE INDEX expiry_notice_by_time ON expiry_notice (expires_at);

-- What happened before there were messages is not told now.
INSERT INTO projection (name, through) SELECT 'notices', through FROM projection WHERE name = 'events';
