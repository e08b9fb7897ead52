import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

extension OperatorConsole {
  /// The kinds of cards and the batches; with a number, the card that has it.
  func cards(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let number = (asked.query["q"] ?? "").filter { $0 != " " }
      if number.isEmpty { return try await shownCards(visit) }
      let found = try await coalition.cards(
        number: String(number.prefix(19)), PageRequest(limit: 1), by: visit.principal)
      guard let card = found.items.first else {
        return try await shownCards(visit, fault: visit.words.cardFaultNumber, typed: ["q": number])
      }
      return faces.redirect(to: .card(coalition.publicIDs.text(card.id)))
    }
  }

  func proposeCardType(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writePrograms)
      let proposal = CardTypeProposal(
        code: form["code"] ?? "", base: Int(form["version"] ?? "") ?? -1,
        names: Names(
          hans: form["name_hans"] ?? "", hant: form["name_hant"] ?? "", en: form["name_en"] ?? ""),
        kind: Card.Kind(rawValue: form["kind"] ?? "") ?? .storedValue, prefix: form["prefix"] ?? "",
        numberLength: Int(form["length"] ?? "") ?? 0, validityMonths: Int(form["months"] ?? "") ?? -1,
        isBearer: form["bearer"] != nil, needsPIN: form["pin"] != nil, isOpen: form["open"] != nil)
      return try await propose(.cardType(proposal), form, visit, Self.typeFields)
    }
  }

  func proposeCardBatch(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.exportMembers)
      let names = coalition.publicIDs
      let merchantText = form["merchant"] ?? ""
      let merchant = names.id(merchantText, as: Identified.Merchant.self)
      guard let type = names.id(form["type"] ?? "", as: Identified.CardType.self),
        merchantText.isEmpty || merchant != nil
      else {
        return try await shownCards(
          visit, fault: visit.words.approvalFaultImpossible, typed: typed(form, Self.batchFields))
      }
      let proposal = CardBatchProposal(
        type: type, count: Int(form["count"] ?? "") ?? 0, merchant: merchant,
        recipient: form["recipient"] ?? "")
      return try await propose(.cardBatch(proposal), form, visit, Self.batchFields)
    }
  }

  /// The file for whoever embosses the cards, once.
  func takeCardFile(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      try visit.principal.requireOperator(.exportMembers)
      guard let id = coalition.publicIDs.id(asked.id, as: Identified.CardBatch.self) else {
        throw HTTPError(.notFound)
      }
      do {
        let sealed = try await coalition.takeCardFile(id, by: visit.principal)
        var headers: HTTPFields = [.contentType: "application/pkcs7-mime"]
        headers[.contentDisposition] = "attachment; filename=\"cards.der\""
        return Response(
          status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: sealed)))
      } catch MemberRefusal.cardInactive {
        return try await shownCards(visit, fault: visit.words.cardFaultTakenFile)
      } catch MemberRefusal.cardNotFound { throw HTTPError(.notFound) }
    }
  }

  private static let typeFields = [
    "code", "version", "name_hans", "name_hant", "name_en", "kind", "prefix", "length", "months", "bearer",
    "pin", "open", "reason",
  ]
  private static let batchFields = ["type", "count", "merchant", "recipient", "reason"]

  private func typed(_ form: FormFields, _ fields: [String]) -> [String: String] {
    var typed: [String: String] = [:]
    for field in fields { typed[field] = form[field] }
    return typed
  }

  private func propose(
    _ operation: ProposedOperation, _ form: FormFields, _ visit: SignedInVisit, _ fields: [String]
  ) async throws -> Response {
    do {
      let approval = try await coalition.propose(
        operation, reason: form["reason"] ?? "", by: visit.principal)
      return faces.redirect(to: .approval(coalition.publicIDs.text(approval.id)))
    } catch let refusal as ApprovalRefusal {
      return try await shownCards(visit, fault: refusal.text(visit.words), typed: typed(form, fields))
    } catch let refusal as MemberRefusal {
      return try await shownCards(visit, fault: refusal.cardText(visit.words), typed: typed(form, fields))
    } catch is MerchantRefusal {
      return try await shownCards(
        visit, fault: visit.words.approvalFaultImpossible, typed: typed(form, fields))
    }
  }

  private func shownCards(
    _ visit: SignedInVisit, fault: String? = nil, typed: [String: String] = [:]
  ) async throws -> Response {
    let types = await visit.loaded { try await coalition.cardTypes(by: visit.principal) }
    var page = CardsPage(
      types: types.mapped { rows in rows.map { self.row($0, visit.words) } },
      batches: await visit.loaded { try await batchRows(visit) })
    page.mayProposeTypes = visit.principal.scopes.contains(.writePrograms)
    page.mayProposeBatches = visit.principal.scopes.contains(.exportMembers)
    (page.fault, page.typed) = (fault, typed)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private func row(_ type: CardType, _ words: Words) -> CardsPage.TypeRow {
    CardsPage.TypeRow(
      id: coalition.publicIDs.text(type.id), code: type.code, version: String(type.version),
      name: words.name(type.names), kind: type.kind.name(words),
      range: words.cardRangeValue(length: String(type.numberLength), prefix: type.prefix),
      validity: words.cardLife(type.validityMonths),
      notes: (type.isBearer ? [words.cardBearer] : []) + (type.needsPIN ? [words.cardPin] : []),
      isOpen: type.isOpen)
  }

  private func batchRows(_ visit: SignedInVisit) async throws -> [CardsPage.BatchRow] {
    let words = visit.words
    let batches = try await coalition.cardBatches(PageRequest(limit: 50), by: visit.principal).items
    let types = try await coalition.cardTypes(by: visit.principal)
    var question = NameQuestion()
    question.merchants = Set(batches.compactMap(\.merchant))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    return batches.map { batch in
      CardsPage.BatchRow(
        id: coalition.publicIDs.text(batch.id),
        type: types.first { $0.id == batch.type }.map { words.name($0.names) } ?? words.commonNone,
        merchant: batch.merchant.flatMap { naming.merchant($0) } ?? words.accountPlatform,
        made: words.cardMade(
          made: words.number(Int64(batch.made)), wanted: words.number(Int64(batch.wanted))),
        state: batch.state.name(words), createdAt: ShownTime(batch.createdAt), isReady: batch.state == .ready)
    }
  }
}

extension CardBatch.State {
  fileprivate func name(_ words: Words) -> String {
    switch self {
    case .making: words.cardBatchMaking
    case .ready: words.cardBatchReady
    case .taken: words.cardBatchTaken
    case .failed: words.cardBatchFailed
    }
  }
}

extension Loaded {
  fileprivate func mapped<Other: Sendable>(_ change: (Value) -> Other) -> Loaded<Other> {
    switch self {
    case .loaded(let value): .loaded(change(value))
    case .failed(let requestID): .failed(requestID: requestID)
    case .forbidden(let right): .forbidden(right: right)
    }
  }
}
