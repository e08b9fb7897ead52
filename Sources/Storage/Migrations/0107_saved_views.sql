-- How people like their lists: filters kept under a name, and columns left out. A list is named by its path.
CREATE TABLE saved_view (
  id BIGINT NOT NULL PRIMARY KEY,
  list {text} NOT NULL CHECK (length(list) BETWEEN 1 AND 60),
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  -- The owner's, 0 for the platform: what is shared stays within.
  merchant_id BIGINT NOT NULL,
  -- Whoever has one of these roles sees it too, as bits; 0 for nobody else.
  shared_with BIGINT NOT NULL CHECK (shared_with >= 0),
  name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  -- As it stands in the address after the question mark.
  query {text} NOT NULL CHECK (length(query) <= 1000)
) {strict};

CREATE INDEX saved_view_by_list ON saved_view (merchant_id, list, id);

-- Columns that a person leaves out, by their place from 0 with commas between, of a list of so many.
CREATE TABLE list_columns (
  user_id BIGINT NOT NULL REFERENCES operator_user (id),
  list {text} NOT NULL CHECK (length(list) BETWEEN 1 AND 60),
  hidden {text} NOT NULL CHECK (length(hidden) <= 200),
  width BIGINT NOT NULL CHECK (width BETWEEN 1 AND 50),
  PRIMARY KEY (user_id, list)
) {strict}, {without_rowid};
