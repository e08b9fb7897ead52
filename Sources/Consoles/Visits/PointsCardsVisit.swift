import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty
import NIOCore

// Points cards in the operator's console.
extension OperatorConsole {
  var pointsCardRoutes: [FaceRoute] {
    [
      (.get, "operator/points-cards", pointsCards), (.post, "operator/points-cards", proposeCards),
      (.get, "operator/points-cards/:id", pointsCardBatch),
      (.post, "operator/points-cards/:id/export", exportCards),
      (.post, "operator/points-cards/:id/activate", activateCards),
      (.post, "operator/points-cards/:id/freeze", freezeCards),
      (.post, "operator/points-cards/:id/thaw", thawCards),
      (.post, "operator/points-cards/:id/void", voidCards),
    ]
  }

  func pointsCards(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownBatches(asked, visit, [:]) }
  }

  private func shownBatches(
    _ asked: Asked, _ visit: SignedInVisit, _ typed: [String: String], fault: String? = nil
  ) async throws -> Response {
    try visit.principal.requireOperator(.readPrograms)
    let query = ListQuery(parsing: asked.query.items, filters: [], sorts: [])
    let rows = await visit.loaded {
      let after: PointsCardBatchID? = query.after.flatMap { coalition.publicIDs.id($0) }
      let page = try await coalition.pointsCardBatches(
        PageRequest(limit: query.limit, after: after), by: visit.principal)
      let naming = try await naming(of: page.items, visit)
      let rows = page.items.map { PointsCardsPage.Row($0, naming) }
      return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
    }
    let programs = try await coalition.programs(by: visit.principal).filter { $0.status == .active }
    var page = PointsCardsPage(
      query: query, batches: rows,
      alarms: try await coalition.cardAlarms(by: visit.principal).map { .init($0, visit.words) },
      programs: programs.map { (coalition.publicIDs.text($0.asset), visit.words.name($0.names)) },
      mayPropose: visit.principal.scopes.contains(.writePrograms))
    page.typed = typed
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
  }

  private func naming(of batches: [CardBatchView], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    for view in batches {
      question.merchants.insert(view.batch.merchant)
      question.programs.insert(view.batch.asset)
    }
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }

  func proposeCards(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writePrograms)
      var typed: [String: String] = [:]
      for name in PointsCardsPage.fields { typed[name] = String((form[name] ?? "").prefix(200)) }
      do {
        let proposal = try await proposal(typed, visit)
        let approval = try await coalition.propose(
          .pointsCards(proposal), reason: typed["reason"] ?? "", by: visit.principal)
        let link = Link.approval(coalition.publicIDs.text(approval.id))
        return faces.redirect(to: link.query([("said", "proposed")]))
      } catch let fault as CardFormFault {
        return try await shownBatches(asked, visit, typed, fault: fault.text)
      } catch let error {
        guard let text = visit.words.cardFault(error) else { throw error }
        return try await shownBatches(asked, visit, typed, fault: text)
      }
    }
  }

  private struct CardFormFault: Error { let text: String }

  private func proposal(
    _ typed: [String: String], _ visit: SignedInVisit
  ) async throws -> PointsCardsProposal {
    let words = visit.words
    guard let asset = coalition.publicIDs.id(typed["program"] ?? "", as: Identified.Asset.self) else {
      throw CardFormFault(text: words.importFaultProgram)
    }
    let program = try await coalition.program(asset)
    guard let points = Entered.decimal(typed["points"] ?? "", decimals: program.decimals),
      let count = Int(typed["count"] ?? ""), 1...PointsCardBatch.mostCards ~= count, points > 0,
      points <= Points.maximumPerCommand.units / Int64(count)
    else { throw CardFormFault(text: words.batchFaultNumbers) }
    guard let purpose = PointsCardBatch.Purpose(rawValue: typed["purpose"] ?? ""),
      let day = CivilDate(typed["until"] ?? "")
    else { throw CardFormFault(text: words.batchFaultDay) }
    var merchant = MerchantID.none
    if let name = typed["merchant"], !name.isEmpty {
      guard let found = try await self.merchant(named: name, visit) else {
        throw CardFormFault(text: words.importFaultMerchant)
      }
      merchant = found
    }
    return PointsCardsProposal(
      making: count, of: Points(points), in: asset, for: purpose, issuer: merchant,
      buyer: typed["buyer"] ?? "",
      validUntil: coalition.settings.calendar.end(ofDate: day.daysSince1970))
  }

  func pointsCardBatch(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownBatch(asked, visit) }
  }

  private func batchID(_ asked: Asked) throws -> PointsCardBatchID {
    guard let id: PointsCardBatchID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  private func shownBatch(
    _ asked: Asked, _ visit: SignedInVisit, _ typed: [String: String] = [:], fault: String? = nil
  ) async throws -> Response {
    let id = try batchID(asked)
    do {
      let view = try await coalition.pointsCardBatch(id, by: visit.principal)
      let sales = try await coalition.cardActivations(of: id, by: visit.principal)
      let naming = try await naming(of: [view], visit)
      let scopes = visit.principal.scopes
      var page = PointsCardBatchPage(
        row: PointsCardsPage.Row(view, naming), buyer: view.batch.buyer, made: Int64(view.batch.made),
        voided: Int64(view.voided), expired: Int64(view.expired), open: Int64(view.open),
        exportedAt: view.batch.exportedAt.map { ShownTime($0) },
        sales: sales.map { .init($0, naming) }, mayChange: scopes.contains(.writePrograms),
        mayFreeze: !scopes.isDisjoint(with: [.writePrograms, .reviewApprovals]),
        key: typed["key"] ?? coalition.publicIDs.text(coalition.ids.next(Identified.Request.self)))
      page.typed = typed
      page.fault = fault
      return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .conflict)
    } catch PointsCardRefusal.batchNotFound { throw HTTPError(.notFound) }
  }

  /// The codes as a file; nothing here can tell them again.
  func exportCards(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let id = try batchID(asked)
      let passphrase = form["passphrase"] ?? ""
      guard passphrase == form["passphrase_again"] else {
        return try await shownBatch(asked, visit, fault: visit.words.batchFaultPassphrases)
      }
      do {
        let file = try await coalition.exportPointsCards(id, passphrase: passphrase, by: visit.principal)
        var headers: HTTPFields = [.contentType: "application/octet-stream"]
        headers[.contentDisposition] = "attachment; filename=\"\(asked.id).cards\""
        return Response(
          status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file)))
      } catch let error { return try await refused(asked, visit, error) }
    }
  }

  func activateCards(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let id = try batchID(asked)
      let typed = ["first", "last", "reference", "key"].reduce(into: [String: String]()) {
        $0[$1] = String((form[$1] ?? "").prefix(64))
      }
      guard let first = Int(typed["first"] ?? ""), let last = Int(typed["last"] ?? ""), first <= last else {
        return try await shownBatch(asked, visit, typed, fault: visit.words.batchFaultSerials)
      }
      do {
        _ = try await coalition.activatePointsCards(
          id, first...last, reference: typed["reference"] ?? "", key: typed["key"] ?? "",
          by: visit.principal)
        return faces.redirect(to: .pointsCards.appending(asked.id))
      } catch let error { return try await refused(asked, visit, error, typed: typed) }
    }
  }

  func freezeCards(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      do {
        try await coalition.freezePointsCards(try batchID(asked), by: visit.principal)
        return faces.redirect(to: .pointsCards.appending(asked.id))
      } catch let error { return try await refused(asked, visit, error) }
    }
  }

  func thawCards(_ asked: Asked) async throws -> Response { try await propose(.thaw, asked) }
  func voidCards(_ asked: Asked) async throws -> Response { try await propose(.void, asked) }

  private func propose(_ act: PointsCardsProposal.Act, _ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      do {
        let batch = try await coalition.pointsCardBatch(try batchID(asked), by: visit.principal).batch
        let approval = try await coalition.propose(
          .pointsCards(PointsCardsProposal(act, batch)), reason: form["reason"] ?? "", by: visit.principal)
        let link = Link.approval(coalition.publicIDs.text(approval.id))
        return faces.redirect(to: link.query([("said", "proposed")]))
      } catch let error { return try await refused(asked, visit, error) }
    }
  }

  /// The batch's page with what was refused; what is no refusal of cards goes its usual way.
  private func refused(
    _ asked: Asked, _ visit: SignedInVisit, _ error: any Error, typed: [String: String] = [:]
  ) async throws -> Response {
    if case PointsCardRefusal.batchNotFound = error { throw HTTPError(.notFound) }
    guard let text = visit.words.cardFault(error) else { throw error }
    return try await shownBatch(asked, visit, typed, fault: text)
  }
}

