import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// Blocks of points that merchants buy, in the operator's console.
extension OperatorConsole {
  var pointsBlockRoutes: [FaceRoute] {
    [
      (.get, "operator/points-blocks", pointsBlocks), (.get, "operator/points-blocks/:id", pointsBlock),
      (.post, "operator/points-blocks/:id/pay", payPointsBlock),
      (.post, "operator/points-blocks/:id/drop", dropBlockPayment),
      (.get, "operator/issuing-funding/:id", issuingFunding),
      (.post, "operator/issuing-funding/:id", proposeFunding),
    ]
  }

  func pointsBlocks(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.reports)
      let query = ListQuery(parsing: asked.query.items, filters: BlocksPage.filters, sorts: [])
      let page = BlocksPage(
        query: query, low: await visit.loaded { try await lowFundings(visit) },
        blocks: await visit.loaded { try await blockRows(query, visit) })
      return faces.page(page.render(visit.visit))
    }
  }

  private func lowFundings(_ visit: SignedInVisit) async throws -> [BlocksPage.Low] {
    let low = try await coalition.lowFundings(by: visit.principal)
    var question = NameQuestion()
    question.merchants = Set(low.map(\.merchant))
    question.programs = Set(low.map(\.asset))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    return low.map { funding in
      BlocksPage.Low(
        merchantID: naming.publicIDs.text(funding.merchant), merchant: naming.issuer(funding.merchant),
        program: naming.program(funding.asset), mode: funding.mode.text(visit.words),
        left: naming.points(funding.room, of: funding.asset))
    }
  }

  private func blockRows(_ query: ListQuery, _ visit: SignedInVisit) async throws -> Batch<BlockRow> {
    var merchant: MerchantID?
    if !query["merchant"].isEmpty {
      guard let found = try await merchantID(named: query["merchant"], visit) else { return Batch([]) }
      merchant = found
    }
    let after: PointsBlockID? = query.after.flatMap { coalition.publicIDs.id($0) }
    do {
      let page = try await coalition.pointsBlocks(
        of: merchant, in: PointsBlock.State(rawValue: query["state"]),
        PageRequest(limit: query.limit, after: after), by: visit.principal)
      let naming = try await blockNaming(page.items, visit, coalition)
      let rows = page.items.map { BlockRow($0, naming) }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    } catch is MerchantRefusal { return Batch([]) }
  }

  private func merchantID(named text: String, _ visit: SignedInVisit) async throws -> MerchantID? {
    if let id: MerchantID = coalition.publicIDs.id(text) { return id }
    do {
      return try await coalition.merchant(code: text, by: visit.principal).id
    } catch is MerchantRefusal { return nil }
  }

  func pointsBlock(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownBlock(asked, visit) }
  }

  func payPointsBlock(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, typed, visit in
      let price = try await coalition.pointsBlock(id, by: visit.principal).price
      // What is no sum of money is not the order's price either.
      let units = Entered.decimal(typed.money, decimals: ShownMoney(price).decimals) ?? 0
      _ = try await coalition.payBlock(
        id, payment: typed.number, Money(minorUnits: units, currency: price.currency), by: visit.principal)
    }
  }

  func dropBlockPayment(_ asked: Asked) async throws -> Response {
    try await act(asked) { id, _, visit in
      _ = try await coalition.dropBlockPayment(id, by: visit.principal)
    }
  }

  private func act(
    _ asked: Asked, _ act: @Sendable (PointsBlockID, TypedBlockPayment, SignedInVisit) async throws -> Void
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.settle)
      let typed = TypedBlockPayment(
        number: String((form["payment"] ?? "").trimmed.prefix(64)),
        money: String((form["amount"] ?? "").prefix(20)))
      do {
        try await act(try blockID(asked), typed, visit)
        return faces.redirect(to: .pointsBlocks.appending(asked.id))
      } catch FundingRefusal.notFound {
        throw HTTPError(.notFound)
      } catch let refusal as FundingRefusal {
        return try await shownBlock(asked, visit, typed, fault: refusal.text(visit.words))
      }
    }
  }

  private func blockID(_ asked: Asked) throws -> PointsBlockID {
    guard let id: PointsBlockID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  private func shownBlock(
    _ asked: Asked, _ visit: SignedInVisit, _ typed: TypedBlockPayment = TypedBlockPayment(),
    fault: String? = nil
  ) async throws -> Response {
    do {
      let block = try await coalition.pointsBlock(try blockID(asked), by: visit.principal)
      var page = BlockPage(block, try await blockNaming([block], visit, coalition))
      page.isOwnNote = block.notedBy == visit.principal.actor.id
      if page.isOwnNote { page.payment = block.noted }
      page.maySettle = visit.principal.scopes.contains(.settle)
      (page.typed, page.typedMoney) = (typed.number, typed.money)
      page.fault = fault
      return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
    } catch FundingRefusal.notFound { throw HTTPError(.notFound) }
  }
}

/// A payment as it was typed.
private struct TypedBlockPayment: Sendable {
  var number = ""
  var money = ""
}

func blockNaming(
  _ blocks: [PointsBlock], _ visit: SignedInVisit, _ coalition: Coalition
) async throws -> Naming {
  var question = NameQuestion()
  question.merchants = Set(blocks.map(\.merchant))
  question.programs = Set(blocks.map(\.asset))
  return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
}

extension BlockRow {
  init(_ block: PointsBlock, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(block.id), merchant: naming.issuer(block.merchant),
      program: naming.program(block.asset), points: naming.points(block.points, of: block.asset),
      price: ShownMoney(block.price), state: ShownBlockState(block.state), number: block.number,
      createdAt: ShownTime(block.createdAt))
  }
}

extension BlockPage {
  init(_ block: PointsBlock, _ naming: Naming) {
    self.init(
      row: BlockRow(block, naming), merchantID: naming.publicIDs.text(block.merchant),
      terms: block.termsVersion, payUntil: ShownTime(block.endsAt),
      paidAt: block.paidAt.map { ShownTime($0) },
      payment: block.payment)
  }
}

extension ShownBlockState {
  init(_ state: PointsBlock.State) {
    self =
      switch state {
      case .waiting: .waiting
      case .noted: .noted
      case .paid: .paid
      case .lapsed: .lapsed
      }
  }
}

extension FundingRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .notFound, .state: words.buyFaultState
    case .noPrice: words.blockFaultNoPrice
    case .prepaidNow: words.fundingFaultPrepaid
    case .amountOutOfRange: words.blockFaultPoints
    case .priceChanged: words.blockFaultPrice
    case .tooManyWaiting(let most): words.buyFaultWaiting(count: Int64(most))
    case .paymentInvalid: words.buyFaultNumber
    case .ended: words.buyFaultEnded
    case .paidBefore: words.buyFaultPaid
    case .notedOtherwise: words.buyFaultNoted
    case .paymentUsed: words.buyFaultUsed
    case .moneyMismatch: words.buyFaultMoney
    case .otherRequest: words.blockFaultRequest
    }
  }
}
