"""Keys, PIN blocks and message authentication of a terminal, by Python's `cryptography` alone.

Proven with the published examples in test_pos_security.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4

Block = Callable[[bytes, bytes], bytes]


class WrongKey(Exception):
    """A key does not have the check value that came with it."""


def tripled(key: bytes) -> bytes:
    """Single DES is triple DES with one key three times; a double key returns to its first half."""
    return {8: key * 3, 16: key + key[:8], 24: key}[len(key)]


def des(key: bytes, content: bytes) -> bytes:
    step = Cipher(TripleDES(tripled(key)), modes.ECB()).encryptor()
    return step.update(content) + step.finalize()


def undo_des(key: bytes, content: bytes) -> bytes:
    step = Cipher(TripleDES(tripled(key)), modes.ECB()).decryptor()
    return step.update(content) + step.finalize()


def sm4(key: bytes, content: bytes) -> bytes:
    step = Cipher(SM4(key), modes.ECB()).encryptor()
    return step.update(content) + step.finalize()


def undo_sm4(key: bytes, content: bytes) -> bytes:
    step = Cipher(SM4(key), modes.ECB()).decryptor()
    return step.update(content) + step.finalize()


def exclusive_or(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))


def blocks(content: bytes, size: int) -> list[bytes]:
    """Zero-filled; at least one."""
    content += bytes(-len(content) % size or (0 if content else size))
    return [content[at:at + size] for at in range(0, len(content), size)]


# Message authentication (MAC)


def folded(content: bytes, key: bytes, cipher: Block, size: int) -> bytes:
    """UnionPay's "ECB": XOR all blocks, write as hex, encrypt the first half, XOR the second, encrypt."""
    total = bytes(size)
    for block in blocks(content, size):
        total = exclusive_or(total, block)
    text = total.hex().upper().encode()
    return cipher(key, exclusive_or(cipher(key, text[:size]), text[size:]))


def unionpay_mac(content: bytes, key: bytes) -> bytes:
    return folded(content, key, des, 8).hex().upper()[:8].encode()


def sm4_mac(content: bytes, key: bytes) -> bytes:
    return folded(content, key, sm4, 16).hex().upper()[:8].encode()


def x9_9_mac(content: bytes, key: bytes) -> bytes:
    state = bytes(8)
    for block in blocks(content, 8):
        state = des(key[:8], exclusive_or(state, block))
    return state


def x9_19_mac(content: bytes, key: bytes) -> bytes:
    left, right = key[:8], key[8:16] or key[:8]
    return des(left, undo_des(right, x9_9_mac(content, left)))


def first_half(algorithm: Block) -> Block:
    """As hexadecimal characters, where a host knows only that form."""
    return lambda content, key: algorithm(content, key).hex().upper()[:8].encode()


MACS = {
    "unionpay_ecb": unionpay_mac, "sm4": sm4_mac, "x9_9": x9_9_mac, "x9_19": x9_19_mac,
    "x9_9 hex": first_half(x9_9_mac), "x9_19 hex": first_half(x9_19_mac),
}


# PIN blocks


def account_digits(pan: str) -> str:
    """The twelve digits before the check digit."""
    return pan[:-1][-12:].rjust(12, "0")


def clear_pin_block(pin: str, pan: str) -> bytes:
    """ANSI X9.8, format 0."""
    own = bytes.fromhex(f"{len(pin):02d}{pin}".ljust(16, "F"))
    return exclusive_or(own, bytes.fromhex(account_digits(pan).rjust(16, "0")))


def clear_sm4_pin_block(pin: str, pan: str) -> bytes:
    own = bytes.fromhex(f"{len(pin):02d}{pin}".ljust(32, "F"))
    return exclusive_or(own, bytes.fromhex(account_digits(pan).rjust(32, "0")))


# Working keys


@dataclass(frozen=True)
class WorkingKeys:
    """What a sign-in brought: to encrypt PINs, to authenticate messages."""

    pin: bytes
    mac: bytes
    uses_sm4: bool = False
    track: bytes = b""

    def hidden_track(self, track2: str) -> str:
        """Track 2 packed two digits a byte; of that the eight bytes before the last one under the track
        key."""
        packed = bytes.fromhex(track2 + "0" * (len(track2) % 2))
        hidden = packed[:-9] + des(self.track, packed[-9:-1]) + packed[-1:]
        return hidden.hex().upper()[:len(track2)]

    def pin_block(self, pin: str, pan: str) -> bytes:
        if self.uses_sm4:
            return sm4(self.pin, clear_sm4_pin_block(pin, pan))
        return des(self.pin, clear_pin_block(pin, pan))

    def encrypted(self, clear_block: bytes) -> bytes:
        return sm4(self.pin, clear_block) if self.uses_sm4 else des(self.pin, clear_block)


def check_value(key: bytes, uses_sm4: bool = False) -> bytes:
    return (sm4(key, bytes(16)) if uses_sm4 else des(key, bytes(8)))[:4]


def unwrapped(master: bytes, wrapped: bytes, check: bytes, uses_sm4: bool) -> bytes:
    key = undo_sm4(master, wrapped) if uses_sm4 else undo_des(master, wrapped)
    if check_value(key, uses_sm4) != check:
        raise WrongKey(f"check value {check_value(key, uses_sm4).hex()}, told {check.hex()}")
    return key


def working_keys(master: bytes, content: bytes, uses_sm4: bool = False) -> WorkingKeys:
    """Field 62 of a sign-in's reply, by its length: 24, 40, 60.

    In 40 and 60 bytes a single MAC key stands in eight bytes before eight zeros; a track key makes the rest
    of 60.
    """
    if len(content) not in (24, 40, 60):
        raise WrongKey(f"no layout of working keys has {len(content)} bytes")
    size = 8 if len(content) == 24 else 16
    pin = unwrapped(master, content[:size], content[size:size + 4], uses_sm4)
    mac = content[size + 4:2 * size + 4]
    if size == 16 and not uses_sm4 and mac[8:] == bytes(8):
        mac = mac[:8]
    track = b""
    if len(content) == 60:
        track = unwrapped(master, content[40:56], content[56:], uses_sm4)
    return WorkingKeys(
        pin, unwrapped(master, mac, content[2 * size + 4:2 * size + 8], uses_sm4), uses_sm4, track)
