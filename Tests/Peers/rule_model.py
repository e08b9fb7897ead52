"""What rules of earning give, written a second time: from docs/guide/operators.md and the interface's own
description, in another language, sharing no code.

A rule is the draft that the interface takes, with its number; a purchase is a dictionary of plain facts.
Nothing here is fast: every rule is read against the whole purchase.
"""

from calendar import isleap
from datetime import datetime

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def celebrated(birthday: tuple[int, int], day: datetime) -> bool:
    """29 February is celebrated on the last of the month where there is none."""
    if birthday == (2, 29) and not isleap(day.year):
        birthday = (2, 28)
    return birthday == (day.month, day.day)


def fault(kind: str, wanted, purchase: dict) -> str | None:
    """Why one condition does not hold."""
    at: datetime = purchase["at"]
    match kind:
        case "channels":
            return None if purchase["channel"] in wanted else "other_channel"
        case "merchants":
            return None if purchase["merchant"] in wanted else "other_store"
        case "money":
            return None if wanted["from"] <= purchase["cents"] <= wanted["to"] else "other_amount"
        case "weekdays":
            return None if DAYS[at.weekday()] in wanted else "outside_its_time"
        case "month_days":
            return None if at.day in wanted else "outside_its_time"
        case "birthday":
            birthday = purchase["birthday"]
            if birthday is None:
                return "other_birthday"
            on = birthday[0] == at.month if wanted == "month" else celebrated(birthday, at)
            return None if on else "other_birthday"
        case "first_purchase":
            return None if wanted in purchase["firsts"] else "not_the_first"
        case "payments":
            return None if purchase["payment"] in wanted else "other_payment"
        case "card_types":
            return None if purchase["card_type"] in wanted else "other_card"
        case "tags":
            return None if set(wanted) & purchase["tags"] else "other_tags"
        case "without_tags":
            return "other_tags" if set(wanted) & purchase["tags"] else None
    raise AssertionError(kind)


def gives(effect: dict, cents: int) -> int:
    base = cents // 100
    match effect["kind"]:
        case "fixed":
            return effect["points"]
        case "multiple":
            return base * (effect["hundredths"] - 100) // 100
        case "rate":
            product = cents * effect["points"]
            rounded = {
                "down": product // effect["per"], "up": -(-product // effect["per"]),
                "half_up": (2 * product + effect["per"]) // (2 * effect["per"])}
            return rounded[effect.get("rounding", "down")]
    raise AssertionError(effect)


def read(rules: dict[int, dict], purchase: dict) -> dict[int, tuple[int, set[str]]]:
    """By number: the points that a rule gives, or the reasons for which it gives none."""
    found = {}
    for number, rule in rules.items():
        faults = {
            why for kind, wanted in rule.get("conditions", {}).items()
            if (why := fault(kind, wanted, purchase)) is not None}
        if not faults and purchase["cents"] <= 0:
            faults = {"other_amount"}
        points = 0 if faults else gives(rule["gives"], purchase["cents"])
        found[number] = (points, faults if faults or points else {"below_minimum"})
    return found
