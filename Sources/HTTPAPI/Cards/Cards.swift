import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var issueCard: Operation {
    Operation(
      .post, "/v1/cards", "Make a card, for a member or to be bound later", id: "issueCard",
      needs: .writeMembers, refusals: [.memberNotFound, .memberClosed, .cardTypeNotFound], status: 201,
      examples: Examples(
        request: ["member": "mem_9D0WN8J2M4KX7QRT", "kind": "member"], reply: .exampleCard),
      takes: .body("member", optional: .id("mem")),
      .body("kind", Schema<Card.Kind>.choice, default: .member),
      .body("type", optional: .id("cty")), gives: .card
    ) { call, member, kind, type in
      let coalition = call.services
      let member: MemberID? = try member.map { try coalition.id($0, otherwise: .memberNotFound) }
      let type: CardTypeID? = try type.map { try coalition.id($0, otherwise: .cardTypeNotFound) }
      return call.shown(try await coalition.issueCard(to: member, kind: kind, type: type, by: call.principal))
    }
  }

  static var issueCards: Operation {
    Operation(
      .post, "/v1/cards/batch", "Make up to 1,000 cards that belong to nobody yet, as for embossing",
      id: "issueCards", needs: .writeMembers, refusals: [.cardTypeNotFound], status: 201,
      examples: Examples(request: ["count": 100, "kind": "gift"]),
      takes: .body("count", .count(1...Coalition.cardBatchLimit)),
      .body("kind", Schema<Card.Kind>.choice, default: .member),
      .body("type", optional: .id("cty")), gives: .list(of: .card)
    ) { call, count, kind, type in
      let type: CardTypeID? = try type.map { try call.services.id($0, otherwise: .cardTypeNotFound) }
      let cards = try await call.services.issueCards(count, kind: kind, type: type, by: call.principal)
      return Listing(items: cards.map { call.shown($0) }, nextCursor: nil)
    }
  }

  static var listCards: Operation {
    Operation(
      .get, "/v1/cards", "List a member's cards, or those that the caller handed out, newest first",
      id: "listCards", needs: .readMembers, refusals: [.memberNotFound], takes: .page(),
      .query("member", optional: .id("mem")), .query("number", optional: .text(12...19, .digits)),
      .query("status", optional: Schema<Card.Status>.choice), gives: .list(of: .card)
    ) { call, page, member, number, status in
      let coalition = call.services
      let member: MemberID? = try member.map { try coalition.id($0, otherwise: .memberNotFound) }
      let found = try await coalition.cards(
        of: member, number: number, in: status, page.request(coalition.publicIDs), by: call.principal)
      let listing = page.listing(found, coalition.publicIDs) { $0.id }
      return Listing(items: listing.items.map { call.shown($0.value) }, nextCursor: listing.nextCursor)
    }
  }

  static var readCard: Operation {
    Operation(
      .get, "/v1/cards/{id}", "Read a card", id: "readCard", needs: .readMembers, refusals: [.cardNotFound],
      examples: Examples(reply: .exampleCard), takes: .path("id", .id("crd")), gives: .card
    ) { call, id in
      let id: CardID = try call.services.id(id, otherwise: .cardNotFound)
      return call.shown(try await call.services.card(id, by: call.principal))
    }
  }

  static var activateCard: Operation {
    Operation(
      .post, "/v1/cards/{id}/activate",
      "Make a card usable that was handed out: for its holder, or without a name where its type lets it",
      id: "activateCard", needs: .writeMembers,
      refusals: [.cardNotFound, .cardLost, .cardNotActive, .cardExpired, .memberNotFound, .memberClosed],
      examples: Examples(request: ["member": "mem_9D0WN8J2M4KX7QRT"], reply: .exampleCard),
      takes: .path("id", .id("crd")), .body("member", optional: .id("mem")), gives: .card
    ) { call, id, member in
      let coalition = call.services
      let id: CardID = try coalition.id(id, otherwise: .cardNotFound)
      let member: MemberID? = try member.map { try coalition.id($0, otherwise: .memberNotFound) }
      return call.shown(try await coalition.activateCard(id, for: member, by: call.principal))
    }
  }

  static var bindCard: Operation {
    Operation(
      .post, "/v1/cards/{id}/bind", "Give a card that is used without a name to a member, with its points",
      id: "bindCard", needs: .writeMembers,
      refusals: [
        .cardNotFound, .cardLost, .cardNotActive, .cardExpired, .memberNotFound, .memberClosed,
        .memberFrozen, .memberExists, .memberProofRequired, .codeExpired, .holdsOpen,
      ],
      examples: Examples(
        request: ["member": "mem_9D0WN8J2M4KX7QRT", "code": "194807"], reply: .exampleCard),
      takes: .path("id", .id("crd")), .body("member", .id("mem")),
      .body(
        "code",
        optional: .securityCode("The security code on the card; merchants need it for a card that is in use.")
      ),
      gives: .card
    ) { call, id, member, code in
      let coalition = call.services
      let id: CardID = try coalition.id(id, otherwise: .cardNotFound)
      let member: MemberID = try coalition.id(member, otherwise: .memberNotFound)
      return call.shown(try await coalition.bindCard(id, to: member, code: code, by: call.principal))
    }
  }

  static var reportCardLost: Operation {
    Operation(
      .post, "/v1/cards/{id}/lost", "Block a card that its holder reports lost or stolen",
      id: "reportCardLost", needs: .writeMembers,
      refusals: [.cardNotFound, .cardLost, .cardNotActive, .cardExpired],
      examples: Examples(request: ["reason": "asked by the holder"], reply: .exampleCard),
      takes: .path("id", .id("crd")), .body("reason", .text(1...200)),
      .body("is_stolen", .boolean, default: false), gives: .card
    ) { call, id, reason, isStolen in
      let id: CardID = try call.services.id(id, otherwise: .cardNotFound)
      return call.shown(
        try await call.services.reportCardLost(id, isStolen: isStolen, reason: reason, by: call.principal))
    }
  }

  static var releaseCard: Operation {
    Operation(
      .post, "/v1/cards/{id}/release", "Make a card good again that was reported lost", id: "releaseCard",
      needs: .writeMembers,
      refusals: [
        .cardNotFound, .cardLost, .cardNotActive, .cardExpired, .memberProofRequired, .proofRejected,
        .pinNotSet, .pinLocked, .codeExpired,
      ],
      examples: Examples(
        request: ["reason": "found again", "proof": ["pin": "194807"]], reply: .exampleCard),
      takes: .path("id", .id("crd")), .body("reason", .text(1...200)), .body("proof", optional: .proof),
      gives: .card
    ) { call, id, reason, proof in
      let id: CardID = try call.services.id(id, otherwise: .cardNotFound)
      return call.shown(
        try await call.services.releaseCard(id, reason: reason, proof: proof?.proof, by: call.principal))
    }
  }

  static var replaceCard: Operation {
    Operation(
      .post, "/v1/cards/{id}/replace", "Give the holder another card in place of this one",
      id: "replaceCard", needs: .writeMembers,
      refusals: [
        .cardNotFound, .cardLost, .cardNotActive, .memberProofRequired, .proofRejected, .pinNotSet,
        .pinLocked, .codeExpired,
      ], status: 201,
      examples: Examples(
        request: ["reason": "asked by the holder", "proof": ["pin": "194807"]], reply: .exampleCard),
      takes: .path("id", .id("crd")), .body("reason", .text(1...200)), .body("proof", optional: .proof),
      .body("code", optional: .securityCode("The security code of a card without a name that is not lost.")),
      gives: .card
    ) { call, id, reason, proof, code in
      let id: CardID = try call.services.id(id, otherwise: .cardNotFound)
      return call.shown(
        try await call.services.replaceCard(
          id, reason: reason, proof: proof?.proof, code: code, by: call.principal))
    }
  }

  static var setCardPIN: Operation {
    Operation(
      .put, "/v1/cards/{id}/pin",
      "Set or change the PIN that pays with a card, by the PIN of before, a one-time code or security code",
      id: "setCardPIN", needs: .writeMembers,
      refusals: [
        .cardNotFound, .cardLost, .cardNotActive, .cardExpired, .memberFrozen, .memberClosed,
        .memberProofRequired, .proofRejected, .pinNotSet, .pinLocked, .codeExpired,
      ], status: 204,
      examples: Examples(request: ["pin": "305918", "proof": ["pin": "194807"]]),
      takes: .path("id", .id("crd")), .body("pin", .text(6...6, .digits)), .body("proof", optional: .proof),
      .body("code", optional: .securityCode("The security code of a card without a name and without a PIN.")),
      gives: .nothing
    ) { call, id, pin, proof, code in
      let id: CardID = try call.services.id(id, otherwise: .cardNotFound)
      try await call.services.setCardPIN(pin, of: id, proof: proof?.proof, code: code, by: call.principal)
    }
  }

  static var destroyCard: Operation {
    changing("destroy", "End a card for ever", id: "destroyCard", also: [.operatorOnly, .notAllowedNow]) {
      try await $0.destroyCard($1, reason: $2, by: $3)
    }
  }

  private static func changing(
    _ word: String, _ summary: String, id: String, status: Int = 200, also: [ErrorCode] = [],
    _ change: @escaping @Sendable (Coalition, CardID, String, Principal) async throws -> Card
  ) -> Operation {
    Operation(
      .post, "/v1/cards/{id}/\(word)", summary, id: id, needs: .writeMembers,
      refusals: [.cardNotFound, .cardLost, .cardNotActive] + also, status: status,
      examples: Examples(request: ["reason": "asked by the holder"], reply: .exampleCard),
      takes: .path("id", .id("crd")), .body("reason", .text(1...200)), gives: .card
    ) { call, id, reason in
      let id: CardID = try call.services.id(id, otherwise: .cardNotFound)
      return call.shown(try await change(call.services, id, reason, call.principal))
    }
  }
}

