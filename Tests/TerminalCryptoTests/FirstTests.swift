import TerminalCrypto
import Testing
