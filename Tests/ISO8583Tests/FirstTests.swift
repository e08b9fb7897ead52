import ISO8583
import Testing
