import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore

// What stands around a member's account, and notes about them.
extension OperatorConsole {
  /// The page names the latest of everything; lists of their own show more.
  private static let shownOfEach = 8

  func noteOnMember(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writeMembers)
      let member = try await servedMember(asked, visit)
      let text = String((form["text"] ?? "").prefix(2_000))
      do {
        try await coalition.noteOnMember(member.id, text, by: visit.principal)
        return faces.redirect(to: .member(asked.id))
      } catch let refusal as NoteRefusal {
        let fault =
          refusal == .tooMany ? visit.words.memberNoteTooMany : visit.words.memberNoteInvalid
        return try await shown(member, visit, note: (text, fault))
      }
    }
  }

  func service(of member: Member, _ visit: SignedInVisit) async throws -> MemberPage.Service {
    let id = member.id
    let by = visit.principal
    var service = MemberPage.Service(
      holds: await visit.loaded { try await holds(of: id, visit) },
      devices: await visit.loaded {
        try await coalition.devices(of: id, by: by).prefix(Self.shownOfEach).map {
          MemberPage.Device(
            name: $0.name, enteredAt: ShownTime($0.enteredAt), seenAt: ShownTime($0.seenAt))
        }
      },
      messages: await visit.loaded {
        try await coalition.messages(of: id, limit: Self.shownOfEach, by: by)
          .compactMap(MemberPage.Message.init)
      },
      feedback: await visit.loaded { try await threads(of: id, visit) },
      links: await visit.loaded { try await links(of: id, visit) },
      notes: await visit.loaded { try await noteSteps(of: id, visit) })
    service.subject = "member/\(id.rawValue)"
    if by.scopes.contains(.audit) {
      service.logged = await visit.loaded { try await logged(service.subject, visit) }
    }
    service.mayNote = by.scopes.contains(.writeMembers)
    service.mayPropose = by.scopes.contains(.adjust) && member.status != .closed
    return service
  }

  private func holds(of member: MemberID, _ visit: SignedInVisit) async throws -> [MemberPage.Hold] {
    let wallets = try await coalition.wallets(of: member, by: visit.principal)
    var question = NameQuestion()
    question.programs = Set(wallets.map(\.key.asset))
    question.merchants = Set(wallets.flatMap { $0.holds.map(\.merchant) })
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    return wallets.flatMap { wallet in
      wallet.holds.prefix(Self.shownOfEach).map { hold in
        MemberPage.Hold(
          transactionID: coalition.publicIDs.text(hold.id), program: naming.program(wallet.key.asset),
          place: naming.merchant(hold.merchant),
          points: naming.points(hold.parts.reduce(Points(0)) { $0 + $1.amount }, of: wallet.key.asset),
          until: ShownTime(hold.expiresAt))
      }
    }
  }

  private func links(of member: MemberID, _ visit: SignedInVisit) async throws -> [ShownLink] {
    let found = try await coalition.linkedAccounts(
      LinkedAccountQuery(member: member), PageRequest(limit: 50), by: visit.principal
    ).items
    if found.isEmpty { return [] }
    let partners = try await coalition.knownPartners()
    return found.map { link in
      ShownLink(link, partners.first { $0.id == link.partner }, coalition.publicIDs, visit.words)
    }
  }

  /// Ends a member's link for them, as when they ask for it by telephone.
  func endLink(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writeMembers)
      guard let id: LinkedAccountID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
      do {
        let link = try await coalition.endLink(id, by: visit.principal)
        return faces.redirect(to: .member(coalition.publicIDs.text(link.member)))
      } catch LinkRefusal.linkNotFound { throw HTTPError(.notFound) }
    }
  }

  private func threads(of member: MemberID, _ visit: SignedInVisit) async throws -> [MemberPage.Thread] {
    let found = try await coalition.feedback(
      in: nil, of: member, PageRequest(limit: Self.shownOfEach), by: visit.principal
    ).items
    var question = NameQuestion()
    question.merchants = Set(found.compactMap(\.merchant))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    return found.map { item in
      MemberPage.Thread(
        id: coalition.publicIDs.text(item.id), beginning: item.beginning,
        to: item.merchant.flatMap(naming.merchant) ?? visit.words.feedbackOperator,
        state: ShownFeedback(item.state), at: ShownTime(item.updatedAt))
    }
  }

  private func noteSteps(of member: MemberID, _ visit: SignedInVisit) async throws -> [TimelineStep] {
    let notes = try await coalition.notes(of: member, limit: 20, by: visit.principal)
    var question = NameQuestion()
    question.operators = Set(notes.filter { $0.actor == .user }.map { OperatorID($0.by) })
    let book = try await coalition.names(question, by: visit.principal)
    return notes.map { note in
      let who =
        switch note.actor {
        case .user: book.operators[OperatorID(note.by)] ?? visit.words.commonNone
        case .key: visit.words.auditKey(key: coalition.publicIDs.text(APIKeyID(note.by)))
        case .system: visit.words.auditSystem
        }
      return TimelineStep(at: ShownTime(note.at), text: note.words, by: who)
    }
  }

  private func logged(_ subject: String, _ visit: SignedInVisit) async throws -> [AuditRow] {
    var query = AuditQuery()
    query.subject = subject
    let found = try await coalition.searchAudit(query, limit: Self.shownOfEach, by: visit.principal).items
    return try await auditRows(of: found, visit)
  }

  /// Members that a receipt's number belongs to, so that a list finds them by it.
  func members(ofReceipt text: String, _ visit: SignedInVisit) async throws -> Set<MemberID> {
    let isNumber =
      1...64 ~= text.utf8.count && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
      && text.utf8.contains { (0x30...0x39).contains($0) } && !text.contains("@")
    guard isNumber, visit.principal.scopes.contains(.readTransactions) else { return [] }
    var query = TransactionQuery()
    query.reference = text
    query.limit = 20
    let found = try await coalition.transactions(query, by: visit.principal).items
    return Set(found.map(\.subject.member).filter(\.isGiven))
  }

  /// The member of a transaction that was named as a whole.
  func member(ofTransaction text: String, _ visit: SignedInVisit) async throws -> MemberID? {
    guard let id = coalition.publicIDs.id(text, as: Identified.Transaction.self) else { return nil }
    do {
      let member = try await coalition.transaction(id, by: visit.principal).transaction.subject.member
      return member.isGiven ? member : nil
    } catch OrderRefusal.transactionNotFound { return nil }
  }
}

extension MemberPage.Message {
  /// Nil for a kind that this version does not know.
  fileprivate init?(_ sent: SentMessage) {
    guard let kind = ShownMessage(rawValue: sent.message.kind.rawValue) else { return nil }
    self.init(
      kind: kind, at: ShownTime(sent.message.at), isRead: sent.message.isRead,
      ways: sent.deliveries.compactMap { delivery in
        guard let way = ShownWay(rawValue: delivery.channel.rawValue),
          let progress = DeliveriesPage.Progress(rawValue: delivery.state.rawValue)
        else { return nil }
        return (way, progress)
      })
  }
}
