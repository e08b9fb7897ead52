import Foundation
import Testing

@testable import Consoles

/// What is sent to a printer is kept byte by byte, and read back by a reader that knows the commands alone.
@Suite struct EscPosTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  @Test(arguments: SlipWidth.allCases, Language.allCases)
  func `the printer's bytes are those of the golden file`(_ width: SlipWidth, _ language: Language) throws {
    let words = try Faked.visit(language).words
    for isAgain in [false, true] {
      let bytes = EscPos.bytes(SeatSlipPage.faked(width, isAgain: isAgain).slips(words), width)
      let name = "slip-\(width.rawValue)-\(language.rawValue)\(isAgain ? "-again" : "").escpos.hex.txt"
      try Self.compare(bytes, with: name)
    }
    try Self.compare(
      EscPos.bytes(SeatSlipPage.fakedCard(width).slips(words), width),
      with: "slip-\(width.rawValue)-\(language.rawValue)-card.escpos.hex.txt")
    try Self.compare(
      EscPos.bytes(SeatSlipPage.faked(width, discount: .faked).slips(words), width),
      with: "slip-\(width.rawValue)-\(language.rawValue)-discount.escpos.hex.txt")
    try Self.compare(
      EscPos.bytes([SeatHandoverPage.faked(width).slip(words)], width),
      with: "handover-\(width.rawValue)-\(language.rawValue).escpos.hex.txt")
  }

  @Test(arguments: SlipWidth.allCases, Language.allCases)
  func `no line is wider than the paper, and every fact of the page is on it`(
    _ width: SlipWidth, _ language: Language
  ) throws {
    let words = try Faked.visit(language).words
    let slips = SeatSlipPage.faked(width, isAgain: true, discount: .faked).slips(words)
    let read = try Printed(EscPos.bytes(slips, width))
    let columns = width == .narrow ? 32 : 48
    #expect(read.lines.allSatisfy { $0.columns <= columns }, "\(read.lines)")
    #expect(
      read.cuts == 2 && read.codes == ["https://points.example/member/entries/txn_01K9ZQ4T7M3V8X2C5B6N"])
    // Paper's code page has no minus sign of its own.
    func plain(_ text: String) -> String {
      text.filter { !$0.isWhitespace }.replacing("\u{2212}", with: "-")
    }
    let text = plain(read.lines.map(\.text).joined())
    for line in slips[0].lines {
      guard case .facts(let rows) = line else { continue }
      for (name, value) in rows {
        let (name, value) = (plain(name), plain(value))
        #expect(text.contains(name) && text.contains(value), "\(name) \(value)")
      }
    }
    #expect(text.contains(plain(words.seatSlipAgain)))
  }

  @Test func `a name is no command, and what GBK lacks is a question mark`() throws {
    let slip = Slip(lines: [
      .head("Li\u{1B}@\u{1D}V\u{0}\n\u{1F600}"), .facts([("\u{10}\u{04}\u{01}", "\u{2212}5\u{00A0}\u{9B}")]),
    ])
    let bytes = EscPos.bytes([slip], .narrow)
    let read = try Printed(bytes)
    #expect(read.lines.first?.text == "Li?@?V???")
    #expect(read.lines.contains { $0.text.hasPrefix("???") && $0.text.hasSuffix("-5 ?") })
    #expect(read.cuts == 1)
  }

  @Test func `long words and long values go on below`() throws {
    let slip = Slip(lines: [
      .facts([("单号", String(repeating: "A", count: 70))]), .list("批次", [String(repeating: "积", count: 40)]),
      .head("The quick brown fox jumps over the lazy dog"),
    ])
    let lines = try Printed(EscPos.bytes([slip], .narrow)).lines
    #expect(lines.map(\.columns).max() == 32)
    #expect(lines.map(\.text).contains("The quick brown fox jumps over"))
    #expect(lines.map(\.text).joined().filter { $0 == "积" }.count == 40)
    #expect(lines.map(\.text).joined().filter { $0 == "A" }.count == 70)
  }

  private static func compare(_ bytes: [UInt8], with name: String) throws {
    var text = ""
    for (place, byte) in bytes.enumerated() {
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16) + ((place + 1) % 32 == 0 ? "\n" : " ")
    }
    text = text.trimmingCharacters(in: .whitespacesAndNewlines) + "\n"
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name)")
  }
}

/// What a printer would make of bytes; a command that it does not know is a fault.
private struct Printed {
  struct Fault: Error { let place: Int }

  var lines: [(text: String, columns: Int)] = []
  var codes: [String] = []
  var cuts = 0

  init(_ bytes: [UInt8]) throws {
    var place = 0
    var line: [UInt8] = []
    var isWide = false
    func next(_ count: Int) throws -> ArraySlice<UInt8> {
      guard place + count <= bytes.count else { throw Fault(place: place) }
      defer { place += count }
      return bytes[place..<place + count]
    }
    while place < bytes.count {
      let byte = try next(1).first ?? 0
      switch byte {
      case 0x0A:
        lines.append((try Self.text(line), line.count * (isWide ? 2 : 1)))
        line = []
      case 0x1B:
        let command = try next(1).first
        switch command {
        case 0x40: break
        case 0x61, 0x45: _ = try next(1)
        default: throw Fault(place: place)
        }
      case 0x1C: guard try next(1).first == 0x26 else { throw Fault(place: place) }
      case 0x1D:
        let command = try next(1).first
        switch command {
        case 0x21: isWide = try next(1).first == 0x11
        case 0x56:
          _ = try next(2)
          cuts += 1
        case 0x28:
          let head = Array(try next(3))
          let data = Array(try next(Int(head[1]) + Int(head[2]) << 8))
          if data.starts(with: [49, 80, 48]) {
            codes.append(String(decoding: data.dropFirst(3), as: UTF8.self))
          }
        default: throw Fault(place: place)
        }
      case 0x20...0x7E, 0x81...0xFE: line += [byte] + (byte > 0x7E ? Array(try next(1)) : [])
      default: throw Fault(place: place)
      }
    }
  }

  /// By Foundation's table, which is not the C library's that wrote it.
  private static func text(_ bytes: [UInt8]) throws -> String {
    guard let text = String(data: Data(bytes), encoding: String.Encoding(rawValue: 0x8000_0632)) else {
      throw Fault(place: -1)
    }
    return text
  }
}
