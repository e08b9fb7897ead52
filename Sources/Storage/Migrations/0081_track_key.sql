-- The key of a terminal that enciphers tracks, sealed as its other working keys are.
ALTER TABLE pos_terminal ADD COLUMN track_key {bytes};
