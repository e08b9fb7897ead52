-- Terminals that may earn may ask what a member's discount takes off (kind 39), as new ones may.
UPDATE pos_terminal SET kinds = kinds | 549755813888 WHERE (kinds & 68719476736) <> 0;
