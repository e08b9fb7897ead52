"""A file of members of another system for `tongbao import members`, and what it comes to.

    python members_csv.py ROWS FILE [SEED]
"""

import random
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

HEADER = "number,phone,email,name,language,card,joined,lots"


def today() -> date:
    """The day where the programme of these tests keeps its days, not where this machine stands."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


@dataclass
class Written:
    """Totals of what was written."""

    members: int = 0
    lots: int = 0
    points: int = 0
    by_member: dict[str, int] = field(default_factory=dict)


def luhn(payload: str) -> str:
    """The payload with its check digit (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(payload)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return payload + str(-total % 10)


def rows(count: int, seed: int, day: date, written: Written, keep_members: bool = True):
    """Yields lines of CSV as of a day: members with 0 to 5 lots, some with card or address.

    No lot ends on that day itself: the run that reads the file may end after midnight.
    """
    chance = random.Random(seed)
    for number in range(count):
        lots = []
        for _ in range(chance.choice((0, 1, 1, 1, 2, 3, 5))):
            points = chance.randint(1, 50_000)
            written.points += points
            written.lots += 1
            if keep_members:
                name = f"N{number}"
                written.by_member[name] = written.by_member.get(name, 0) + points
            last = day + timedelta(days=chance.randint(1, 900))
            lots.append(chance.choice((f"{points}@{last}", f"{points}@{last}@purchased", f"{points}")))
        written.members += 1
        email = f"m{number}@example.org" if chance.random() < 0.2 else ""
        card = luhn(f"6699{number:011d}") if chance.random() < 0.3 else ""
        joined = day - timedelta(days=chance.randint(0, 3_000))
        language = chance.choice(("", "zh-Hans", "zh-Hant", "en"))
        phone = f"+852{10_000_000 + number}"
        yield f"N{number},{phone},{email},会员 {number},{language},{card},{joined},{';'.join(lots)}"


def main() -> None:
    count, path = int(sys.argv[1]), Path(sys.argv[2])
    written = Written()
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with path.open("w") as file:
        file.write(HEADER + "\n")
        for line in rows(count, seed, today(), written, keep_members=False):
            file.write(line + "\n")
    print(f"{written.members} members, {written.lots} lots, {written.points} points, seed {seed}")


if __name__ == "__main__":
    main()
