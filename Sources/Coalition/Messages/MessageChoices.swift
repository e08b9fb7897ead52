internal import Ledger
internal import Storage

/// By which ways a member wants to hear of a topic, beside their inbox.
package struct MessageChoice: Sendable, Hashable {
  package var email: Bool
  package var sms: Bool

  package init(email: Bool, sms: Bool) {
    self.email = email
    self.sms = sms
  }

  /// What the platform begins with: SMS, which costs and interrupts, only for what cannot be taken back.
  init(for topic: MessageTopic) {
    self =
      switch topic {
      case .earn: MessageChoice(email: false, sms: false)
      case .spend, .expiry, .service: MessageChoice(email: true, sms: false)
      case .transfer: MessageChoice(email: true, sms: true)
      }
  }

  static let safety = MessageChoice(email: true, sms: true)
}

extension Coalition {
  /// The member's own choices, every topic.
  package func messageChoices(by me: MemberPrincipal) async throws -> [MessageTopic: MessageChoice] {
    let stored = try await database.read { try $0.choices(of: [me.member])[me.member] ?? [:] }
    return Dictionary(
      uniqueKeysWithValues: MessageTopic.allCases.map { ($0, stored[$0] ?? MessageChoice(for: $0)) })
  }

  /// Sets the member's own choices; topics that are not named stay as they are.
  package func setMessageChoices(
    _ choices: [MessageTopic: MessageChoice], by me: MemberPrincipal
  ) async throws {
    try await database.write { tx in
      for (topic, choice) in choices.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        try tx.execute(
          """
          INSERT INTO message_preference (member_id, topic, email, sms)
          VALUES (\(me.member), \(topic), \(choice.email), \(choice.sms))
          ON CONFLICT (member_id, topic) DO UPDATE SET email = excluded.email, sms = excluded.sms
          """)
      }
    }
  }
}

extension Storage.Transaction {
  func choices(of members: [MemberID]) throws -> [MemberID: [MessageTopic: MessageChoice]] {
    let rows = try query(
      "SELECT member_id, topic, email, sms FROM message_preference WHERE member_id IN (\(members))"
    ) { ($0[0] as MemberID, $0[1] as MessageTopic, MessageChoice(email: $0[2], sms: $0[3])) }
    return rows.reduce(into: [:]) { $0[$1.0, default: [:]][$1.1] = $1.2 }
  }
}
