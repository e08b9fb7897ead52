import Coalition
import Foundation
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listPointsCards: Operation {
    Operation(
      .get, "/v1/points-cards", "List batches of points cards, newest first, with what became of their cards",
      id: "listPointsCards", needs: .readPrograms, refusals: [.operatorOnly], takes: .page(),
      gives: .list(of: .pointsCards)
    ) { call, page in
      let coalition = call.services
      let found = try await coalition.pointsCardBatches(
        page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.batch.id }
    }
  }

  static var readPointsCards: Operation {
    Operation(
      .get, "/v1/points-cards/{id}", "Read a batch of points cards", id: "readPointsCards",
      needs: .readPrograms, refusals: [.pointsCardsNotFound, .operatorOnly], takes: .path("id", .id("pcb")),
      gives: .pointsCards
    ) { call, id in
      let coalition = call.services
      let id: PointsCardBatchID = try coalition.id(id, otherwise: .pointsCardsNotFound)
      return coalition.shown(try await coalition.pointsCardBatch(id, by: call.principal))
    }
  }

  static var proposePointsCards: Operation {
    Operation(
      .post, "/v1/points-cards", "Propose a batch of points cards, for another person's approval",
      id: "proposePointsCards", needs: .writePrograms,
      refusals: [
        .programNotFound, .programClosed, .programMismatch, .merchantNotFound, .amountOutOfRange,
        .pointsCardExpired, .operatorOnly,
      ], status: 201,
      examples: Examples(request: [
        "program": "universal", "points": 1000, "count": 500, "purpose": "sale", "buyer": "Spring fair",
        "valid_until": "2027-12-31T16:00:00Z", "reason": "ordered by contract 12",
      ]),
      takes: .body("program", .text(1...64, .visible)), .body("points", .points()),
      .body("count", .count(1...PointsCardBatch.mostCards)),
      .body("purpose", Schema<PointsCardBatch.Purpose>.choice), .body("merchant", optional: .id("mch")),
      .body("buyer", .text(0...100), default: ""), .body("valid_until", .timestamp),
      .body("reason", .text(1...200)), gives: .approval
    ) { call, program, points, count, purpose, merchant, buyer, until, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      guard points.multipliedReportingOverflow(by: Int64(count)).overflow == false,
        Points(points * Int64(count)) <= Points.maximumPerCommand
      else { throw Problem(.amountOutOfRange) }
      let proposal = PointsCardsProposal(
        making: count, of: Points(points), in: try await coalition.program(named: program).asset,
        for: purpose,
        issuer: try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) } ?? .none,
        buyer: buyer, validUntil: Instant(microseconds: until))
      return coalition.shown(
        try await coalition.propose(.pointsCards(proposal), reason: reason, by: call.principal))
    }
  }

  static var thawPointsCards: Operation {
    proposingPointsCards("thaw", "Propose that a frozen batch is used again", id: "thawPointsCards", .thaw)
  }

  static var voidPointsCards: Operation {
    proposingPointsCards(
      "void", "Propose that a batch ends and its outstanding points go back to their issuer",
      id: "voidPointsCards", .void)
  }

  private static func proposingPointsCards(
    _ word: String, _ summary: String, id: String, _ act: PointsCardsProposal.Act
  ) -> Operation {
    Operation(
      .post, "/v1/points-cards/{id}/\(word)", summary + ", for another person's approval", id: id,
      needs: .writePrograms, refusals: [.pointsCardsNotFound, .notAllowedNow, .operatorOnly], status: 201,
      examples: Examples(request: ["reason": "stolen from the printer"]),
      takes: .path("id", .id("pcb")), .body("reason", .text(1...200)), gives: .approval
    ) { call, id, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let id: PointsCardBatchID = try coalition.id(id, otherwise: .pointsCardsNotFound)
      let batch = try await coalition.pointsCardBatch(id, by: call.principal).batch
      let proposal = PointsCardsProposal(act, batch)
      return coalition.shown(
        try await coalition.propose(.pointsCards(proposal), reason: reason, by: call.principal))
    }
  }

  static var freezePointsCards: Operation {
    Operation(
      .post, "/v1/points-cards/{id}/freeze", "Stop a batch at once: nothing of it is sold or redeemed",
      id: "freezePointsCards", needs: [.writePrograms, .reviewApprovals],
      refusals: [.pointsCardsNotFound, .notAllowedNow, .operatorOnly], takes: .path("id", .id("pcb")),
      gives: .pointsCards
    ) { call, id in
      let coalition = call.services
      let id: PointsCardBatchID = try coalition.id(id, otherwise: .pointsCardsNotFound)
      return coalition.shown(try await coalition.freezePointsCards(id, by: call.principal))
    }
  }

  static var activatePointsCards: Operation {
    Operation(
      moving: "/v1/points-cards/{id}/activate",
      "Put points on cards that are sold, from serial to serial: they can be redeemed from then on",
      id: "activatePointsCards", needs: .writePrograms,
      refusals: [
        .pointsCardsNotFound, .notAllowedNow, .pointsCardExpired, .issuingLimitExceeded, .amountOutOfRange,
        .operatorOnly,
      ], status: 201, dryRun: false,
      examples: Examples(request: ["first": 1, "last": 100, "reference": "INV-2026-118"]),
      takes: .path("id", .id("pcb")), .body("first", .integer(1...PointsCardBatch.mostCards)),
      .body("last", .integer(1...PointsCardBatch.mostCards)),
      .body("reference", .text(0...60), default: ""), gives: .cardActivation
    ) { call, once, id, first, last, reference in
      let coalition = call.services
      let id: PointsCardBatchID = try coalition.id(id, otherwise: .pointsCardsNotFound)
      guard first <= last else { throw Problem(.amountOutOfRange) }
      let sold = try await coalition.activatePointsCards(
        id, Int(first)...Int(last), reference: reference, key: once.key, by: call.principal)
      return Answer(coalition.shown(sold))
    }
  }

  static var exportPointsCards: Operation {
    Operation(
      .post, "/v1/points-cards/{id}/export",
      "Take a batch's codes away, once, enciphered with a passphrase: nothing here can tell them again",
      id: "exportPointsCards", needs: .writePrograms,
      refusals: [.pointsCardsNotFound, .notAllowedNow, .operatorOnly],
      examples: Examples(request: ["passphrase": "a long sentence for the printer"]),
      takes: .path("id", .id("pcb")), .body("passphrase", .text(12...128)), gives: .cardFile
    ) { call, id, passphrase in
      let coalition = call.services
      let id: PointsCardBatchID = try coalition.id(id, otherwise: .pointsCardsNotFound)
      let file = try await coalition.exportPointsCards(id, passphrase: passphrase, by: call.principal)
      return Data(file).base64EncodedString()
    }
  }
}

