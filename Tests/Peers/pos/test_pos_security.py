"""The terminals' own crypto and packing against published examples, so that they can judge a host."""

import iso8583
import pytest

from pos import security
from pos.spec import decode, encode, specification

PIN_KEY = bytes.fromhex("807A23AD32B36D457AE91FDF927570EA")
DOUBLE_KEY = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")

# https://blog.youkuaiyun.com/zhu244912654/article/details/80005341: the frame up to its MAC; the card ended in
# 2013.
AUTHENTICATED = bytes.fromhex(
    "0200302004C020C0981100000000000000005100183402100006324392260009942820D1312101120084393136363838"
    "303134303030303030303030303030303031313536ACF46E73838A82F92600000000000000000822000001")


def test_working_keys_are_unwrapped_and_checked():
    """code456.com/article/3026509."""
    master = bytes.fromhex("CA5D92598DCA48CE8A4C76361A9269E9")
    wrapped = bytes.fromhex(
        "6701EAD6A9AD51E51AA406E2C27FCFA98D0A74B8B651F9E9BACE9AE10000000000000000AB7153CA")
    keys = security.working_keys(master, wrapped)
    assert (keys.pin, keys.mac) == (PIN_KEY, bytes.fromhex("5BB5C72CD00B7338"))
    with pytest.raises(security.WrongKey):
        security.working_keys(master, wrapped[:-1] + b"\0")


def test_the_unionpay_mac_is_the_published_one():
    key = security.undo_des(
        bytes.fromhex("70F2A84CCBC2AE8625CBB0F2C22AB923"), bytes.fromhex("96D605EA176B7E9E"))
    assert key == bytes.fromhex("C24A8FB57AA20123")
    assert security.unionpay_mac(AUTHENTICATED, key) == b"8A9E91B8"
    assert security.x9_9_mac(AUTHENTICATED, key) == bytes.fromhex("756FED7EEB9F572C")


def test_macs_with_a_double_key():
    assert security.unionpay_mac(AUTHENTICATED, DOUBLE_KEY) == b"84C8B241"
    assert security.x9_19_mac(AUTHENTICATED, DOUBLE_KEY) == bytes.fromhex("D2E1D279C4F95777")
    assert security.sm4_mac(AUTHENTICATED, DOUBLE_KEY) == b"D0656CDC"


def test_pin_blocks():
    """vfwz/iso8583-parser PinUtil; blog csdn M_Kerry 104625499."""
    clear = security.clear_pin_block("123456", "123456789012345678")
    assert clear == bytes.fromhex("061253DFFEDCBA98")
    assert security.des(PIN_KEY, clear) == bytes.fromhex("A2BCBE65CB54B0E7")
    assert security.clear_pin_block("123456", "1234567890123456") == bytes.fromhex("0612713176FEDCBA")
    clear = security.clear_sm4_pin_block("123654", "6230606601007726888")
    assert clear == bytes.fromhex("06123654FFFFFFFFFFFF99FEFF88D977")


def test_sm4_is_the_standard_and_its_working_keys_are_the_published_ones():
    assert security.sm4(DOUBLE_KEY, DOUBLE_KEY) == bytes.fromhex("681EDF34D206965E86B3E94F536E4246")
    key = security.undo_sm4(
        bytes.fromhex("1234567890ABCDEFABCDEF0987654321"), bytes.fromhex("3D66234C49E4296FF9C78D8BACBD6A76"))
    assert security.check_value(key, uses_sm4=True) == bytes.fromhex("861E83E3")
    clear = security.clear_sm4_pin_block("123654", "6230606601007726888")
    assert security.sm4(key, clear) == bytes.fromhex("CD01D6AD8F0A484C52A9364A0595AD60")


# Sign-ins and a purchase as terminals in the field send them; sources in Tests/ISO8583Tests.
FRAMES = [
    (
        "600003000060310031131208000020000000C00016000001313030303031353938383032313030313032313031363000"
        "11000000010030002953657175656E6365204E6F3136333135305358582D34433330343131390003303120",
        6),
    (
        "600003000060210000000008000020000000C00012000084313034303030363730303030303030303030303030303400"
        "110000000100100003303031",
        6),
    (
        "600032000002007020048020C09811160000010000525435000000000000000001000029021000370000010000525435"
        "D00000017580010000000031323334353637313132333435363738393031323334353135366478E2B43E312A12200000"
        "00000000000008220000023546303543374543",
        0),
]


@pytest.mark.parametrize(("frame", "header"), FRAMES)
def test_frames_of_the_field_are_packed_again_to_the_same_bytes(frame, header):
    spec = specification(header)
    assert encode(decode(bytes.fromhex(frame), spec), spec).hex().upper() == frame


def test_a_length_that_runs_past_the_end_is_refused():
    frame = bytes.fromhex(
        "600003000060310031FFF108000020000000000014000062000299333053657175656E6365204E6F3133313131314431"
        "5630313630303030303032")
    with pytest.raises(iso8583.DecodeError):
        decode(frame)
