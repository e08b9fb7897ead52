import Foundation
import Testing

@testable import Consoles

/// What is drawn must be read by a reader that shares no code with the encoder: zbar's.
@Suite struct QRCodeTests {
  @Test(
    arguments: [
      "0", "80012345678901234567", "https://tongbao.example/m?code=1A2B",
      "otpauth://totp/%E9%80%9A%E5%AE%9D:admin?secret=JBSWY3DPEHPK3PXP&issuer=%E9%80%9A%E5%AE%9D",
      String(repeating: "circulating treasure ", count: 40),
    ])
  func `a reader reads what was drawn`(_ text: String) throws {
    for correction in [QRCode.Correction.low, .medium, .quartile, .high] {
      let code = try #require(QRCode(text, correction: correction))
      #expect(try read(code) == text)
    }
  }

  @Test func `a text of UTF-8 comes back as its bytes`() throws {
    #expect(try read(try #require(QRCode("通宝"))) == "通宝")
  }

  @Test func `the longest text is drawn and one byte more is refused`() {
    #expect(QRCode(String(repeating: "a", count: 2_331))?.side == 177)
    #expect(QRCode(String(repeating: "a", count: 2_332)) == nil)
  }

  @Test func `nothing and a text with a NUL are refused`() {
    #expect(QRCode("") == nil)
    #expect(QRCode("a\u{0}b") == nil)
  }

  @Test func `the picture names itself and stays small`() throws {
    let code = try #require(QRCode("80012345678901234567"))
    let drawn = Markup.fragment(code.node("Member code"))
    #expect(drawn.hasPrefix(##"<svg class="qr" viewBox="0 -.5 29 29""##))
    #expect(drawn.contains(#"role="img" aria-label="Member code""#))
    #expect(drawn.utf8.count < 2_000)
  }

  /// Paints the path's strokes, eight dots a square, and lets zbarimg look at them.
  private func read(_ code: QRCode) throws -> String {
    let edge = code.side + 2 * QRCode.quietZone
    let dots = 8
    var image = [UInt8](repeating: 255, count: edge * dots * edge * dots)
    for (row, columns) in try strokes(code.path) {
      for y in row * dots..<(row + 1) * dots {
        for x in columns.lowerBound * dots..<columns.upperBound * dots { image[y * edge * dots + x] = 0 }
      }
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("qr-\(UUID()).pgm")
    try (Data("P5 \(edge * dots) \(edge * dots) 255\n".utf8) + Data(image)).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }  // what is left in /tmp harms nobody
    let reader = Process()
    reader.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    reader.arguments = [
      "zbarimg", "--quiet", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", file.path,
    ]
    let output = Pipe()
    reader.standardOutput = output
    reader.standardError = FileHandle.nullDevice
    try reader.run()
    let found = output.fileHandleForReading.readDataToEndOfFile()
    reader.waitUntilExit()
    #expect(reader.terminationStatus == 0)
    return String(decoding: found, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// Reads `M4 4h7m1 0h2` back into rows and their columns.
  private func strokes(_ path: String) throws -> [(row: Int, columns: Range<Int>)] {
    var strokes: [(Int, Range<Int>)] = []
    var (x, y) = (0, 0)
    for step in path.steps {
      switch step.letter {
      case "M": (x, y) = (step.numbers[0], step.numbers[1])
      case "m": x += step.numbers[0]
      case "h":
        strokes.append((y, x..<x + step.numbers[0]))
        x += step.numbers[0]
      default: Issue.record("the path has a step \(step.letter)")
      }
    }
    return strokes
  }
}

extension String {
  /// The steps of a path: a letter and the numbers after it.
  fileprivate var steps: [(letter: Character, numbers: [Int])] {
    var steps: [(letter: Character, text: String)] = []
    for character in self {
      if character.isLetter {
        steps.append((character, ""))
      } else {
        steps[steps.count - 1].text.append(character)
      }
    }
    return steps.map { ($0.letter, $0.text.split(separator: " ").compactMap { Int($0) }) }
  }
}
