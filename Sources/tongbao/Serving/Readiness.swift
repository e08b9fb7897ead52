import Foundation
import Hummingbird
import LedgerStore
import Storage

/// Whether this server should be sent requests: the ledger writes, the tables are there, the disk has room.
struct Readiness: Sendable {
  private static let leastFreeShare = 0.02

  private let platform: Platform
  init(_ platform: Platform) { self.platform = platform }

  func answer() async -> Response {
    let fault = await fault()
    return Response(
      status: fault == nil ? .ok : .serviceUnavailable, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: (fault ?? "ready") + "\n")))
  }

  private func fault() async -> String? {
    do {
      _ = try await platform.ledger.head()
      guard try await Migrator.bundled().pending(platform.database).isEmpty else {
        return "migrations are pending"
      }
    } catch { return "the store does not answer" }
    if let share = DiskSpace.freeShare(of: platform.folder.path), share < Self.leastFreeShare {
      return "the disk is nearly full"
    }
    return nil
  }
}

/// How much room a folder's disk has.
enum DiskSpace {
  /// 0 to 1; nil when the system does not say.
  static func freeShare(of folder: String) -> Double? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)  // Nil is the answer.
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.doubleValue,
      let size = (attributes?[.systemSize] as? NSNumber)?.doubleValue, size > 0
    else { return nil }
    return free / size
  }
}
