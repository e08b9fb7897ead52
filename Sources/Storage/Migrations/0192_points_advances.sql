-- Points used before they mature (预支): which share of what waits, in hundredths of a per cent.
ALTER TABLE program_service ADD COLUMN share BIGINT NOT NULL DEFAULT 10000 CHECK (share BETWEEN 0 AND 10000);
