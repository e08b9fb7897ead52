import Foundation
import PointsTerminal

/// The terminal's memory: a line of JSON an event, on the disk before anything that follows from it is done.
///
/// A line that was cut off by a power failure was never acted upon and is left out; one that is damaged in
/// the middle stops the terminal, since nobody can say what it held.
final class TerminalJournal {
  private let path: String
  private var file: FileHandle
  private let lock: Int32

  struct Unusable: Error, CustomStringConvertible {
    var description: String
  }

  /// Opens or makes the file and reads what is in it.
  /// - Throws: ``Unusable``, also when another terminal has it open.
  init(path: String) throws {
    self.path = path
    if !FileManager.default.fileExists(atPath: path) {
      let made = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
      guard made else { throw Unusable(description: "\(path) cannot be made") }
    }
    guard let file = FileHandle(forUpdatingAtPath: path) else {
      throw Unusable(description: "\(path) cannot be opened")
    }
    self.file = file
    lock = file.fileDescriptor
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
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
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var bytes = Data()
    for event in events { bytes += try encoder.encode(event) + [UInt8(ascii: "\n")] }
    try file.seekToEnd()
    try file.write(contentsOf: bytes)
    try file.synchronize()
  }

  /// Begins anew with what still matters, so that the file stays the size of a batch.
  func rewrite(_ events: [TerminalEvent]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var bytes = Data()
    for event in events { bytes += try encoder.encode(event) + [UInt8(ascii: "\n")] }
    let next = path + ".next"
    FileManager.default.createFile(atPath: next, contents: nil, attributes: [.posixPermissions: 0o600])
    guard let written = FileHandle(forUpdatingAtPath: next) else {
      throw Unusable(description: "\(next) cannot be made")
    }
    guard flock(written.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Unusable(description: "\(next) is in use by another terminal")
    }
    try written.write(contentsOf: bytes)
    try written.synchronize()
    guard rename(next, path) == 0 else { throw Unusable(description: "\(path) cannot be replaced") }
    try file.close()
    file = written
  }
}