extension Schema<String> {
  fileprivate static func securityCode(_ text: String) -> Schema { .text(6...6, .digits).described(text) }
}

/// A card as its reader may see it.
struct ShownCard: Sendable {
  let card: Card
  let ids: PublicIDs
  /// Whether the whole number is shown.
  let isOwn: Bool
}

extension Call<Coalition> {
  fileprivate func shown(_ card: Card) -> ShownCard {
    ShownCard(card: card, ids: services.publicIDs, isOwn: principal.handedOut(card))
  }
}

extension Schema<ShownCard> {
  fileprivate static var card: Schema {
    .reply(
      "Card",
      .constant("object", "card"),
      .always("id", .id("crd")) { $0.ids.text($0.card.id) },
      .always(
        "number",
        Schema<String>.text(12...19).described("Hidden but for its ends from those who did not hand it out.")
      ) { $0.isOwn ? $0.card.number : Masked.card($0.card.number) },
      .always("kind", Schema<Card.Kind>.choice) { $0.card.kind },
      .always("status", Schema<Card.Status>.choice) { $0.card.status },
      .maybe("member", .id("mem")) { shown in shown.card.member.map { shown.ids.text($0) } },
      .maybe("issued_by", .id("mch")) { shown in shown.card.issuedBy.map { shown.ids.text($0) } },
      .maybe("replaced_by", .id("crd")) { shown in shown.card.replacedBy.map { shown.ids.text($0) } },
      .maybe("type", .id("cty")) { shown in shown.card.type.map { shown.ids.text($0) } },
      .maybe("expires_at", .timestamp) { $0.card.expiresAt?.microseconds },
      .maybe("is_stolen", .boolean) { $0.card.isStolen ? true : nil },
      .maybe("ending", .choice(["expired", "destroyed"])) {
        $0.card.ending == .none ? nil : $0.card.ending.rawValue
      })
  }
}

extension JSON {
  /// A card as examples show one.
  fileprivate static let exampleCard: JSON = [
    "object": "card", "id": "crd_7F3K9M2Q8R4T6W1X", "number": "8800000000000006", "kind": "member",
    "status": "active", "member": "mem_9D0WN8J2M4KX7QRT",
  ]
}
