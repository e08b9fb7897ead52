-- A member's birthday, month * 100 + day: personal, and gone with the member.
CREATE TABLE member_birthday (
  member_id BIGINT NOT NULL PRIMARY KEY REFERENCES member (id),
  birthday BIGINT NOT NULL CHECK (birthday BETWEEN 101 AND 1231),
  updated_at BIGINT NOT NULL
) {strict};
