import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func partnerExchanges(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.readTransactions)
      let query = ListQuery(parsing: asked.query.items, filters: PartnerExchangesPage.filters, sorts: [])
      let partners = try await coalition.partners(by: visit.principal)
      let rows = await visit.loaded { () -> Batch<PartnerExchangeRow> in
        let partner: PartnerID? = coalition.publicIDs.id(query["partner"])
        if partner == nil, !query["partner"].isEmpty { return Batch([]) }
        let after: PartnerExchangeID? = query.after.flatMap { coalition.publicIDs.id($0) }
        let page = try await coalition.partnerExchanges(
          PartnerExchangeQuery(partner: partner, state: PartnerExchange.State(rawValue: query["state"])),
          PageRequest(limit: query.limit, after: after), by: visit.principal)
        let rows = try await self.rows(page.items, partners, visit)
        return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
      }
      let page = PartnerExchangesPage(
        query: query, exchanges: rows,
        partners: partners.map { (coalition.publicIDs.text($0.id), visit.words.name($0.names)) })
      return faces.page(page.render(visit.visit))
    }
  }

  private func rows(
    _ exchanges: [PartnerExchange], _ partners: [Partner], _ visit: SignedInVisit
  ) async throws -> [PartnerExchangeRow] {
    var question = NameQuestion()
    for exchange in exchanges {
      question.members.insert(exchange.member)
      question.programs.insert(exchange.asset)
    }
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    return exchanges.map { exchange in
      let partner = partners.first { $0.id == exchange.partner }
      return PartnerExchangeRow(
        id: coalition.publicIDs.text(exchange.id),
        partner: partner.map { visit.words.name($0.names) } ?? visit.words.commonNone,
        member: naming.member(exchange.member) ?? "", memberLink: coalition.publicIDs.text(exchange.member),
        isOut: exchange.direction == .out, points: naming.points(exchange.points, of: exchange.asset),
        program: naming.program(exchange.asset),
        theirPoints: ShownPoints(exchange.theirPoints.units, decimals: partner?.decimals ?? 0),
        state: ShownPartnerState(rawValue: exchange.state.rawValue) ?? .unknown,
        at: ShownTime(exchange.createdAt))
    }
  }

  func partnerExchange(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownExchange(asked, visit) }
  }

  private func shownExchange(
    _ asked: Asked, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    try visit.principal.requireOperator([.readTransactions, .readMerchants])
    do {
      let file = try await coalition.partnerExchange(try exchangeID(asked), by: visit.principal)
      let partners = try await coalition.partners(by: visit.principal)
      let exchange = file.exchange
      guard let row = try await rows([exchange], partners, visit).first else { throw HTTPError(.notFound) }
      let isOver = exchange.state.isOver
      var page = PartnerExchangePage(
        row: row, account: Masked.account(exchange.account, isUnmasked: visit.isUnmasked),
        reference: exchange.reference, reason: exchange.failure,
        transaction: exchange.transaction.isGiven ? coalition.publicIDs.text(exchange.transaction) : nil,
        tries: Int64(file.attempts.count), nextTryAt: isOver ? nil : ShownTime(exchange.nextTryAt),
        attempts: file.attempts.map {
          .init(
            at: ShownTime($0.at), status: String($0.status), milliseconds: Int64($0.milliseconds),
            outcome: $0.outcome)
        }, mayRetry: !isOver && visit.principal.scopes.contains(.writePrograms))
      page.fault = fault
      return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
    } catch PartnerRefusal.exchangeNotFound { throw HTTPError(.notFound) }
  }

  private func exchangeID(_ asked: Asked) throws -> PartnerExchangeID {
    guard let id: PartnerExchangeID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  func retryPartnerExchange(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      // Before what was named is looked for.
      try visit.principal.requireOperator(.writePrograms)
      do {
        try await coalition.retryPartnerExchange(try exchangeID(asked), by: visit.principal)
        return faces.redirect(to: Link.partnerExchanges.appending(asked.id))
      } catch PartnerRefusal.exchangeNotFound { throw HTTPError(.notFound) } catch PartnerRefusal
        .nothingToRetry
      {
        return try await shownExchange(asked, visit, fault: visit.words.partnerFaultOver)
      }
    }
  }
}

extension Masked {
  /// Of an account elsewhere, the end; all of it only to those who may see personal data.
  static func account(_ account: String, isUnmasked: Bool) -> String {
    isUnmasked || account.count <= 4 ? account : "****" + account.suffix(4)
  }
}