extension PointsCardsPage.Row {
  fileprivate init(_ view: CardBatchView, _ naming: Naming) {
    let batch = view.batch
    self.init(
      id: naming.publicIDs.text(batch.id), program: naming.program(batch.asset),
      purpose: batch.purpose.name(naming.words), issuer: naming.issuer(batch.merchant),
      points: naming.points(batch.points, of: batch.asset), count: Int64(batch.count),
      sold: Int64(view.sold), redeemed: Int64(view.redeemed),
      outstanding: naming.points(view.outstanding, of: batch.asset),
      validUntil: ShownTime(batch.validUntil),
      state: ShownBatchState(rawValue: batch.state.rawValue) ?? .making)
  }
}

extension PointsCardBatchPage.Sale {
  fileprivate init(_ sale: CardActivation, _ naming: Naming) {
    let state =
      switch sale.state {
      case .pending: naming.words.batchSalePending
      case .done: naming.words.batchSaleDone
      case .refused: naming.words.batchSaleRefused
      }
    self.init(
      serials: "\(sale.first)\u{2013}\(sale.last)", reference: sale.reference, state: state,
      transaction: sale.transaction.isGiven ? naming.publicIDs.text(sale.transaction) : nil,
      at: ShownTime(sale.createdAt))
  }
}

