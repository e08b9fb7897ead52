-- Where events are sent on their own: endpoints of a merchant, or of the platform (merchant 0), and what is
-- on its way to them. Secrets are sealed under a key outside the database.
CREATE TABLE webhook_endpoint (
  id BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL,
  url {text} NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
  note {text} NOT NULL CHECK (length(note) <= 100),
  -- Types of events by name with commas between; empty for all.
  kinds {text} NOT NULL CHECK (length(kinds) <= 1000),
  state {text} NOT NULL CHECK (state IN ('active', 'paused', 'disabled', 'removed')),
  sealed_secret {bytes} NOT NULL CHECK (length(sealed_secret) <= 200),
  -- The one before, while systems change over.
  earlier_secret {bytes} CHECK (length(earlier_secret) <= 200),
  earlier_until BIGINT,
  -- The first failure after the last success, and what went wrong last.
  failing_since BIGINT,
  failure {text} NOT NULL CHECK (length(failure) <= 200),
  delivered_at BIGINT,
  -- So that endpoints take turns.
  claimed_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  CHECK ((earlier_secret IS NULL) = (earlier_until IS NULL))
) {strict};

CREATE INDEX webhook_endpoint_by_merchant ON webhook_endpoint (merchant_id, id);
CREATE INDEX webhook_endpoint_by_state ON webhook_endpoint (state, id);

-- One event on its way to one endpoint. A test has no event. What is due lies in state waiting.
CREATE TABLE webhook_delivery (
  id BIGINT NOT NULL PRIMARY KEY,
  endpoint_id BIGINT NOT NULL REFERENCES webhook_endpoint (id),
  merchant_id BIGINT NOT NULL,
  event_id BIGINT,
  kind {text} NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  state {text} NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'cancelled')),
  -- Of the present round; sending again begins a new one.
  tries BIGINT NOT NULL CHECK (tries >= 0),
  next_try_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  UNIQUE (endpoint_id, event_id),
  CHECK ((state = 'waiting') = (finished_at IS NULL))
) {strict};

CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, state, next_try_at, id);
CREATE INDEX webhook_delivery_by_endpoint ON webhook_delivery (endpoint_id, id);
CREATE INDEX webhook_delivery_by_merchant ON webhook_delivery (merchant_id, id);
CREATE INDEX webhook_delivery_by_state ON webhook_delivery (merchant_id, state, id);

-- Every try that was made: status 0 where no answer came.
CREATE TABLE webhook_attempt (
  delivery_id BIGINT NOT NULL REFERENCES webhook_delivery (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  at BIGINT NOT NULL,
  status BIGINT NOT NULL CHECK (status BETWEEN 0 AND 999),
  milliseconds BIGINT NOT NULL CHECK (milliseconds >= 0),
  failure {text} NOT NULL CHECK (length(failure) <= 200),
  PRIMARY KEY (delivery_id, number)
) {strict}, {without_rowid};

-- What happened before there were webhooks is not sent now.
INSERT INTO projection (name, through) SELECT 'webhooks', through FROM projection WHERE name = 'events';
