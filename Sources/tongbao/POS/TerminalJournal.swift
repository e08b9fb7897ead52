import Foundation
import PointsTerminal

/// The terminal's memory: a line of JSON an event, on the disk before anything that follows from it is done.
///
/// A line that was cut off by a power failure was never acted upon and is left out; one that is damaged in
/// the middle stops the terminal, since nobody can say what it held.
final class TerminalJournal {
  /// It names cards: for its owner only.
  private static var attributes: [FileAttributeKey: Any] { [.posixPermissions: 0o600] }

  private let path: String
  private var file: FileHandle

  struct Unusable: Error, CustomStringConvertible {
    var description: String
  }

  /// Opens or makes the file and reads what is in it.
  /// - Throws: ``Unusable``, also when another terminal has it open.
  init(path: String) throws {
    self.path = path
    if !FileManager.default.fileExists(atPath: path) {
      let made = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: Self.attributes)
      guard made else { throw Unusable(description: "\(path) cannot be made") }
    }
    guard let file = FileHandle(forUpdatingAtPath: path) else {
      throw Unusable(description: "\(path) cannot be opened")
    }
    self.file = file
    guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Unusable(description: "\(path) is in use by another terminal")
    }
  }

  func events() throws -> [TerminalEvent] {
    try file.seek(toOffset: 0)
    let bytes = try file.readToEnd() ?? Data()
    var events: [TerminalEvent] = []
    let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    for (number, line) in bytes[..<whole].split(separator: UInt8(ascii: "\n")).enumerated() {
      do { events.append(try JSONDecoder().decode(TerminalEvent.self, from: line)) } catch {
        throw Unusable(description: "\(path), line \(number + 1) is no event of a terminal")
      }
    }
    try file.truncate(atOffset: UInt64(whole))
    return events
  }

  /// Writes events and returns when they are on the disk.
  func append(_ events: [TerminalEvent]) throws {
    guard !events.isEmpty else { return }
    try file.seekToEnd()
    try file.write(contentsOf: Self.lines(events))
    try file.synchronize()
  }

  private static func lines(_ events: [TerminalEvent]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try events.reduce(into: Data()) { $0 += try encoder.encode($1) + [UInt8(ascii: "\n")] }
  }

  /// Begins anew with what still matters, so that the file stays the size of a batch.
  func rewrite(_ events: [TerminalEvent]) throws {
    let next = path + ".next"
    guard FileManager.default.createFile(atPath: next, contents: nil, attributes: Self.attributes),
      let written = FileHandle(forUpdatingAtPath: next)
    else {
      throw Unusable(description: "\(next) cannot be made")
    }
    guard flock(written.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Unusable(description: "\(next) is in use by another terminal")
    }
    try written.write(contentsOf: Self.lines(events))
    try written.synchronize()
    guard rename(next, path) == 0 else { throw Unusable(description: "\(path) cannot be replaced") }
    try file.close()
    file = written
  }
}
