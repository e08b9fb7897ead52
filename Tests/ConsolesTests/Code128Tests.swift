import Foundation
import Testing

@testable import Consoles

/// What is drawn must be read by a reader that shares no code with the encoder: zbar's.
@Suite struct Code128Tests {
  @Test(arguments: [
    "7", "42", "007", "2812345678901234567", "2800000000000000006", String(repeating: "9", count: 80),
  ])
  func `a reader reads the digits that were drawn`(_ digits: String) throws {
    #expect(try read(try #require(Code128(digits: digits))) == digits)
  }

  /// Every pair of digits is a symbol of its own.
  @Test func `every symbol of the pairs is right`() throws {
    for tens in 0..<10 {
      let digits = (0..<10).map { "\(tens)\($0)" }.joined()
      #expect(try read(try #require(Code128(digits: digits))) == digits)
    }
  }

  @Test func `anything but 1…80 digits is refused`() {
    for wrong in ["", "12a4", "１２", " 12", String(repeating: "1", count: 81)] {
      #expect(Code128(digits: wrong) == nil)
    }
  }

  @Test func `the picture names itself and stays small`() throws {
    let drawn = Markup.fragment(try #require(Code128(digits: "2812345678901234567")).drawing("Bars"))
    #expect(drawn.contains(#"role="img" aria-label="Bars""#) && drawn.utf8.count < 1_500)
  }

  /// Paints the bars, four dots a module, with the quiet zones, and lets zbarimg look at them.
  private func read(_ code: Code128) throws -> String {
    let dots = 4
    var row = [UInt8](repeating: 255, count: 10 * dots)
    for (place, width) in code.widths.enumerated() {
      row += [UInt8](repeating: place.isMultiple(of: 2) ? 0 : 255, count: width * dots)
    }
    row += [UInt8](repeating: 255, count: 10 * dots)
    let image = [[UInt8]](repeating: row, count: 80).flatMap(\.self)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("bars-\(UUID()).pgm")
    try (Data("P5 \(row.count) 80 255\n".utf8) + Data(image)).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }  // what is left in /tmp harms nobody
    let reader = Process()
    reader.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    reader.arguments = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Scode128.enable", file.path]
    let output = Pipe()
    reader.standardOutput = output
    reader.standardError = FileHandle.nullDevice
    try reader.run()
    let found = output.fileHandleForReading.readDataToEndOfFile()
    reader.waitUntilExit()
    return String(decoding: found, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
