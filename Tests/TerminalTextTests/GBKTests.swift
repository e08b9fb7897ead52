import TerminalText
import Testing

@Suite struct `Text in GBK` {
  @Test func `a published merchant name reads and writes`() {
    // Field 43 of vfwz.DOWNLOAD_RESPONSE, without its spaces.
    let bytes: [UInt8] = [0xC4, 0xAB, 0xCE, 0xC4, 0xD5, 0xDC, 0xD3, 0xD0, 0xCF, 0xDE, 0xB9, 0xAB, 0xCB, 0xBE]
    #expect(GBK.text(bytes) == "墨文哲有限公司")
    #expect(GBK.bytes("墨文哲有限公司") == bytes)
    #expect(GBK.bytes("墨文哲有限公司", width: 40) == bytes + [UInt8](repeating: 0x20, count: 26))
  }

  @Test func `what GBK lacks becomes a question mark`() {
    #expect(GBK.bytes("积分🎁") == GBK.bytes("积分") + [0x3F])
    #expect(GBK.bytes("") == [])
  }

  @Test func `a fixed width never cuts a character`() {
    #expect(GBK.bytes("积分", width: 3) == GBK.bytes("积") + [0x20])
    #expect(GBK.bytes("积分", width: 0) == [])
  }

  @Test func `half a character is no text`() {
    #expect(GBK.text([0xC4]) == nil)
    #expect(GBK.text([]) == "")
    #expect(GBK.text(Array("POS 58".utf8)) == "POS 58")
  }
}
