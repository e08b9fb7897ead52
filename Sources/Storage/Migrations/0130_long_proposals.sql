-- Proposals that are longer than their row takes: a rule of earning may name thousands of codes. There the
-- row holds `{}`.
CREATE TABLE approval_payload (
  approval_id BIGINT NOT NULL PRIMARY KEY REFERENCES approval (id),
  whole {text} NOT NULL CHECK (length(whole) BETWEEN 8193 AND 2000000)
) {strict};
