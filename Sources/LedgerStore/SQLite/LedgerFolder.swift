import Foundation

/// The data folder of one server; claimed by one process at a time.
package final class LedgerFolder: Sendable {
  package let path: String
  private let lock: Int32

  var ledger: String { path + "/ledger.db" }
  var search: String { path + "/search.db" }
  /// The platform's tables; opened by Storage.
  package var platform: String { path + "/platform.db" }

  /// Makes the folder where it is missing and claims it.
  /// - Throws: ``FolderInUse`` when another process has it.
  package init(_ path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    lock = open(path + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      if lock >= 0 { close(lock) }
      throw FolderInUse(path: path)
    }
  }

  deinit { close(lock) }
}

/// Another process owns the data folder, or it cannot be opened.
package struct FolderInUse: Error, Sendable, CustomStringConvertible {
  package var path: String
  package var description: String {
    "The data folder \(path) is in use by another process, or cannot be written. Stop the server, or ask it instead."
  }
}
