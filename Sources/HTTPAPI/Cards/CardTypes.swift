import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listCardTypes: Operation {
    Operation(
      .get, "/v1/card-types", "List the kinds of cards", id: "listCardTypes", needs: .readMembers,
      takes: .page(), gives: .list(of: .cardType)
    ) { call, _ in
      let coalition = call.services
      let types = try await coalition.cardTypes(by: call.principal)
      return Listing(items: types.map { coalition.shown($0) }, nextCursor: nil)
    }
  }

  static var proposeCardType: Operation {
    Operation(
      .post, "/v1/card-types", "Propose a kind of cards, or a change of one, for another person's approval",
      id: "proposeCardType", needs: .writePrograms, refusals: [.operatorOnly, .amountOutOfRange], status: 201,
      examples: Examples(request: [
        "code": "GIFT", "names": ["zh-Hans": "礼品卡", "zh-Hant": "禮品卡", "en": "Gift card"], "kind": "gift",
        "prefix": "660001", "validity_months": 36, "is_bearer": true, "needs_pin": false,
        "reason": "spring gifts",
      ]),
      takes: .body("code", .text(1...32, .visible)), .body("version", .count(0...1_000_000), default: 0),
      .body("names", .names), .body("kind", Schema<Card.Kind>.choice),
      .body("prefix", .text(4...12, .digits)), .body("length", .count(16...19), default: 16),
      .body("validity_months", .count(0...600)), .body("is_bearer", .boolean), .body("needs_pin", .boolean),
      .body("is_open", .boolean, default: true), .body("reason", .text(1...200)), gives: .approval
    ) { call, code, base, names, kind, prefix, length, months, isBearer, needsPIN, isOpen, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let proposal = CardTypeProposal(
        code: code, base: base, names: names, kind: kind, prefix: prefix, numberLength: length,
        validityMonths: months, isBearer: isBearer, needsPIN: needsPIN, isOpen: isOpen)
      return coalition.shown(
        try await coalition.propose(.cardType(proposal), reason: reason, by: call.principal))
    }
  }

  static var listCardBatches: Operation {
    Operation(
      .get, "/v1/card-batches", "List batches of cards, newest first", id: "listCardBatches",
      needs: .readMembers, refusals: [.operatorOnly], takes: .page(), gives: .list(of: .cardBatch)
    ) { call, page in
      let coalition = call.services
      let found = try await coalition.cardBatches(page.request(coalition.publicIDs), by: call.principal)
      let listing = page.listing(found, coalition.publicIDs) { $0.id }
      return Listing(items: listing.items.map { coalition.shown($0.value) }, nextCursor: listing.nextCursor)
    }
  }

  static var proposeCardBatch: Operation {
    Operation(
      .post, "/v1/card-batches",
      "Propose that up to 100,000 cards be made, with a file that the embosser alone can read",
      id: "proposeCardBatch", needs: .exportMembers,
      refusals: [.cardTypeNotFound, .merchantNotFound, .operatorOnly, .amountOutOfRange], status: 201,
      examples: Examples(request: [
        "type": "cty_7F3K9M2Q8R4T6W1X", "count": 5_000,
        "recipient": "-----BEGIN CERTIFICATE-----\nMIIB...\n-----END CERTIFICATE-----\n",
        "reason": "spring gifts",
      ]),
      takes: .body("type", .id("cty")), .body("count", .count(1...Coalition.cardFileLimit)),
      .body("merchant", optional: .id("mch")),
      .body(
        "recipient",
        Schema<String>.text(1...8_000).described(
          "The X.509 certificate (PEM) of whoever embosses them; RSA or elliptic.")),
      .body("reason", .text(1...200)), gives: .approval
    ) { call, type, count, merchant, recipient, reason in
      let coalition = call.services
      try call.principal.requireOperator(.exportMembers)
      let proposal = CardBatchProposal(
        type: try coalition.id(type, otherwise: .cardTypeNotFound), count: count,
        merchant: try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) },
        recipient: recipient)
      return coalition.shown(
        try await coalition.propose(.cardBatch(proposal), reason: reason, by: call.principal))
    }
  }
}

extension Schema<Shown<CardType>> {
  fileprivate static var cardType: Schema {
    .reply(
      "CardType",
      .constant("object", "card_type"),
      .always("id", .id("cty")) { $0.text($0.id) },
      .always("code", .text(1...32, .visible)) { $0.code },
      .always("version", .count(1...1_000_000)) { $0.version },
      .always("names", .names) { $0.names },
      .always("kind", Schema<Card.Kind>.choice) { $0.kind },
      .always("prefix", .text(4...12, .digits)) { $0.prefix },
      .always("length", .count(16...19)) { $0.numberLength },
      .always("validity_months", Schema<Int>.count(0...600).described("0 for ever.")) { $0.validityMonths },
      .always("is_bearer", .boolean) { $0.isBearer },
      .always("needs_pin", .boolean) { $0.needsPIN },
      .always("is_open", .boolean) { $0.isOpen })
  }
}

extension Schema<CardTypeProposal> {
  static var proposedCardType: Schema {
    .reply(
      "ProposedCardType",
      .always("code", .text(1...32, .visible)) { $0.code },
      .always("version", .count(0...1_000_000)) { $0.base },
      .always("names", .names) { $0.names },
      .always("kind", .text(1...20)) { $0.kind },
      .always("prefix", .text(4...12, .digits)) { $0.prefix },
      .always("length", .count(16...19)) { $0.numberLength },
      .always("validity_months", .count(0...600)) { $0.validityMonths },
      .always("is_bearer", .boolean) { $0.isBearer },
      .always("needs_pin", .boolean) { $0.needsPIN },
      .always("is_open", .boolean) { $0.isOpen })
  }
}

extension Schema<Shown<CardBatch>> {
  fileprivate static var cardBatch: Schema {
    .reply(
      "CardBatch",
      .constant("object", "card_batch"),
      .always("id", .id("cbt")) { $0.text($0.id) },
      .always("type", .id("cty")) { $0.text($0.type) },
      .always("count", .count(1...Coalition.cardFileLimit)) { $0.wanted },
      .always("made", .count(0...Coalition.cardFileLimit)) { $0.made },
      .always("state", Schema<CardBatch.State>.choice) { $0.state },
      .maybe("merchant", .id("mch")) { shown in shown.merchant.map { shown.text($0) } },
      .always("approval", .id("apr")) { $0.text($0.approval) },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .maybe("finished_at", .timestamp) { $0.finishedAt?.microseconds },
      .maybe("taken_at", .timestamp) { $0.takenAt?.microseconds })
  }
}

extension Schema<Shown<CardBatchProposal>> {
  static var proposedCardBatch: Schema {
    .reply(
      "ProposedCardBatch",
      .always("type", .id("cty")) { $0.text(CardTypeID($0.type)) },
      .always("count", .count(1...Coalition.cardFileLimit)) { $0.count },
      .maybe("merchant", .id("mch")) { shown in shown.merchant.map { shown.text(MerchantID($0)) } },
      .always(
        "fingerprint", Schema<String>.text(64...64).described("The certificate's SHA-256.")
      ) { $0.fingerprint })
  }
}
