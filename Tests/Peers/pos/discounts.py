"""A merchant's member discounts, reckoned a second time for its tills: with fractions, by the rules alone."""

from dataclasses import dataclass
from fractions import Fraction

WHOLE = 10_000


@dataclass(frozen=True)
class Discount:
    basis_points: int
    most: int | None
    stores: frozenset[str]
    card_types: frozenset[str]

    def off(self, gross: int, store: str, cards: set[str]) -> int:
        """What it takes off a price in fen; the fen below, so that nobody gets more than was promised."""
        if self.stores and store not in self.stores or self.card_types and not self.card_types & cards:
            return 0
        share = int(Fraction(gross) * Fraction(self.basis_points, WHOLE))
        return share if self.most is None else min(share, self.most)


def best(discounts: list[Discount], gross: int, store: str, cards: set[str]) -> int:
    """They never add up."""
    return max((one.off(gross, store, cards) for one in discounts), default=0)


def of_merchant(platform, number: int) -> list[Discount]:
    """The rules of the demo's merchant with this number, in the alliance's programme."""
    merchant = platform.merchant_id(platform.access["merchants"][number]["code"])
    path = f"/v1/programs/{platform.program()}/discount-rules"
    drafts = [one["draft"] for one in platform.call("GET", path)["rules"]]
    return [
        Discount(
            draft["basis_points"], draft.get("most"), frozenset(draft["stores"]),
            frozenset(draft["card_types"]))
        for draft in drafts if draft["merchant"] == merchant]
