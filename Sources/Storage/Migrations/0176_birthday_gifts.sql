-- A level's birthday gift comes without a purchase: who has the day, in order, and how far the job is.
CREATE INDEX member_birthday_by_day ON member_birthday (birthday, member_id);

CREATE TABLE birthday_gift_mark (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  -- The date whose birthdays are gone through, as days since 1970; 0 before the first run.
  day BIGINT NOT NULL,
  -- Which birthday of that date: one of 29 February comes on 28 February of a common year.
  birthday BIGINT NOT NULL,
  -- The last member with it who was looked at.
  position BIGINT NOT NULL
) {strict};
INSERT INTO birthday_gift_mark (id, day, birthday, position) VALUES (1, 0, 0, 0);
