-- Settlements of a programme, the newest first.
CREATE INDEX settlement_of_program ON settlement (asset_id, id);
