import ArgumentParser
import Foundation
import ISO8583

/// `tongbao pos inspect`: what a frame says, or the frame of what is to be said.
struct POSInspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Read frames as lines of hex from standard input and write them as lines of JSON, or the reverse.",
    discussion: """
      A frame may stand with or without its two bytes of length. A line that is no message of the profile \
      gives {"error": …, "field": …}, and the exit code is 1 at the end.
      """)

  @Flag(help: "From JSON to hex.") var encode = false
  @Flag(help: "Messages without the header of six bytes.") var noHeader = false
  @Flag(help: "Messages without the TPDU of five bytes.") var noTPDU = false
  @Flag(help: "The profile with SM4: PIN blocks of 16 bytes.") var sm4 = false
  @Flag(help: "Show card numbers and tracks whole. Without it only their ends, and no PIN block.")
  var unmasked = false

  func run() throws {
    var profile = sm4 ? Profile.unionPaySM4 : .unionPay
    if noHeader { profile.headerLength = 0 }
    if noTPDU { profile.tpduMode = .none }
    let output = Output()
    var failed = false
    while let line = readLine() {
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      do {
        output.line(try encode ? encoded(line, profile) : decoded(line, profile))
      } catch {
        output.line(FrameText.fault(error))
        failed = true
      }
    }
    output.flush()
    if failed { throw ExitCode.failure }
  }

  private func decoded(_ line: String, _ profile: Profile) throws -> String {
    guard let bytes = HexText.bytes(line) else { throw FrameText.Unreadable("no hex") }
    let isCounted = bytes.count >= 2 && Int(bytes[0]) << 8 | Int(bytes[1]) == bytes.count - 2
    let frame = try profile.decode(isCounted ? bytes[2...] : bytes[...])
    return try FrameText(frame, in: profile, masked: !unmasked).line()
  }

  private func encoded(_ line: String, _ profile: Profile) throws -> String {
    let text = try JSONDecoder().decode(FrameText.self, from: Data(line.utf8))
    return HexText.text(try profile.encode(text.frame(in: profile)))
  }
}
