-- Merchants by what moved at them in a stretch of days.
CREATE INDEX daily_total_by_day ON daily_total (asset_id, day, merchant_id);

-- Terminals that were not heard of for long.
CREATE INDEX pos_terminal_by_seen ON pos_terminal (seen_at);
