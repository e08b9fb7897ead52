"""A fleet of POS terminals (银联直联 POS 方言) that shares no code with the host it judges.

Messages are packed by PyPI's pyiso8583, keys, PINs and MACs are made by Python's `cryptography`; the rules of
a terminal are written here from what is public about the dialect, see docs/guide/terminals.md.
"""
