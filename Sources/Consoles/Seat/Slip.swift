/// What a slip says, line by line: the page and the printer's bytes are made of the same.
struct Slip: Sendable {
  let lines: [SlipLine]
}

enum SlipLine: Sendable {
  /// In the middle, at the top.
  case head(String, isStrong: Bool = false)
  case kind(String)
  case figure(String)
  case facts([(name: String, value: String)])
  case list(String, [String])
  /// A QR code of the text, with what it is for below.
  case code(String, String)
  /// A line to sign on.
  case signature(String)
}

extension Slip {
  var node: Node { article(.class("slip")) { lines.map { $0.node } } }
}

extension SlipLine {
  fileprivate var node: Node {
    switch self {
    case .head(let text, let isStrong):
      p(.class("slip-head")) { isStrong ? strong { text } : .text(text) }
    case .kind(let text): p(.class("slip-kind")) { text }
    case .figure(let text): p(.class("slip-figure")) { text }
    case .facts(let rows):
      dl(.class("slip-facts")) {
        for (name, value) in rows {
          div {
            dt { name }
            dd { value }
          }
        }
      }
    case .list(let title, let items):
      .group([p { title }, ul { for item in items { li { item } } }])
    case .code(let text, let title):
      QRCode(text).map { code in
        .group([div(.class("slip-code")) { code.node(title) }, p(.class("slip-head")) { title }])
      } ?? .nothing
    case .signature(let text): p(.class("sign")) { text }
    }
  }
}
