import Crypto
import Foundation

/// The files a page asks for beside itself.
enum Asset: String, CaseIterable, Sendable {
  case stylesheet = "tongbao.css"
  case comfort = "comfort.js"
  case siteStyle = "site.css"
  case live = "live.js"
  case seatStyle = "seat.css"
  case seat = "seat.js"
  case seatWorker = "worker.js"
  case icon = "coin.svg"

  var mediaType: String {
    switch self {
    case .stylesheet, .siteStyle, .seatStyle: "text/css; charset=utf-8"
    case .comfort, .live, .seat, .seatWorker: "text/javascript; charset=utf-8"
    case .icon: "image/svg+xml"
    }
  }
}

/// Assets read once at start, named by their content so that a browser may keep them for ever.
struct AssetLinks: Sendable {
  struct File: Sendable {
    let bytes: [UInt8]
    /// For browsers that unpack gzip, as all do.
    let packed: [UInt8]?
    let mediaType: String
    let etag: String
  }

  private let links: [Asset: Link]
  private let files: [String: File]

  init() throws {
    var links: [Asset: Link] = [:]
    var files: [String: File] = [:]
    let folder = Bundle.module.bundleURL.appendingPathComponent("Assets")
    for asset in Asset.allCases {
      let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(asset.rawValue)))
      let hash = SHA256.hash(data: bytes).prefix(8).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
      let parts = asset.rawValue.split(separator: ".")
      let name = "\(parts[0]).\(hash).\(parts[1])"
      links[asset] = Link("/assets").appending(name)
      files[name] = File(
        bytes: bytes, packed: Gzip.bytes(bytes), mediaType: asset.mediaType, etag: "\"\(hash)\"")
    }
    self.links = links
    self.files = files
  }

  /// Every case was read at start, so the fallback is never met.
  subscript(_ asset: Asset) -> Link { links[asset] ?? Link("/assets").appending(asset.rawValue) }

  func file(named name: String) -> File? { files[name] }

  /// Whether a request's `Accept-Encoding` takes gzip (RFC 9110, 12.5.3).
  static func takesGzip(_ accepted: String?) -> Bool {
    (accepted ?? "").lowercased().split(separator: ",").contains { part in
      let halves = part.split(separator: ";").map { $0.filter { $0 != " " } }
      guard halves.first == "gzip" else { return false }
      return !halves.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
    }
  }

  /// For what must be asked for by a name of its own, as a service worker.
  func file(_ asset: Asset) -> File? { links[asset].flatMap { files[String($0.text.dropFirst(8))] } }
}
