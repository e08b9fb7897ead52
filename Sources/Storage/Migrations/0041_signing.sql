-- Keys that sign their requests. A secret is needed to check a signature, so it lies here sealed under a key
-- that is outside the database, a device has a public key only.

ALTER TABLE api_key ADD COLUMN is_signed_only BIGINT NOT NULL DEFAULT 0 CHECK (is_signed_only IN (0, 1));

CREATE TABLE signing_credential (
  id BIGINT NOT NULL PRIMARY KEY,
  key_id BIGINT NOT NULL REFERENCES api_key (id),
  algorithm {text} NOT NULL CHECK (algorithm IN ('hmac-sha256', 'ed25519')),
  material {bytes} NOT NULL CHECK (length(material) BETWEEN 32 AND 200),
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  CHECK (expires_at IS NULL OR expires_at >= created_at)
) {strict};

CREATE INDEX signing_credential_by_key ON signing_credential (key_id, id);

-- A signed request counts once: its nonce stays until its time of creation is too old to be taken.
CREATE TABLE signature_nonce (
  key_id BIGINT NOT NULL,
  nonce {text} NOT NULL CHECK (length(nonce) BETWEEN 1 AND 64),
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (key_id, nonce)
) {strict}, {without_rowid};

CREATE INDEX signature_nonce_by_expiry ON signature_nonce (expires_at);
