internal import Ledger
internal import Storage

extension Coalition {
  /// Makes messages and puts on their way what their members want by e-mail or SMS, in the commit of the fact
  /// itself: none is lost, and none is made for what did not happen.
  ///
  /// Members who never entered the site have no inbox and get none.
  func make(_ drafts: [MessageDraft], in tx: any Storage.Transaction) throws {
    let readers = try tx.readers(among: Set(drafts.map(\.member)))
    let wanted = drafts.filter { readers[$0.member] != nil }
    guard !wanted.isEmpty else { return }
    let choices = try tx.choices(of: Array(Set(wanted.map(\.member))))
    let now = clock.now()
    for draft in wanted {
      let id: MessageID = ids.next()
      try tx.execute(
        """
        INSERT INTO message (id, member_id, kind, event_id, transaction_id, asset_id, points, merchant_id,
          about, detail, words, is_read, at)
        VALUES (\(id), \(draft.member), \(draft.kind), \(draft.event), \(draft.transaction), \(draft.asset),
          \(draft.points), \(draft.merchant), \(draft.about), \(draft.detail), \(draft.words), 0,
          \(now))
        """)
      let contacts = readers[draft.member] ?? (false, false)
      let choice =
        draft.kind.topic.map { choices[draft.member]?[$0] ?? MessageChoice(for: $0) } ?? .safety
      if choice.email, contacts.hasEmail, messageSink.email != nil {
        try deliver(id, of: draft.member, by: .email, at: now, tx)
      }
      if choice.sms, contacts.hasPhone, messageSink.sms != nil {
        try deliver(id, of: draft.member, by: .sms, at: now, tx)
      }
      if let other = draft.alsoTo, messageSink.carries(other.channel) {
        try deliver(id, of: draft.member, by: other.channel, to: other.recipient, at: now, tx)
      }
    }
  }

  private func deliver(
    _ message: MessageID, of member: MemberID, by channel: MessageChannel, to recipient: String = "",
    at now: Instant, _ tx: any Storage.Transaction
  ) throws {
    let id: MessageDeliveryID = ids.next()
    try tx.execute(
      """
      INSERT INTO message_delivery (id, message_id, member_id, channel, recipient, state, tries, next_try_at,
        failure, created_at)
      VALUES (\(id), \(message), \(member), \(channel), \(recipient), 'waiting', 0, \(now), '', \(now))
      """)
  }

  /// What a step of the journal tells members.
  func makeNotices(of journal: [Ledger.Transaction], in tx: any Storage.Transaction) throws {
    let gifts = try tx.givenPoints(in: journal.map(\.orderReference), publicIDs)
    try make(
      journal.flatMap { transaction in
        let notices = MessageDraft.notices(of: transaction)
        return gifts[transaction.orderReference].map { $0.told(notices, transaction) } ?? notices
      }, in: tx)
  }
}

extension MessageDraft {
  /// One for each member whom a transaction touched, where it is worth telling.
  fileprivate static func notices(of transaction: Ledger.Transaction) -> [MessageDraft] {
    Event.events(of: transaction).compactMap { event in
      let effect = transaction.touches.first { $0.key.member == event.member }.map {
        transaction.effect(on: $0.wallet)
      }
      let gift = BirthdayGift(transaction)
      let usual = MessageKind(event.kind, effect: effect ?? 0)
      guard let kind = gift == nil ? usual : .birthdayGift else { return nil }
      var draft = MessageDraft(kind, to: event.member)
      draft.event = event.id
      draft.transaction = event.transaction
      draft.asset = event.asset
      draft.points = effect.map { $0 < 0 ? -$0 : $0 } ?? event.points
      if draft.points == 0 { draft.points = event.points }
      if let gift, kind == .birthdayGift { draft.detail = gift.levelReference(in: event.asset) }
      draft.merchant = event.merchant
      draft.about = event.at
      return draft.points == 0 ? nil : draft
    }
  }
}

extension MessageKind {
  /// Nil for what only moves points within a wallet, or is told by another.
  fileprivate init?(_ kind: Event.Kind, effect: Points) {
    switch kind {
    case .earned, .awarded, .toppedUp: self = .earned
    case .spent, .captured: self = .spent
    case .refunded: self = .returned
    case .clawedBack, .cancelled: self = .takenBack
    case .voided, .reversed:
      guard effect != 0 else { return nil }
      self = effect > 0 ? .returned : .takenBack
    case .sent: self = .sent
    case .received: self = .received
    case .expired: self = .expired
    case .reinstated: self = .reinstated
    case .adjusted: self = .adjusted
    case .held, .released, .exchanged, .matured, .confirmed, .advanced, .merged, .separated: return nil
    }
  }
}

extension Storage.Transaction {
  /// Which of the members use the site, and by which ways they can be reached.
  fileprivate func readers(
    among members: Set<MemberID>
  ) throws -> [MemberID: (hasPhone: Bool, hasEmail: Bool)] {
    let rows = try query(
      """
      SELECT DISTINCT member_id,
        EXISTS (SELECT 1 FROM member_identity AS phone WHERE phone.member_id = member_consent.member_id
          AND phone.kind = 'phone' AND phone.merchant_id = 0 AND phone.provider = ''),
        EXISTS (SELECT 1 FROM member_identity AS email WHERE email.member_id = member_consent.member_id
          AND email.kind = 'email' AND email.merchant_id = 0 AND email.provider = '')
      FROM member_consent WHERE member_id IN (\(members.sorted()))
      """
    ) { row in (row[0] as MemberID, (hasPhone: row.isTrue(1), hasEmail: row.isTrue(2))) }
    return Dictionary(rows) { first, _ in first }
  }
}

extension Row {
  /// A condition, which the engines give as a number or as a boolean.
  borrowing func isTrue(_ index: Int) -> Bool {
    switch value(at: index) {
    case .int64(let number): number != 0
    case .text(let text): text == "t" || text == "true"
    default: false
    }
  }
}
