internal import CQRencode

/// A QR code (ISO/IEC 18004) as squares that are dark or light, drawn as SVG.
struct QRCode: Sendable {
  /// How much of the code may be hidden or torn and still be read: 7, 15, 25 or 30 %.
  enum Correction: Sendable {
    case low, medium, quartile, high

    fileprivate var level: QRecLevel {
      switch self {
      case .low: QR_ECLEVEL_L
      case .medium: QR_ECLEVEL_M
      case .quartile: QR_ECLEVEL_Q
      case .high: QR_ECLEVEL_H
      }
    }
  }

  /// The light border a reader needs, in squares (ISO/IEC 18004, 6.3.8).
  static let quietZone = 4

  /// Squares along an edge, without the quiet zone: 21…177.
  let side: Int
  private let isDark: [Bool]

  /// Nil for an empty text, for one with a NUL in it, and for one that no version holds: at `medium` more
  /// than 2,331 bytes.
  init?(_ text: String, correction: Correction = .medium) {
    guard !text.isEmpty, !text.utf8.contains(0) else { return nil }
    // Version 0 takes the smallest that fits; mode 8 still packs runs of digits and capitals tighter.
    guard let drawn = QRcode_encodeString(text, 0, correction.level, QR_MODE_8, 1) else { return nil }
    defer { QRcode_free(drawn) }
    side = Int(drawn.pointee.width)
    // The lowest bit of a square says dark; the others say what it is for.
    isDark = UnsafeBufferPointer(start: drawn.pointee.data, count: side * side).map { $0 & 1 == 1 }
  }

  /// Dark runs of each row as strokes of height 1: `M4 4h7m1 0h2…`, from the corner of the quiet zone.
  ///
  /// Neighbours are merged, since a square each would make the page's largest part of it.
  var path: String {
    var path = ""
    for row in 0..<side {
      var pen = 0
      var isFirst = true
      for run in runs(in: row) {
        path +=
          isFirst
          ? "M\(run.lowerBound + Self.quietZone) \(row + Self.quietZone)"
          : "m\(run.lowerBound - pen) 0"
        path += "h\(run.count)"
        pen = run.upperBound
        isFirst = false
      }
    }
    return path
  }

  /// The picture, in black on white in every theme, since readers expect it so.
  /// - Parameter name: what the code is, for people who do not see it.
  func node(_ name: String) -> Node {
    let edge = String(side + 2 * Self.quietZone)
    // A stroke lies half above its line, so the box begins half a square higher.
    return svg(
      .class("qr"), Attribute("viewBox", "0 -.5 \(edge) \(edge)"), Attribute("shape-rendering", "crispEdges"),
      .role("img"), .aria(.label, name)
    ) {
      svgRect(
        Attribute("y", "-.5"), Attribute("width", edge), Attribute("height", edge), Attribute("fill", "#fff"))
      svgPath(Attribute("d", path), Attribute("stroke", "#000"))
    }
  }

  private func runs(in row: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for column in 0..<side where isDark[row * side + column] {
      if let last = runs.last, last.upperBound == column {
        runs[runs.count - 1] = last.lowerBound..<column + 1
      } else {
        runs.append(column..<column + 1)
      }
    }
    return runs
  }
}
