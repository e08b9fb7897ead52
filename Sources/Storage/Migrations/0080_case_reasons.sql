-- Why a case was opened is a code with its parameters, blanks between them, where it was a sentence.
ALTER TABLE acquiring_case ADD COLUMN reason_details {text} NOT NULL DEFAULT ''
  CHECK (length(reason_details) <= 300);

UPDATE acquiring_case SET reason_details = replace(replace(reason, ' file ', ' '), ': no line', ''),
  reason = 'day_file_no_line'
WHERE source = 'day_file' AND reason LIKE '% file %: no line';

UPDATE acquiring_case SET reason_details = replace(replace(reason, ' file ', ' '), ' line ', ' '),
  reason = 'day_file_line'
WHERE source = 'day_file' AND reason LIKE '% file % line %';

UPDATE acquiring_case SET reason_details = reason, reason = 'refused'
WHERE source = 'terminal_advice' AND reason NOT IN ('advice_too_old', 'advice_limit', 'trace_used_twice', '');

UPDATE acquiring_case SET reason = 'reversed_late' WHERE reason = 'reversed after its batch was settled';

UPDATE acquiring_case SET reason = 'posted_late' WHERE reason = 'posted after its batch was settled';

UPDATE acquiring_case SET reason = 'card_differs' WHERE reason = 'the terminal names another card';

UPDATE acquiring_case SET reason = 'reversal_amount'
WHERE reason = 'a reversal with another amount undid nothing';

-- What somebody else wrote stays as they wrote it.
UPDATE acquiring_case SET reason_details = reason, reason = 'said'
WHERE reason NOT IN ('', 'day_file_no_line', 'day_file_line', 'refused', 'advice_too_old', 'advice_limit',
  'trace_used_twice', 'reversed_late', 'posted_late', 'card_differs', 'reversal_amount');
