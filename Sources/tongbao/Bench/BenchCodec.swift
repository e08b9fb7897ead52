import ArgumentParser
import Foundation
import ISO8583

/// `tongbao bench codec`: one line of JSON; quality.md S8.
struct BenchCodec: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codec",
    abstract: "Measure decoding and encoding messages of terminals, alone or against another codec.",
    discussion: """
      The other codec is a program that reads lines of hex, decodes and encodes them over and over for \
      the seconds of its last argument, and prints the messages it did and the seconds they took. Both \
      take turns with the same frames. Tests/Peers/bench_iso8583.py is one, for pyiso8583.
      """)

  @Option(help: "Seconds of each turn.") var seconds = 1.0
  @Option(help: "Turns; the one before them warms up.") var rounds = 5
  @Option(help: "The command of the other codec, its words separated by blanks.") var peer: String?

  func validate() throws {
    guard 0.01...600 ~= seconds else { throw ValidationError("--seconds must be 0.01 to 600.") }
    guard 1...1_000 ~= rounds else { throw ValidationError("--rounds must be 1 to 1,000.") }
  }

  func run() throws {
    let frames = try BenchFrames.all()
    var (own, others): ([Double], [Double]) = ([], [])
    for round in 0...rounds {
      let rate = try measured(frames)
      let other = try peer.map { try Self.measured(frames, by: $0, seconds: seconds) }
      if round == 0 { continue }
      own.append(rate)
      if let other { others.append(other) }
    }
    var line = [
      ("bench", "\"codec\""), ("frames", "\(frames.count)"),
      ("bytes", "\(frames.reduce(0) { $0 + $1.count } / frames.count)"), ("rounds", "\(rounds)"),
      ("per_second", String(format: "%.0f", own.median)),
      ("nanoseconds", String(format: "%.0f", 1e9 / own.median)),
    ]
    if peer != nil {
      line += [
        ("peer_per_second", String(format: "%.0f", others.median)),
        ("ratio", String(format: "%.0f", zip(own, others).map { $0 / $1 }.median)),
      ]
    }
    print("{" + line.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
  }

  /// Messages decoded and encoded again in a second.
  private func measured(_ frames: [[UInt8]]) throws -> Double {
    let profile = Profile.unionPay
    let clock = ContinuousClock()
    let start = clock.now
    let end = start.advanced(by: .microseconds(Int64(seconds * 1_000_000)))
    var (done, bytes) = (0, 0)
    while clock.now < end {
      for _ in 0..<100 {
        for frame in frames { bytes += try profile.encode(profile.decode(frame)).count }
      }
      done += 100 * frames.count
    }
    precondition(bytes == done / frames.count * frames.reduce(0) { $0 + $1.count }, "other bytes came back")
    return Double(done) / start.duration(to: clock.now).seconds
  }

  private static func measured(_ frames: [[UInt8]], by command: String, seconds: Double) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command.split(separator: " ").map(String.init) + ["\(seconds)"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let lines = frames.map { HexText.text($0) + "\n" }.joined()
    try input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let numbers = String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .compactMap { Double($0) }
    guard process.terminationStatus == 0, numbers.count == 2, numbers[1] > 0 else {
      throw ValidationError("--peer: the command failed or said something else than two numbers.")
    }
    return numbers[0] / numbers[1]
  }
}

extension [Double] {
  fileprivate var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