extension Schema<Shown<CardBatchView>> {
  fileprivate static var pointsCards: Schema {
    .reply(
      "PointsCards",
      .constant("object", "points_cards"),
      .always("id", .id("pcb")) { $0.text($0.batch.id) },
      .always("program", .id("prg")) { $0.text($0.batch.asset) },
      .maybe("merchant", .id("mch")) { $0.text(given: $0.batch.merchant) },
      .always("points", Schema<Int64>.points().described("On each card.")) { $0.batch.points.units },
      .always("count", .integer(1...PointsCardBatch.mostCards)) { Int64($0.batch.count) },
      .always("made", .integer()) { Int64($0.batch.made) },
      .always("purpose", Schema<PointsCardBatch.Purpose>.choice) { $0.batch.purpose },
      .always("buyer", .text(0...100)) { $0.batch.buyer },
      .always("valid_until", .timestamp) { $0.batch.validUntil.microseconds },
      .always("state", Schema<PointsCardBatch.State>.choice) { $0.batch.state },
      .maybe("exported_at", .timestamp) { $0.batch.exportedAt?.microseconds },
      .always("sold", .integer()) { Int64($0.sold) },
      .always("redeemed", .integer()) { Int64($0.redeemed) },
      .always("voided", .integer()) { Int64($0.voided) },
      .always("expired", .integer()) { Int64($0.expired) },
      .always("open", Schema<Int64>.integer().described("Sold, and neither redeemed nor ended.")) {
        Int64($0.open)
      },
      .always(
        "outstanding", Schema<Int64>.points(0...Int.max).described("What the books hold for open cards.")
      ) { $0.outstanding.units },
      .always("created", .timestamp) { $0.batch.createdAt.microseconds })
  }
}

extension Schema<Shown<CardActivation>> {
  fileprivate static var cardActivation: Schema {
    .reply(
      "PointsCardsSold",
      .constant("object", "points_cards_sold"),
      .always("id", .id("pca")) { $0.text($0.id) },
      .always("batch", .id("pcb")) { $0.text($0.batch) },
      .always("first", .integer()) { Int64($0.first) },
      .always("last", .integer()) { Int64($0.last) },
      .always("reference", .text(0...60)) { $0.reference },
      .always("state", Schema<CardActivation.State>.choice) { $0.state },
      .maybe("transaction", .id("txn")) { $0.text(given: $0.transaction) },
      .always("created", .timestamp) { $0.createdAt.microseconds })
  }
}

extension Schema<String> {
  fileprivate static var cardFile: Schema {
    .reply(
      "PointsCardsFile", .constant("object", "points_cards_file"),
      .always(
        "file", Schema<String>.text(1...8_000_000).described("In base 64; how to open it: the guide.")
      ) { $0 })
  }
}
