import Foundation
import HTTPAPI
import LedgerStore

/// A command on a data folder: run in this process when nobody owns the folder, else by the server that does.
protocol Errand: Codable, Sendable {
  /// Its name on the control socket.
  static var name: String { get }

  /// Does it on an opened platform and gives its report.
  func run(on platform: Platform, _ talk: Talk) async throws -> JSON

  /// Does it in a folder that this process has just claimed.
  func run(in folder: LedgerFolder, _ settings: Settings, _ talk: Talk) async throws -> JSON
}

extension Errand {
  func run(in folder: LedgerFolder, _ settings: Settings, _ talk: Talk) async throws -> JSON {
    let platform = try await Platform.open(settings, folder: folder)
    do {
      let report = try await run(on: platform, talk)
      try await platform.close()
      return report
    } catch {
      try await platform.close()
      throw error
    }
  }

  /// Does it wherever it must be done.
  func carryOut(_ settings: Settings, _ talk: Talk) async throws -> JSON {
    defer { talk.end() }
    let folder: LedgerFolder
    do { folder = try LedgerFolder(settings.data) } catch let inUse as FolderInUse {
      guard FileManager.default.fileExists(atPath: ControlSocket.path(in: settings.data)) else { throw inUse }
      return try await ControlClient(folder: settings.data).ask(self, talk)
    }
    return try await run(in: folder, settings, talk)
  }
}

/// How an errand speaks while it works.
struct Talk: Sendable {
  var progress: @Sendable (_ done: Int64, _ total: Int64?) -> Void
  /// Data for standard output, whole lines.
  var output: @Sendable (_ bytes: [UInt8]) -> Void
  /// Nothing more will be said.
  var end: @Sendable () -> Void = {}

  /// To the terminal of this process.
  static func terminal(_ title: String) -> Talk {
    let bar = ProgressBar(title)
    return Talk(
      progress: { bar.show($0, of: $1) },
      output: { bytes in
        // Whoever reads us may have gone away; there is nobody left to tell.
        try? FileHandle.standardOutput.write(contentsOf: Data(bytes))
      }, end: { bar.end() })
  }
}
