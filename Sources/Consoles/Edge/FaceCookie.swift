/// A cookie of a face. Over TLS its name binds it to the host; plain http on loopback gets a plain name.
struct FaceCookie: Sendable, Equatable {
  enum Purpose: String, Sendable {
    case operatorSession = "tb_operator"
    case merchantSession = "tb_merchant"
    /// The store that a merchant's console is confined to on this device.
    case merchantStore = "tb_store"
    case language = "tb_language"
    /// Stands in for a session on the sign-in form.
    case visitor = "tb_visitor"
    case memberSession = "tb_member"
    /// Tells a member's own device from a stranger's, see `KnownDevice`.
    case knownDevice = "tb_known"
    /// The same for staff, see `Coalition.signIn`.
    case knownStaff = "tb_staff"
    case typeSize = "tb_type"
    /// Makes a browser a seat; lasts until it is unpaired.
    case seatBrowser = "tb_seat"
    case seatSession = "tb_cashier"
    /// How wide the seat's slips are.
    case slipWidth = "tb_slip"
  }

  let purpose: Purpose
  let isSecure: Bool

  var name: String { (isSecure ? "__Host-" : "") + purpose.rawValue }

  /// Staff sessions go nowhere across sites; members follow links from messages, and changes need a token.
  private var sameSite: String {
    switch purpose {
    case .operatorSession, .merchantSession, .merchantStore, .visitor, .seatBrowser, .seatSession, .slipWidth,
      .knownStaff:
      "Strict"
    case .language, .memberSession, .knownDevice, .typeSize: "Lax"
    }
  }

  /// The value of a `Set-Cookie` field; nil where none can carry it. Without an age it lasts the session.
  func setting(_ value: String, ageSeconds: Int? = nil) -> String? {
    guard !value.isEmpty, value.utf8.count <= 1_024, value.utf8.allSatisfy(FaceCookie.isValueByte) else {
      return nil
    }
    let age = ageSeconds.map { "; Max-Age=\($0)" } ?? ""
    return "\(name)=\(value)\(age)\(attributes)"
  }

  var clearing: String { "\(name)=; Max-Age=0\(attributes)" }

  /// The value in a request's `Cookie` field. A name given twice is refused: one of them is somebody else's.
  func value(in header: String?) -> String? {
    guard let header, header.utf8.count <= 8_192 else { return nil }
    var found: String?
    for pair in header.split(separator: ";") {
      let pair = pair.drop { $0 == " " }
      guard pair.hasPrefix(name + "=") else { continue }
      if found != nil { return nil }
      found = String(pair.dropFirst(name.count + 1))
    }
    return found?.isEmpty == true ? nil : found
  }

  private var attributes: String {
    "; Path=/; HttpOnly; SameSite=\(sameSite)" + (isSecure ? "; Secure" : "")
  }

  /// RFC 6265 4.1.1 cookie-octet, without the quote.
  private static func isValueByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x23...0x2B, 0x2D...0x3A, 0x3C...0x5B, 0x5D...0x7E: true
    default: false
    }
  }
}
