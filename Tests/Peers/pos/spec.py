"""The dialect as a specification of pyiso8583: packed digits, lengths in digits, GBK and TLV as bytes.

A message is a dict of field number to text: digits for packed fields, text for ASCII ones, hex for bytes.
"""

import iso8583

TPDU = "6000030000"
HEADER = "603100311300"


def packed(size: int, **more) -> dict:
    """A fixed count of packed digits."""
    return {"data_enc": "b", "len_enc": "bcd", "len_type": 0, "max_len": size, "len_count": "nibbles"} | more


def counted(limit: int, length_bytes: int) -> dict:
    """Packed digits behind a length that counts digits; an odd last one is filled on the right."""
    return packed(limit, len_type=length_bytes, right_pad="0")


def text(size: int, length_bytes: int = 0) -> dict:
    return {"data_enc": "ascii", "len_enc": "bcd", "len_type": length_bytes, "max_len": size}


def raw(size: int, length_bytes: int = 0) -> dict:
    return {"data_enc": "b", "len_enc": "bcd", "len_type": length_bytes, "max_len": size}


FIELDS = {
    "2": counted(19, 1), "3": packed(6), "4": packed(12), "11": packed(6), "12": packed(6), "13": packed(4),
    "14": packed(4), "15": packed(4), "22": packed(3, right_pad="0"), "23": packed(3, left_pad="0"),
    "25": packed(2), "26": packed(2), "32": counted(11, 1), "35": counted(37, 1), "36": counted(104, 2),
    "37": text(12), "38": text(6), "39": text(2), "41": text(8), "42": text(15), "43": raw(40),
    "44": text(25, 1), "48": counted(512, 2), "49": text(3), "52": raw(8), "53": packed(16),
    "54": text(40, 2), "60": counted(30, 2), "61": counted(40, 2), "64": raw(8),
}


def specification(header_bytes: int = 6, pin_bytes: int = 8) -> dict:
    """What a listener with this header length and a terminal with this PIN block length speak."""
    fields = {str(number): raw(999, 2) for number in range(2, 65)} | FIELDS | {"52": raw(pin_bytes)}
    envelope = {"h": raw(5 + header_bytes), "t": packed(4), "p": raw(8), "1": raw(8)}
    return {name: kind | {"desc": name} for name, kind in (envelope | fields).items()}


DIALECT = specification()


def encode(message: dict, spec: dict = DIALECT) -> bytes:
    """TPDU, header and message; without the two bytes of length."""
    return bytes(iso8583.encode(dict(message), spec)[0])


def decode(content: bytes, spec: dict = DIALECT) -> dict:
    """Raises iso8583.DecodeError where a byte is missing or left over."""
    return iso8583.decode(content, spec)[0]


def framed(content: bytes) -> bytes:
    return len(content).to_bytes(2, "big") + content


def envelope_size(spec: dict) -> int:
    return spec["h"]["max_len"]


def tlv(tag: str, value: bytes) -> bytes:
    """One element of field 62 (F22 = 03x): tag, one byte of length, value."""
    assert len(value) < 128
    return bytes.fromhex(tag) + bytes([len(value)]) + value
