"""Decodes and encodes frames with pyiso8583 for so many seconds: the peer of `tongbao bench codec`.

Prints how many messages were done and the seconds that it took.
"""

import sys
import time

import iso8583
from iso8583_spec import spec


def main() -> None:
    table = spec()
    frames = [bytes.fromhex(line) for line in sys.stdin.read().split()]
    done = 0
    start = time.perf_counter()
    end = start + float(sys.argv[1])
    while time.perf_counter() < end:
        for frame in frames:
            decoded, _ = iso8583.decode(frame, table)
            raw, _ = iso8583.encode(decoded, table)
            assert raw == frame, "other bytes came back"
        done += len(frames)
    print(done, time.perf_counter() - start)


if __name__ == "__main__":
    main()
