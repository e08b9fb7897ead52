internal import TerminalText

/// A slip as bytes for a receipt printer: ESC/POS as its maker publishes it, with Chinese in GBK, which is
/// what printers sold in China hold in their memory.
///
/// Nothing but what is written here reaches the printer as a command: control characters in names and numbers
/// become `?`, as does what GBK does not have.
struct EscPos {
  private(set) var bytes: [UInt8] = []
  /// Characters of the printer's first font on a line; a Chinese one takes two.
  private let columns: Int

  /// Each slip ends with a cut.
  static func bytes(_ slips: [Slip], _ width: SlipWidth) -> [UInt8] {
    var printer = EscPos(columns: width == .narrow ? 32 : 48)
    // ESC @ forgets what was set before; FS & turns on characters of two bytes.
    printer.bytes = [0x1B, 0x40, 0x1C, 0x26]
    for slip in slips {
      for line in slip.lines { printer.add(line) }
      // GS V 66 3: on by three lines, then cut.
      printer.bytes += [0x0A, 0x1D, 0x56, 66, 3]
    }
    return printer.bytes
  }

  private init(columns: Int) { self.columns = columns }

  private mutating func add(_ line: SlipLine) {
    switch line {
    case .head(let text, let isStrong): centred(text, isStrong: isStrong)
    case .kind(let text): centred(text, isStrong: true)
    case .figure(let text):
      // GS ! 17: twice as wide and as high.
      bytes += [0x1D, 0x21, 0x11]
      centred(text, isStrong: true, columns: columns / 2)
      bytes += [0x1D, 0x21, 0x00]
    case .facts(let rows):
      rule()
      for row in rows { fact(row.name, row.value) }
      rule()
    case .list(let title, let items):
      for text in [title] + items.map({ "- " + $0 }) {
        for part in Self.wrapped(Self.printable(text), columns) { row(part) }
      }
    case .code(let text, let title):
      code(text)
      centred(title)
    case .signature(let text):
      row(Self.printable(text))
      bytes += [0x0A, 0x0A]
      row([UInt8](repeating: UInt8(ascii: "_"), count: columns))
    }
  }

  private mutating func row(_ text: [UInt8]) { bytes += text + [0x0A] }

  private mutating func rule() { row([UInt8](repeating: UInt8(ascii: "-"), count: columns)) }

  private mutating func centred(_ text: String, isStrong: Bool = false, columns: Int? = nil) {
    // ESC a: 1 in the middle, 0 to the left. ESC E: heavy.
    bytes += [0x1B, 0x61, 1]
    if isStrong { bytes += [0x1B, 0x45, 1] }
    for part in Self.wrapped(Self.printable(text), columns ?? self.columns) { row(part) }
    if isStrong { bytes += [0x1B, 0x45, 0] }
    bytes += [0x1B, 0x61, 0]
  }

  /// The name on the left, the value on the right; where they do not fit beside each other, below it.
  private mutating func fact(_ name: String, _ value: String) {
    let (name, value) = (Self.printable(name), Self.printable(value))
    if name.count + 1 + value.count <= columns {
      row(name + [UInt8](repeating: 0x20, count: columns - name.count - value.count) + value)
      return
    }
    for part in Self.wrapped(name, columns) { row(part) }
    for part in Self.wrapped(value, columns) {
      row([UInt8](repeating: 0x20, count: columns - part.count) + part)
    }
  }

  /// GS ( k: model 2, squares of four dots, a seventh may be lost; stored, then printed.
  private mutating func code(_ text: String) {
    let data = Array(text.utf8)
    let length = data.count + 3
    guard length <= 7_092 else { return }
    bytes += [0x1B, 0x61, 1]
    bytes += [0x1D, 0x28, 0x6B, 4, 0, 49, 65, 50, 0]
    bytes += [0x1D, 0x28, 0x6B, 3, 0, 49, 67, 4]
    bytes += [0x1D, 0x28, 0x6B, 3, 0, 49, 69, 49]
    bytes += [0x1D, 0x28, 0x6B, UInt8(length & 0xFF), UInt8(length >> 8), 49, 80, 48] + data
    bytes += [0x1D, 0x28, 0x6B, 3, 0, 49, 81, 48]
    bytes += [0x0A, 0x1B, 0x61, 0]
  }

  private static func printable(_ text: String) -> [UInt8] {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x00A0, 0x2009, 0x202F: plain += " "
      case 0x2010...0x2013, 0x2212: plain += "-"
      case 0..<0x20, 0x7F..<0xA0: plain += "?"
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return GBK.bytes(plain)
  }

  /// Lines of at most so many bytes, each a column; no character of two bytes is cut. Words stay whole where
  /// they fit.
  private static func wrapped(_ text: [UInt8], _ columns: Int) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var place = 0
    while place < text.count {
      let size = text[place] >= 0x81 && place + 1 < text.count ? 2 : 1
      if line.count + size > columns {
        let blank = size == 1 && text[place] != 0x20 ? line.lastIndex(of: 0x20) : nil
        // A blank behind a Chinese character is none of its bytes: those are 0x40 or more.
        if let blank, blank > 0 {
          lines.append(Array(line[..<blank]))
          line = Array(line[(blank + 1)...])
        } else {
          lines.append(line)
          line = []
          if text[place] == 0x20 {
            place += 1
            continue
          }
        }
      }
      line += text[place..<place + size]
      place += size
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }
}
