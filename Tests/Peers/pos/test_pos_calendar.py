"""What a terminal may do on the day, a day later and a month later, and what a restart must not change.

The host's clock is put ahead by Debian's faketime, so that nobody has to wait a month.
"""

from pathlib import Path

from conftest import served

from pos.host import Platform
from pos.line import Line
from pos.messages import EARN, REFUND, SPEND, VOID
from pos.shop import Shop, refused, spent, with_pin, without_pin


def test_a_restart_a_day_and_a_month_later(tmp_path: Path):
    with served(tmp_path) as demo:
        shop = Shop(Platform(demo.access))
        till, member = shop.till(), shop.rich(0)
        first, second = spent(till, member, 1_000), spent(till, member, 200)
        request = till.prepared(SPEND, 300, with_pin(member))
        answer = till.ask(request, has_mac=True)
        undone = till.entry(SPEND, 100, with_pin(member))
        assert till.reverse(undone) == "00"
        forgotten = till.prepared(EARN, 10_000, without_pin(member))
        balance = shop.points(member)
    with served(tmp_path) as demo:
        shop.platform = Platform(demo.access)
        till.line = Line(shop.platform.address)
        # Without a new sign-in: keys, batch, replies and reversals are as they were.
        assert till.ask(request, has_mac=True)[1] == answer[1]
        assert till.ask(undone.request, has_mac=True)[0]["39"] in ("12", "94")
        assert till.trade(VOID, 200, without_pin(member), original=second).code == "00"
        assert shop.points(member) == balance + 1_000
    with served(tmp_path, days_later=1) as demo:
        shop.platform = Platform(demo.access)
        till.line = Line(shop.platform.address)
        till.sign_in()
        assert refused(till, VOID, 1_000, without_pin(member), original=first) == "25"
        assert till.trade(REFUND, 400, without_pin(member), original=first).code == "00"
        assert shop.points(member) == balance + 3_000
    with served(tmp_path, days_later=31) as demo:
        shop.platform = Platform(demo.access)
        till.line = Line(shop.platform.address)
        till.sign_in()
        assert refused(till, REFUND, 600, without_pin(member), original=first) == "22"
        # What a terminal kept for a month is received, but makes no points by itself.
        assert till.ask(forgotten, has_mac=True)[0]["39"] == "00"
        assert shop.points(member) == balance + 3_000
        assert len(shop.cases(kind="advice_not_posted")) == 1
        # A reversal has no last day.
        assert till.reverse(first) == "00"
        assert shop.points(member) == balance + 1_000 + 5_000