extension PointsCardsPage.Alarm {
  fileprivate init(_ alarm: CardAlarm, _ words: Words) {
    let subject =
      switch alarm.subject {
      case .caller: words.batchAlarmCaller
      case .member: words.batchAlarmMember
      case .address: words.batchAlarmAddress
      case .terminal: words.batchAlarmTerminal
      case .everybody: words.batchAlarmEverybody
      }
    self.init(subject: subject, failures: Int64(alarm.failures), at: ShownTime(alarm.at))
  }
}

extension Words {
  /// What is said of a refusal about points cards; nil for what is none.
  func cardFault(_ error: any Error) -> String? {
    switch error {
    case let refusal as PointsCardRefusal: cardText(refusal)
    case let refusal as ApprovalRefusal: refusal.text(self)
    case OrderRefusal.declined(let decline) where decline.refusal == .issuingLimitExceeded:
      batchFaultLimit
    case OrderRefusal.busy, OrderRefusal.outcomeUnknown: batchFaultBusy
    case OrderRefusal.programMismatch, OrderRefusal.programInactive: batchFaultTerms
    case is MerchantRefusal: importFaultMerchant
    default: nil
    }
  }

  func cardText(_ refusal: PointsCardRefusal) -> String {
    switch refusal {
    case .codeInvalid: redeemInvalid
    case .delayed(let seconds): redeemDelayed(seconds: number(seconds))
    case .notActive: redeemNotActive
    case .used: redeemUsed
    case .frozen: redeemFrozen
    case .expired: redeemExpired
    case .voided: redeemVoided
    case .batchNotFound, .batchState: batchFaultState
    case .exportedBefore: batchFaultExported
    case .notExported: batchFaultNotExported
    case .passphraseTooWeak: batchPassphraseRule
    case .rangeTaken: batchFaultRange
    case .otherActivation: batchFaultForm
    }
  }
}
