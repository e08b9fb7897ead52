internal import Crypto
internal import Foundation
internal import Ledger
internal import Storage

/// What the link at the end of an e-mail carries: whose mail of which topic it ends, sealed, so that nobody
/// makes one for somebody else. It stays good, as the mail that it stands in does.
struct StopTicket {
  private static let label = Data("stop mail".utf8)

  let member: MemberID
  let topic: MessageTopic

  func sealed(with key: SymmetricKey) throws -> String {
    let plain = Data(member.rawValue.bigEndianBytes + Array(topic.rawValue.utf8))
    let box = try AES.GCM.seal(plain, using: key, authenticating: Self.label)
    return (box.combined ?? Data()).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  init(of member: MemberID, _ topic: MessageTopic) {
    self.member = member
    self.topic = topic
  }

  /// Nil for anything that was not sealed here.
  init?(opening text: String, with key: SymmetricKey) {
    let padded =
      text.replacing("-", with: "+").replacing("_", with: "/")
      + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard text.utf8.count <= 128, let data = Data(base64Encoded: padded),
      // A text that is too short to be a box, or was changed, is no ticket.
      let box = try? AES.GCM.SealedBox(combined: data),
      // Sealed for something else, or by somebody else: no ticket either.
      let plain = try? AES.GCM.open(box, using: key, authenticating: Self.label), plain.count > 8,
      let topic = MessageTopic(rawValue: String(decoding: plain.dropFirst(8), as: UTF8.self))
    else { return nil }
    self.topic = topic
    member = MemberID(plain.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) })
  }
}

extension Coalition {
  /// What the link of an e-mail would end; nil for one that is not ours.
  package func mailTopic(of ticket: String) -> MessageTopic? {
    StopTicket(opening: ticket, with: secrets.memberAccessKey)?.topic
  }

  /// Ends e-mail of a topic for whoever's mail it was that the link stood in; again without effect. Nobody
  /// signs in for it (RFC 8058), and all that comes of it is less mail.
  /// - Returns: the topic; nil for a link that is not ours.
  package func stopMail(_ ticket: String) async throws -> MessageTopic? {
    guard let ticket = StopTicket(opening: ticket, with: secrets.memberAccessKey) else { return nil }
    let isSMSChosen = MessageChoice(for: ticket.topic).sms
    try await database.write { tx in
      // Whoever left has no choices any more, and none are kept of them.
      guard let member = try tx.member(ticket.member), member.status != .closed else { return }
      try tx.execute(
        """
        INSERT INTO message_preference (member_id, topic, email, sms)
        VALUES (\(member.id), \(ticket.topic), 0, \(isSMSChosen))
        ON CONFLICT (member_id, topic) DO UPDATE SET email = 0
        """)
    }
    return ticket.topic
  }
}
