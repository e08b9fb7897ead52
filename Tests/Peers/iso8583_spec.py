"""UnionPay's POS dialect as pyiso8583 is told it: written from the field tables, not from our codec."""

from copy import deepcopy


def _field(data, length, maximum, pad=None):
    """A row: data is b (packed digits), ascii or raw; length is fixed, ll or lll."""
    digits = data == "b"
    row = {
        "data_enc": "b" if data in ("b", "raw") else "ascii",
        "len_enc": "bcd",
        "len_type": {"fixed": 0, "ll": 1, "lll": 2}[length],
        "max_len": maximum,
        "len_count": "nibbles" if digits else "bytes",
        "desc": "",
    }
    if digits:
        row["left_pad" if pad == "left" else "right_pad"] = "0"
    return row


# Fields without a row of their own are bytes behind a length of three digits.
SPEC = {str(number): _field("raw", "lll", 999) for number in range(2, 65)}
# TPDU and header, message type, bitmaps.
for key, count, unit in [("h", 11, "bytes"), ("t", 4, "nibbles"), ("p", 8, "bytes"), ("1", 8, "bytes")]:
    SPEC[key] = {
        "data_enc": "b", "len_enc": "ascii", "len_type": 0, "max_len": count, "len_count": unit, "desc": ""
    }  # fmt: skip
for number, length, maximum in [
    (2, "ll", 19), (32, "ll", 11), (35, "ll", 37), (36, "lll", 104), (48, "lll", 512),
    (60, "lll", 30), (61, "lll", 40),
]:  # fmt: skip
    SPEC[str(number)] = _field("b", length, maximum)
for number, digits in [
    (3, 6), (4, 12), (11, 6), (12, 6), (13, 4), (14, 4), (15, 4), (25, 2), (26, 2), (53, 16),
]:  # fmt: skip
    SPEC[str(number)] = _field("b", "fixed", digits)
SPEC["22"] = _field("b", "fixed", 3)
SPEC["23"] = _field("b", "fixed", 3, pad="left")
for number, characters in [(37, 12), (38, 6), (39, 2), (41, 8), (42, 15), (49, 3)]:
    SPEC[str(number)] = _field("ascii", "fixed", characters)
SPEC["44"] = _field("ascii", "ll", 25)
SPEC["54"] = _field("ascii", "lll", 120)
for number, count in [(43, 40), (52, 8), (64, 8)]:
    SPEC[str(number)] = _field("raw", "fixed", count)

BYTES = {key for key, row in SPEC.items() if row["data_enc"] == "b" and row["len_count"] == "bytes"}


def spec():
    return deepcopy(SPEC)
