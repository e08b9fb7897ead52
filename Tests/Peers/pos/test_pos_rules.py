"""Keys, sessions, seals and repetitions: what is answered, and that nothing else happened.

The sources of the rules are docs/guide/terminals.md and the answer codes of the dialect.
"""

from dataclasses import replace

import pytest

from pos import security
from pos.line import Line
from pos.messages import CANCEL, COMPLETE, EARN, HOLD, REFUND, SPEND, VOID, Shown
from pos.shop import earned, refused, spent, with_pin, without_pin
from pos.terminal import Terminal

SIGN_IN = {"62": b"Sequence No16PEER000000000001".hex(), "63": b"01 ".hex()}
POOR = 17


# Keys, sessions, seals

def test_a_wrong_mac_is_answered_a0_and_changes_nothing(shop):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    request = till.prepared(SPEND, 100, with_pin(member))
    content = till.packed(request, has_mac=True)
    broken = content[:-1] + bytes([content[-1] ^ 1])
    assert till.ask_bytes(broken, request)[0]["39"] == "A0"
    reversal = till.packed(till.message("0400", request["11"], {
        "3": "000000", "4": request["4"], "22": "022", "25": "65", "39": "98", "49": "156",
        "60": request["60"]}), has_mac=True)
    assert till.ask_bytes(reversal[:-1] + b"!", {"t": "0400", "11": request["11"]})[0]["39"] == "A0"
    assert shop.points(member) == before
    # The number is not used up, nor is there a reversal waiting for it.
    assert till.ask_bytes(content, request)[0]["39"] == "00"
    assert shop.points(member) == before - 500


def test_a_message_without_a_mac_is_refused(shop):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    assert till.ask(till.prepared(SPEND, 100, with_pin(member)), has_mac=False)[0]["39"] in ("A0", "30")
    assert shop.points(member) == before


def test_a_track_that_the_terminal_hides_is_read_with_the_key_of_its_sign_in(shop):
    till, member = shop.till(sign_in="004"), shop.rich(0)
    before = shop.points(member)
    for tail in ("D49121010000000000000", "D49121"):
        track = (member.card.number + tail)[:37]
        hidden = till.keys.hidden_track(track)
        assert hidden != track
        request = till.prepared(SPEND, 100, with_pin(member))
        request |= {"35": hidden, "53": request["53"][:2] + "1" + "0" * 13}
        assert till.ask(request, has_mac=True)[0]["39"] == "00"
    assert shop.points(member) == before - 1_000
    # Without a track key in the sign-in it cannot be read.
    till = shop.till()
    request = till.prepared(SPEND, 100, with_pin(member))
    request |= {"35": hidden, "53": request["53"][:2] + "1" + "0" * 13}
    assert till.ask(request, has_mac=True)[0]["39"] == "77"


def test_what_was_declined_stays_declined(shop):
    """Its copy may come when the reason is gone; the till has told the customer."""
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    request = till.prepared(SPEND, 100, with_pin(member))
    shop.platform.call("POST", f"/v1/members/{member.id}/freeze", {"reason": "test"})
    try:
        assert till.ask(request, has_mac=True)[0]["39"] == "62"
    finally:
        shop.platform.call("POST", f"/v1/members/{member.id}/unfreeze", {"reason": "test"})
    spent(till, member, 100)
    assert till.ask(request, has_mac=True)[0]["39"] == "62"
    assert till.ask(request | {"4": f"{200:012d}"}, has_mac=True)[0]["39"] == "94"
    assert till.ask(request | {"t": "0201"}, has_mac=True)[0]["39"] == "62"
    assert shop.points(member) == before - 500


def test_an_unknown_terminal_is_answered_97(shop):
    profile = replace(shop.profiles[0], terminal="NOSUCH01")
    stranger = Terminal(profile, Line(shop.platform.address))
    assert stranger.manage("003", **SIGN_IN)["39"] == "97"
    assert stranger.echo() == "97"


def test_a_disabled_terminal_is_answered_58_until_it_is_enabled_and_signs_in(shop):
    till, member = shop.till(2), shop.rich(0)
    shop.platform.switch(till.profile, "disabled")
    assert refused(till, SPEND, 100, with_pin(member)) == "58"
    assert till.manage("003", **SIGN_IN)["39"] == "58"
    shop.platform.switch(till.profile, "enabled")
    spent(shop.till(2), member, 100)


def test_before_the_sign_in_and_after_the_sign_out_77(shop):
    member = shop.rich(0)
    fresh = Terminal(shop.profiles[-1], Line(shop.platform.address))
    fresh.keys = security.WorkingKeys(bytes(16), bytes(8))
    assert refused(fresh, SPEND, 100, with_pin(member)) == "77"
    till = shop.till(1)
    spent(till, member, 100)
    assert till.sign_out() == "00"
    assert refused(till, SPEND, 100, with_pin(member)) == "77"
    spent(shop.till(1), member, 100)


def test_another_batch_than_the_hosts_is_answered_77(shop):
    till, member = shop.till(1), shop.rich(0)
    till.batch = f"{int(till.batch) + 5:06d}"
    assert refused(till, SPEND, 100, with_pin(member)) == "77"


