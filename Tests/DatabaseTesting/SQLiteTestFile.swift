import Foundation
import Storage

/// SQLite files in folders of their own; the schema is made once and its file copied.
enum SQLiteTestFile {
  private static let template = Task {
    let folder = try makeFolder()
    let path = folder.appending(path: "template.db").path
    let database = try SQLiteDatabase(path: path)
    try await Migrator.bundled().migrate(database, now: 0)
    // The last connection to close moves the log into the file.
    try await database.close()
    let bytes = try Data(contentsOf: URL(filePath: path))
    try FileManager.default.removeItem(at: folder)
    return bytes
  }

  static func make(_ schema: TestSchema) async throws -> TestDatabaseHandle {
    let folder = try makeFolder()
    let file = folder.appending(path: "test.db")
    if case .program = schema { try await template.value.write(to: file) }
    let database = try SQLiteDatabase(path: file.path)
    return TestDatabaseHandle(database: database) {
      try await database.close()
      try FileManager.default.removeItem(at: folder)
    }
  }

  private static func makeFolder() throws -> URL {
    let name = "tongbao-test-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    return folder
  }
}
