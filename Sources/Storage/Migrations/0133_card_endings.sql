-- Cards that somebody used without a name and the operator destroyed, until nothing that was on its way can
-- come any more. Where points did come, the card stands again as it stood before.
CREATE TABLE card_ending (
  card_id BIGINT NOT NULL PRIMARY KEY REFERENCES card (id),
  bearer_id BIGINT NOT NULL REFERENCES member (id),
  -- How it stood; closed where its time was over.
  status {text} NOT NULL CHECK (status IN ('active', 'lost', 'closed')),
  created_at BIGINT NOT NULL
) {strict};

CREATE INDEX card_ending_by_time ON card_ending (created_at);
