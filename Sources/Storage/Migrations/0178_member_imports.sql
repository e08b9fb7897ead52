-- A file of an import may also be of members with what they bring: its first line says which.
ALTER TABLE import_file ADD COLUMN kind {text} NOT NULL DEFAULT 'purchases'
  CHECK (kind IN ('purchases', 'members'));
-- Whether members who are known by their phone number get what a row brings; else the row is refused.
ALTER TABLE import_file ADD COLUMN joins_known BIGINT NOT NULL DEFAULT 0 CHECK (joins_known IN (0, 1));
