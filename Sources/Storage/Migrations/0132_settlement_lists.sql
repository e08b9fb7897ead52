-- Lists of settlements, the newest first: a merchant's, and those in a state.
CREATE INDEX settlement_of_merchant ON settlement (merchant_id, id);
CREATE INDEX settlement_in_state ON settlement (state, id);
