-- A line that undoes a payment has a name of its own: its reference, two blanks, which no reference has, and
-- an R. What came before under its reference alone is renamed, so that the same return in another file is
-- known.
UPDATE bank_line SET line_key = substr(line_key, 1, 61) || '  R'
WHERE is_return = 1 AND bank_reference <> '' AND line_key = bank_reference;

-- Such a line was called a duplicate of the payment that it undoes; the earliest is the one of its name.
UPDATE bank_line SET is_first = 1
WHERE is_return = 1 AND is_first = 0 AND result <> 'pending' AND bank_reference <> ''
  AND NOT EXISTS (SELECT 1 FROM bank_line AS other
    WHERE other.account = bank_line.account AND other.line_key = bank_line.line_key
      AND (other.is_first = 1 OR other.file_id < bank_line.file_id
        OR (other.file_id = bank_line.file_id AND other.number < bank_line.number)));

-- Whether a return took a payment back, by any of the lines that tell of it.
CREATE INDEX bank_line_returned ON bank_line (account, line_key) WHERE result = 'returned';
