-- When somebody showed, by a code that was sent there, that an address is theirs: before that nobody signs in
-- with it. What others wrote down about a member is no such proof.
ALTER TABLE member_identity ADD COLUMN proven_at BIGINT;

-- Who a line of a day file is about is needed to book it and for nothing else: phone and card numbers there
-- outlived their owners' accounts.
UPDATE day_file_line SET member = '' WHERE state <> 'pending';