def test_an_echo_and_the_parameters_need_no_mac(shop):
    till = shop.till()
    assert till.echo() == "00"
    reply = till.manage("360")
    assert reply["39"] == "00"
    assert reply["62"]


def test_new_keys_come_with_every_sign_in_and_the_old_ones_stop(shop):
    member = shop.rich(0)
    till = shop.till()
    old = till.keys
    till.sign_in()
    assert till.keys != old
    new, till.keys = till.keys, old
    assert till.ask(till.prepared(EARN, 100, without_pin(member)), has_mac=True)[0]["39"] == "A0"
    till.keys = new
    spent(till, member, 100)


@pytest.mark.parametrize(("mac", "sign_in"), [
    ("unionpay_ecb", "001"), ("unionpay_ecb", "003"), ("x9_9", "001"), ("x9_9", "003"), ("x9_9 hex", "003"),
    ("x9_19", "003"), ("x9_19 hex", "003"), ("sm4", "005"), ("sm4", "006"),
])
def test_every_kind_of_seal_and_key_works(shop, mac, sign_in):
    profile = shop.platform.registered(mac, sign_in)
    till, member = Terminal(profile, Line(shop.platform.address, profile.spec)), shop.rich(1)
    till.sign_in()
    before = shop.points(member)
    entry = spent(till, member, 100)
    assert refused(till, SPEND, 100, Shown("stripe", member.card, pin=member.card.pin[::-1])) == "55"
    assert till.reverse(entry) == "00"
    earned(till, member, 10_000)
    assert till.settle() == "1"
    assert shop.points(member) == before + 100 * shop.rate(till)
    assert not till.faults


def test_the_replys_envelope_goes_back_where_it_came_from(shop):
    till = shop.till(tpdu="6000031234")
    request = till.message("0820", till.next_trace(), {"60": f"00{till.batch}301"})
    _, content = till.ask(request, has_mac=False)
    assert content[:5].hex() == "6012340003"
    assert content[5:11].hex() == till.profile.header


def test_frames_without_the_header_are_answered_without_it(shop):
    till, member = shop.till(header=""), shop.rich(0)
    before = shop.points(member)
    spent(till, member, 100)
    assert shop.points(member) == before - 500
    assert not till.faults


# Repeated and alike

def test_a_repeated_request_gets_the_same_reply_to_the_byte_and_counts_once(shop):
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    request = till.prepared(SPEND, 100, with_pin(member))
    first = till.ask(request, has_mac=True)
    assert first[0]["39"] == "00"
    earned(till, member, 10_000)
    later = shop.points(member)
    assert till.ask(request, has_mac=True)[1] == first[1]
    assert till.ask(request, has_mac=True)[1] == first[1]
    assert shop.points(member) == later == before - 500 + 100


@pytest.mark.parametrize("kind", [VOID, REFUND, COMPLETE, CANCEL])
def test_a_repeated_return_gets_the_same_reply_to_the_byte(shop, kind):
    till, member = shop.till(), shop.rich(0)
    first = till.trade(HOLD if kind in (COMPLETE, CANCEL) else SPEND, 100, with_pin(member))
    request = till.prepared(kind, 100, without_pin(member), first.name)
    answer = till.ask(request, has_mac=True)
    assert answer[0]["39"] == "00"
    spent(till, member, 1)
    later = shop.points(member)
    assert till.ask(request, has_mac=True)[1] == answer[1]
    assert shop.points(member) == later


def test_a_repetition_that_says_so_in_its_type_is_one(shop):
    """ISO 8583 marks it by the type's last digit, as 0221."""
    till, member = shop.till(), shop.rich(0)
    before = shop.points(member)
    request = till.prepared(EARN, 10_000, without_pin(member))
    assert till.ask(request, has_mac=True)[0]["39"] == "00"
    again, _ = till.ask(request | {"t": "0221"}, has_mac=True)
    assert (again["39"], bytes.fromhex(again["62"])[:10]) == ("00", b"0000000100")
    assert shop.points(member) == before + 100


def test_a_repeated_refusal_stays_a_refusal(shop):
    till, member = shop.till(), shop.members[POOR]
    too_much = shop.points(member) // 5 + 1
    request = till.prepared(SPEND, too_much, with_pin(member))
    first = till.ask(request, has_mac=True)
    assert first[0]["39"] == "51"
    shop.platform.give(member, 5_000)
    assert till.ask(request, has_mac=True)[1] == first[1]


def test_the_same_trace_with_other_content_is_answered_94(shop):
    till, member = shop.till(), shop.rich(0)
    request = till.prepared(SPEND, 100, with_pin(member))
    assert till.ask(request, has_mac=True)[0]["39"] == "00"
    before = shop.points(member)
    for other in ({"4": f"{200:012d}"}, shop.members[1].card and {"35": shop.members[1].card.track2}):
        changed = request | other
        if "35" in other:
            changed["52"] = till.keys.pin_block(shop.members[1].card.pin, shop.members[1].card.number).hex()
        assert till.ask(changed, has_mac=True)[0]["39"] == "94"
    earn = request | {"3": "210000", "t": "0220", "60": "36" + request["60"][2:]}
    assert till.ask(earn, has_mac=True)[0]["39"] in ("94", "00")
    assert shop.points(member) == before
