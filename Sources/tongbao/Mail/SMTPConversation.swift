import Coalition
import Foundation

/// How a relay's line is kept from others' eyes.
enum MailSecurity: String, Sendable, CaseIterable {
  /// As it is: for a relay on this machine, or a line that is ours alone.
  case none
  /// Begins in the clear and goes on in TLS before anything is said (RFC 3207).
  case starttls
  /// TLS from the first byte (RFC 8314), as on port 465.
  case implicit
}

/// Who we are to a relay.
struct MailAccount: Sendable, Unprintable {
  let username: String
  let password: String
}

/// Why a mail was not taken now; it is tried again.
struct MailRefused: Error, CustomStringConvertible {
  let description: String
}

/// What is said to a mail server, one line after each of its replies (RFC 5321): rules without a socket.
///
/// What a server says about us (its greeting, TLS, who we are) is never the mail's fault: the operator can
/// mend it, so the mail is tried again. What it says about the mail counts as it says.
struct SMTPConversation {
  enum Act: Equatable {
    case say([UInt8])
    /// TLS begins here, and this is the first that is said in it.
    case secure(thenSay: [UInt8])
    /// The mail was taken; this ends the conversation.
    case end([UInt8])
  }

  private enum Stage { case greeting, hello, secure, user, password, entered, sender, recipient, data, mail }

  let security: MailSecurity
  let account: MailAccount?
  let name: String
  let sender: String
  let recipient: String
  /// The mail with its end, a full stop on a line of its own.
  let mail: [UInt8]

  private var stage = Stage.greeting
  private var isSecure = false
  private var offers = SMTPOffers([])

  init(
    _ security: MailSecurity, as account: MailAccount?, from sender: String, to recipient: String,
    mail: [UInt8]
  ) {
    self.security = security
    self.account = account
    self.sender = sender
    self.recipient = recipient
    self.mail = mail + Array(".\r\n".utf8)
    name = sender.split(separator: "@").last.map(String.init) ?? "localhost"
  }

  /// Whether all of the mail is out, so that without an answer nobody knows if it was taken.
  var isAwaitingVerdict: Bool { stage == .mail }

  /// - Throws: ``MailRefused``, and `PermanentMailFault` where the server says that this mail will never do.
  mutating func act(on reply: SMTPReply) throws -> Act {
    switch stage {
    case .greeting:
      try require(reply, "its greeting")
      return hello()
    case .hello:
      try require(reply, "EHLO")
      offers = SMTPOffers(reply.lines)
      guard security == .starttls, !isSecure else { return try enter() }
      guard offers.hasTLS else { throw MailRefused(description: "the mail server does not offer STARTTLS") }
      return say("STARTTLS", then: .secure)
    case .secure:
      try require(reply, "STARTTLS")
      isSecure = true
      stage = .hello
      return .secure(thenSay: Array("EHLO \(name)\r\n".utf8))
    case .user:
      try require(reply, "AUTH")
      return say(base64(account?.username ?? ""), then: .password)
    case .password:
      try require(reply, "AUTH")
      return say(base64(account?.password ?? ""), then: .entered)
    case .entered:
      try require(reply, "AUTH: it does not take the user name and password")
      return try begin()
    case .sender:
      try requireForMail(reply)
      return say("RCPT TO:<\(recipient)>", then: .recipient)
    case .recipient:
      try requireForMail(reply)
      return say("DATA", then: .data)
    case .data:
      try requireForMail(reply)
      stage = .mail
      return .say(mail)
    case .mail:
      try requireForMail(reply)
      return .end(Array("QUIT\r\n".utf8))
    }
  }

  private mutating func hello() -> Act { say("EHLO \(name)", then: .hello) }

  private mutating func enter() throws -> Act {
    guard let account else { return try begin() }
    if offers.methods.contains("PLAIN") {
      return say("AUTH PLAIN " + base64("\u{0}\(account.username)\u{0}\(account.password)"), then: .entered)
    }
    guard offers.methods.contains("LOGIN") else {
      throw MailRefused(description: "the mail server offers neither AUTH PLAIN nor AUTH LOGIN")
    }
    return say("AUTH LOGIN", then: .user)
  }

  private mutating func begin() throws -> Act {
    // RFC 1870: a server that names its limit is told the size, and not bothered with more.
    if let limit = offers.size, limit > 0, mail.count > limit {
      throw PermanentMailFault(description: "the mail has \(mail.count) bytes, the server takes \(limit)")
    }
    return say("MAIL FROM:<\(sender)>" + (offers.size == nil ? "" : " SIZE=\(mail.count)"), then: .sender)
  }

  private mutating func say(_ line: String, then stage: Stage) -> Act {
    self.stage = stage
    return .say(Array((line + "\r\n").utf8))
  }

  private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  private func require(_ reply: SMTPReply, _ what: String) throws {
    guard reply.isPositive else {
      throw MailRefused(description: "the mail server refused \(what): \(reply.code) \(reply.text)")
    }
  }

  /// 530, 534, 535 and 538 ask for another sign-in (RFC 4954): no fault of the mail's.
  private func requireForMail(_ reply: SMTPReply) throws {
    if reply.isPositive { return }
    let reason = "\(reply.code) \(reply.text)"
    if reply.isPermanent, ![530, 534, 535, 538].contains(reply.code) {
      throw PermanentMailFault(description: reason)
    }
    throw MailRefused(description: reason)
  }
}

/// What a mail server says that trying again cannot mend.
struct PermanentMailFault: Error, CustomStringConvertible {
  let description: String
}

/// What a server offers, by its answer to EHLO.
private struct SMTPOffers {
  var hasTLS = false
  var methods: Set<String> = []
  /// The most bytes of a mail; 0 for no limit, nil where the server names none.
  var size: Int?

  init(_ lines: [String]) {
    for line in lines.dropFirst() {
      let words = line.uppercased().split(separator: " ").map(String.init)
      switch words.first {
      case "STARTTLS": hasTLS = true
      case "AUTH": methods.formUnion(words.dropFirst())
      case "SIZE": size = words.count > 1 ? Int(words[1]) ?? 0 : 0
      default: continue
      }
    }
  }
}
