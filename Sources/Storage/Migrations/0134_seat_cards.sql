-- Cards that were made at a seat: a form that is sent twice makes one.
CREATE TABLE seat_card (
  merchant_id BIGINT NOT NULL REFERENCES merchant (id),
  -- Of the form.
  request_key {text} NOT NULL CHECK (length(request_key) BETWEEN 8 AND 64),
  card_id BIGINT NOT NULL UNIQUE REFERENCES card (id),
  PRIMARY KEY (merchant_id, request_key)
) {strict};
