import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct PointsCardTests {
  @Test func `a sold card puts its points into a wallet, once and whole, and the books say so`()
    async throws
  {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards()
      #expect(try await shop.balance(.vouchersOutstanding, cards.id.rawValue) == 400)
      #expect(try await shop.balance(.issuer, shop.merchant.id.rawValue) == -400)
      // The same form again sells the same cards once.
      try await shop.sell(cards, 1...4)
      #expect(try await shop.balance(.vouchersOutstanding, cards.id.rawValue) == 400)
      let receipt = try await shop.redeem(cards.codes[0].lowercased(), key: "a")
      #expect(receipt.transaction.kind == .topUp && receipt.transaction.amount == 100)
      let again = try await shop.redeem(cards.codes[0].lowercased(), key: "a")
      #expect(again.isReplay && again.transaction.id == receipt.transaction.id)
      #expect(try await shop.cardRefusal { try await shop.redeem(cards.codes[0], key: "b") } == .used)
      #expect(
        try await shop.cardRefusal { try await shop.redeem(cards.codes[0], for: shop.friend, key: "c") }
          == .used)
      let wallets = try await shop.ledger.wallets(of: shop.member.id)
      #expect(wallets[0].wallet.balance.available == 100)
      let source = wallets[0].lots[0].source
      #expect(source.origin == .purchased && source.onlyAt == shop.merchant.id)
      let view = try await shop.view(cards)
      #expect((view.sold, view.redeemed, view.open, view.outstanding) == (4, 1, 3, 300))
    }
  }

  @Test func `a card that was given away gives awarded points, also to another`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards(for: .campaign, issuer: MerchantID.none)
      let receipt = try await shop.redeem(cards.codes[1], for: shop.friend, key: "a")
      #expect(receipt.transaction.kind == .award)
      let wallets = try await shop.ledger.wallets(of: shop.friend.id)
      let source = wallets[0].lots[0].source
      #expect(source.origin == .awarded && source.onlyAt == .none)
    }
  }

  @Test func `a card gives nothing before it is sold, while it is frozen, and when its time is over`()
    async throws
  {
    try await TestShop.open { shop in
      let cards = try await shop.cards(lasting: 86_400)
      func refused(_ serial: Int) async throws -> PointsCardRefusal? {
        try await shop.cardRefusal { try await shop.redeem(cards.codes[serial - 1], key: "r\(serial)") }
      }
      #expect(try await refused(1) == .notActive)
      try await shop.sell(cards, 1...2)
      #expect(try await refused(3) == .notActive)
      try await shop.coalition.freezePointsCards(cards.id, by: .system)
      #expect(try await refused(1) == .frozen)
      #expect(
        try await shop.cardRefusal { try await shop.sell(cards, 3...3) } == .batchState(.frozen))
      let batch = try await shop.view(cards).batch
      #expect(try await shop.decided(.pointsCards(PointsCardsProposal(.thaw, batch))).state == .succeeded)
      #expect(try await refused(1) == nil)
      shop.clock.advance(seconds: 86_400)
      #expect(try await refused(2) == .expired)
      try await shop.runCardJobs()
      #expect(try await refused(2) == .expired)
      let view = try await shop.view(cards)
      #expect(view.batch.state == .expired)
      #expect((view.redeemed, view.expired, view.outstanding) == (1, 1, 0))
      #expect(try await shop.balance(.breakage, 0) == 100)
    }
  }

  @Test func `a voided batch gives its issuer back what was outstanding`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards()
      try await shop.redeem(cards.codes[0], key: "a")
      let proposal = PointsCardsProposal(.void, try await shop.view(cards).batch)
      #expect(try await shop.decided(.pointsCards(proposal)).state == .succeeded)
      #expect(
        try await shop.cardRefusal { try await shop.redeem(cards.codes[1], key: "b") } == .voided)
      try await shop.runCardJobs()
      let view = try await shop.view(cards)
      #expect(view.batch.state == .voided)
      #expect((view.redeemed, view.voided, view.outstanding) == (1, 3, 0))
      #expect(try await shop.balance(.issuer, shop.merchant.id.rawValue) == -100)
      #expect(try await shop.balance(.breakage, 0) == 0)
    }
  }

  @Test(arguments: [true, false])
  func `a voided batch undoes what its sale was paid with, whatever terms say since`(
    isPrepaid: Bool
  ) async throws {
    try await TestShop.open(in: try await Engine.sqlite.makeDatabase()) { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      if isPrepaid {
        try await shop.fund(.prepaid)
        try await shop.block(1_000, "B1")
      }
      let cards = try await shop.soldCards()
      var dearer = ClearingTests.terms
      dearer.issuePrice = PointPrice(900, perPoints: 1_000)
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      try await shop.agree(dearer, with: shop.merchant, from: today.adding(1))
      try await shop.nextDay()
      let voiding = PointsCardsProposal(.void, try await shop.view(cards).batch)
      #expect(try await shop.decided(.pointsCards(voiding)).state == .succeeded)
      try await shop.runCardJobs()
      _ = try await shop.coalition.followAll()
      let lines = try await shop.lines(of: shop.merchant)
      #expect(lines.map(\.points) == [400, -400] && lines.allSatisfy { $0.isPrepaid == isPrepaid })
      #expect(lines.reduce(0) { $0 + $1.money.price } == 0)
      #expect((lines.first?.money.price != 0) == !isPrepaid)
      if isPrepaid { #expect(try await shop.left() == 1_000) }
    }
  }

  @Test func `codes are handed out once, and nothing that is kept tells them`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.cards()
      #expect(
        try await shop.cardRefusal {
          _ = try await shop.coalition.exportPointsCards(
            cards.id, passphrase: TestShop.passphrase, by: .system)
        } == .exportedBefore)
      let kept = try await shop.coalition.database.read { tx in
        try tx.query("SELECT sealed_seed FROM points_card_batch") { $0[0] as [UInt8] }
      }
      #expect(kept == [[]])
    }
  }

  @Test func `cards are sold once, and the same form sells them once`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.cards(10)
      let first = try await shop.sell(cards, 3...6)
      #expect(try await shop.sell(cards, 3...6).id == first.id)
      for serials in [1...3, 6...7, 4...5, 0...1, 10...11] {
        #expect(
          try await shop.cardRefusal { try await shop.sell(cards, serials) } == .rangeTaken, "\(serials)")
      }
      #expect(try await shop.view(cards).sold == 4)
      #expect(try await shop.balance(.vouchersOutstanding, cards.id.rawValue) == 400)
    }
  }

  @Test func `what the issuer's limit does not allow is not sold, and can be later`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.cards()
      var terms = MerchantTerms(
        merchant: shop.merchant.id, asset: shop.program.asset, earning: EarnTerms(1, perMinorUnits: 100))
      terms.issuingLimit = 150
      try await shop.coalition.setTerms(terms, by: .system)
      #expect(
        try await decline { try await shop.sell(cards, 1...2) }?.refusal == .issuingLimitExceeded)
      try await shop.sell(cards, 1...1)
      #expect(
        try await shop.cardRefusal { try await shop.redeem(cards.codes[1], key: "a") } == .notActive)
      #expect(try await shop.view(cards).sold == 1)
    }
  }

  @Test func `a reversal gives the card its points back, and it can be redeemed again`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards()
      let receipt = try await shop.redeem(cards.codes[0], key: "a")
      let void = ReturnOrder(receipt.transaction.id)
      for (key, order) in [("v", Order.void(void)), ("r", .refund(void))] {
        #expect(
          try await decline { _ = try await shop.coalition.carryOut(order, key: key, by: shop.till) } != nil)
      }
      _ = try await shop.coalition.reverse("a", key: "a/reversal", by: shop.till)
      try await shop.follow()
      #expect(try await shop.spendable() == 0)
      #expect(try await shop.view(cards).outstanding == 400)
      try await shop.redeem(cards.codes[0], for: shop.friend, key: "b")
      // What comes of an old key stays what it was.
      #expect(try await shop.redeem(cards.codes[0], key: "a").isReplay)
      try await shop.follow()
      #expect(try await shop.view(cards).redeemed == 1)
    }
  }

  @Test func `what was reversed after its batch had ended ends again`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards(2)
      try await shop.redeem(cards.codes[0], key: "a")
      _ = try await shop.decided(.pointsCards(PointsCardsProposal(.void, try await shop.view(cards).batch)))
      try await shop.runCardJobs()
      _ = try await shop.coalition.reverse("a", key: "a/reversal", by: shop.till)
      try await shop.follow()
      try await shop.runCardJobs()
      let view = try await shop.view(cards)
      #expect((view.batch.state, view.voided, view.redeemed, view.outstanding) == (.voided, 2, 0, 0))
    }
  }

  @Test func `a key that was used for something else redeems nothing`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.soldCards()
      try await shop.redeem(cards.codes[0], key: "a")
      let mismatch = try await refusal { try await shop.redeem(cards.codes[1], key: "a") }
      guard case .idempotencyMismatch = mismatch else {
        Issue.record("\(String(describing: mismatch))")
        return
      }
      try await shop.redeem(cards.codes[1], for: shop.friend, key: "b")
      #expect(try await shop.view(cards).redeemed == 2)
    }
  }

  @Test func `neither a merchant nor a person without the right sells or hands out cards`() async throws {
    try await TestShop.open { shop in
      let cards = try await shop.cards()
      let clerk = Principal(
        kind: .platform, scopes: [.readPrograms], actor: Actor(kind: .user, id: 5, answerable: 5))
      for caller in [shop.caller(shop.merchant, .all), clerk] {
        await #expect(throws: AccessRefusal.self) {
          _ = try await shop.coalition.activatePointsCards(cards.id, 1...1, key: "k", by: caller)
        }
        await #expect(throws: AccessRefusal.self) {
          _ = try await shop.coalition.exportPointsCards(
            cards.id, passphrase: TestShop.passphrase, by: caller)
        }
        await #expect(throws: AccessRefusal.self) {
          try await shop.coalition.freezePointsCards(cards.id, by: caller)
        }
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        _ = try await shop.coalition.pointsCardBatches(by: shop.till)
      }
    }
  }
}
