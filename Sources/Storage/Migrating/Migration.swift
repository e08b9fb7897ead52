import Foundation

/// One step of the schema, written once for both engines.
package struct Migration: Sendable, Hashable {
  package let version: Int64
  package let name: String
  package let script: String

  package init(version: Int64, name: String, script: String) {
    self.version = version
    self.name = name
    self.script = script
  }

  /// FNV-1a over the script, in hex: it tells an edited file, it does not protect against anybody.
  package var checksum: String {
    let hash = script.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 1_099_511_628_211
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The migrations that come with the program, `Migrations/NNNN_name.sql`, by version.
  /// - Throws: `DatabaseError`, kind `.migration`, for a file whose name has another form.
  package static func bundled() throws -> [Migration] {
    let folder = Bundle.module.bundleURL.appending(path: "Migrations")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "sql" }
      .map { file in
        let stem = file.deletingPathExtension().lastPathComponent
        guard let match = stem.wholeMatch(of: /([0-9]{4})_([a-z0-9_]+)/), let version = Int64(match.1) else {
          throw DatabaseError(.migration, "\(file.lastPathComponent) is not named like 0001_members.sql")
        }
        return Migration(
          version: version, name: String(match.2), script: try String(contentsOf: file, encoding: .utf8))
      }
      .sorted { $0.version < $1.version }
  }
}
