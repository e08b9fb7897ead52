import Foundation
import HTTPAPI
import Logging

/// One JSON object a line on standard error. What is logged names requests and numbers, never a person.
struct JSONLog: LogHandler {
  let label: String
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line: JSON.Members = .init()
    line["time"] = .string(
      Date().ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true)) + "Z")
    line["level"] = .string(event.level.rawValue)
    line["logger"] = .string(label)
    line["message"] = .string("\(event.message)")
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }).sorted(by: {
      $0.key < $1.key
    }) {
      line[key] = .string("\(value)")
    }
    let bytes = JSON.object(line).bytes + [UInt8(ascii: "\n")]
    try? FileHandle.standardError.write(contentsOf: Data(bytes))  // A log nobody keeps is no failure.
  }

  /// Makes it the log of the process; called once, before anything logs.
  static func bootstrap(level: String) {
    let level = Logger.Level(rawValue: level) ?? .notice
    LoggingSystem.bootstrap { JSONLog(label: $0, logLevel: level) }
  }
}
