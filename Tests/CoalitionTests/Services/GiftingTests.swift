import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Points that one member buys for another: the order is the buyer's, the points are the receiver's.
@Suite(.database) struct GiftingTests {
  static var policies: ProgramPolicies {
    var policies = BuyingTests.policies
    policies.services[.buying]?.allowsGifts = true
    return policies
  }

  private static func open(_ test: (TestShop) async throws -> Void) async throws {
    try await TestShop.open(policies: policies) { try await test($0) }
  }

  @Test func `a gift is the buyer's order and the receiver's points, and both are told`() async throws {
    try await Self.open { shop in
      try await shop.name(shop.member, "Li Mei")
      try await shop.name(shop.friend, "Wang Bo")
      let me = try await shop.me(try await shop.enter())
      let friend = try await shop.me(try await shop.enter("13800138001"))
      let order = try await shop.give(1_000, request: "a", words: "For <you>")
      #expect(order.member == shop.member.id && order.receiver == shop.friend.id)
      let paid = try await shop.pay(order, "p1")
      #expect(try await shop.pay(order, "p1").transaction == paid.transaction)
      #expect(try await shop.spendable() == 0)
      let lots = try await shop.coalition.wallet(shop.friendWallet, by: .system).lots
      #expect(lots.map(\.source) == [LotSource(issuer: .none, origin: .purchased)])
      #expect(lots.map(\.lot.available) == [1_000])
      #expect(lots.map(\.lot.expiresAt) == [order.expiresAt ?? .distantFuture])
      shop.clock.advance(seconds: 30)
      try await shop.coalition.runDueJobs()
      let got = try await shop.coalition.messages(in: .en, by: friend).items
      #expect(got.map(\.message.kind) == [.giftReceived])
      #expect(got.first?.message.points == 1_000)
      let gift = try #require(got.first)
      #expect(gift.body.contains("L***** bought 1,000 Tongbao for you"), "\(gift.body)")
      #expect(gift.body.contains("They write: “For <you>”"), "\(gift.body)")
      let told = try await shop.coalition.messages(in: .en, by: me).items
      #expect(told.map(\.message.kind) == [.giftGiven])
      #expect(told.first?.body.contains("for W*****") == true)
      #expect(told.first?.message.words == "")
      // What one writes goes out by no SMS and no e-mail.
      let wording = try await shop.coalition.database.read { tx in
        try tx.wording(of: [gift.message], shop.coalition.settings)
      }
      for channel in [MessageChannel.sms, .email] {
        #expect(try !wording.text(of: gift.message, for: channel, in: .en).body.contains("<you>"))
      }
      let credited = try #require(try await shop.ledger.transaction(paid.transaction))
      let book = try await shop.coalition.names(NameQuestion(of: [credited]), by: friend)
      #expect(book.gifts.values.map(\.words) == ["For <you>"])
      #expect(book.gifts.values.map(\.giverName) == ["L*****"])
      // Only the buyer sees the order, with the receiver masked.
      await #expect(throws: PointsOrderRefusal.notFound) {
        try await shop.coalition.pointsOrder(order.id, by: friend)
      }
      let receivers = try await shop.coalition.receivers(of: [paid], by: me)
      #expect(receivers[order.id] == TransferPartner(name: "W******", phoneEnding: nil))
    }
  }

  @Test func `the buyer gives it back out of the receiver's lot, and never once it is used`() async throws {
    try await Self.open { shop in
      let me = try await shop.me(try await shop.enter())
      let friend = try await shop.me(try await shop.enter("13800138001"))
      let order = try await shop.pay(try await shop.give(1_000, request: "a"), "p1")
      await #expect(throws: PointsOrderRefusal.notFound) {
        try await shop.coalition.returnPointsOrder(order.id, by: friend)
      }
      let returned = try await shop.coalition.returnPointsOrder(order.id, by: me)
      #expect(returned.state == .returned && returned.owesMoney)
      #expect(try await shop.points(of: shop.friend) == 0)
      shop.clock.advance(seconds: 30)
      try await shop.coalition.runDueJobs()
      let told = try await shop.coalition.messages(in: .en, by: me).items.map(\.message.kind)
      #expect(told == [.giftReturned, .giftGiven])
      let heard = try await shop.coalition.messages(in: .en, by: friend).items.map(\.message.kind)
      #expect(heard == [.takenBack, .giftReceived])
      let used = try await shop.pay(try await shop.give(1_000, request: "b"), "p2")
      let order2 = SpendOrder(member: .id(shop.friend.id), .points(1))
      _ = try await shop.coalition.spend(order2, key: "s", by: shop.till)
      await #expect(throws: PointsOrderRefusal.used) {
        try await shop.coalition.returnPointsOrder(used.id, by: me)
      }
      #expect(try await shop.points(of: shop.friend) == 999)
      let sales = try #require(try await shop.sales())
      #expect(sales.paid == 6_000 && sales.owed == 3_000, "as of what is bought for oneself")
    }
  }

  @Test func `nothing is given where the programme says nothing of it`() async throws {
    try await TestShop.open(policies: BuyingTests.policies) { shop in
      await #expect(throws: PointsOrderRefusal.giftsOff) { try await shop.give(1_000, request: "a") }
    }
  }

  @Test func `nothing is given to oneself or who is not there`() async throws {
    try await Self.open { shop in
      let stranger = try await shop.coalition.createMember(MemberDraft(.phone("13800138009")), by: .system)
      func refused(_ claim: MemberClaim, words: String = "") async throws -> PointsOrderRefusal? {
        do {
          _ = try await shop.coalition.orderPoints(
            1_000, in: shop.program.asset, for: shop.member.id, to: claim, words: words, request: "a",
            by: .system)
        } catch let refusal as PointsOrderRefusal { return refusal }
        return nil
      }
      #expect(try await refused(.id(shop.member.id)) == .toOneself)
      #expect(try await refused(.phone("13800138000")) == .toOneself)
      #expect(try await refused(.phone("13800138111")) == .receiverUnknown)
      #expect(try await refused(.id(MemberID(99))) == .receiverUnknown)
      #expect(try await refused(.id(shop.friend.id), words: "a\nb") == .wordsInvalid)
      let long = String(repeating: "长", count: 101)
      #expect(try await refused(.id(shop.friend.id), words: long) == .wordsInvalid)
      try await shop.freeze(stranger.id)
      #expect(try await refused(.id(stranger.id)) == .receiverFrozen)
      try await shop.thaw(stranger.id)
      // Whoever was merged is who they are now; whoever left is nobody's receiver.
      _ = try await shop.merge(stranger, into: shop.friend)
      let friend = try await shop.me(try await shop.enter("13800138001"))
      let order = try await shop.coalition.orderPoints(
        100, in: shop.program.asset, for: shop.member.id, to: .id(stranger.id), request: "m", by: .system)
      #expect(order.receiver == shop.friend.id)
      try await shop.leave(friend, at: "13800138001")
      #expect(try await refused(.id(shop.friend.id)) == .receiverClosed)
      #expect(try await refused(.id(stranger.id)) == .receiverClosed)
    }
  }

  @Test func `a request for another receiver or other words is another request`() async throws {
    try await Self.open { shop in
      let order = try await shop.give(1_000, request: "a", words: "hi")
      #expect(try await shop.give(1_000, request: "a", words: "hi").id == order.id)
      let mismatch = OrderRefusal.idempotencyMismatch(.none)
      #expect(try await refusal { _ = try await shop.give(1_000, request: "a") } == mismatch)
      #expect(try await refusal { _ = try await shop.buy(1_000, request: "a") } == mismatch)
      // What was asked for may be asked for again, also where it would be refused by now.
      try await shop.freeze(shop.friend.id)
      #expect(try await shop.give(1_000, request: "a", words: "hi").id == order.id)
    }
  }

  @Test func `limits are the buyer's`() async throws {
    try await Self.open { shop in
      _ = try await shop.give(5_000, request: "a")
      #expect(
        try await refusal { _ = try await shop.buy(3_001, request: "b") } == .serviceLimit(8_000, in: .day))
      let theirs = try await shop.coalition.orderPoints(
        5_000, in: shop.program.asset, for: shop.friend.id, request: "c", by: .system)
      #expect(theirs.state == .waiting)
    }
  }

  @Test func `a receiver who is frozen gets it, one who was merged elsewhere, one who left not`() async throws
  {
    try await Self.open { shop in
      let third = try await shop.coalition.createMember(MemberDraft(.phone("13800138009")), by: .system)
      let frozen = try await shop.give(1_000, request: "a")
      try await shop.freeze(shop.friend.id)
      #expect(try await shop.pay(frozen, "p1").state == .credited)
      try await shop.thaw(shop.friend.id)
      let merged = try await shop.give(500, request: "b", words: "hi")
      _ = try await shop.merge(shop.friend, into: third)
      #expect(try await shop.pay(merged, "p2").receiver == third.id)
      #expect(try await shop.points(of: third) == 1_500)
      // The wallet that got it was merged, and it can still be given back.
      let back = try await shop.coalition.returnPointsOrder(frozen.id, by: .system)
      #expect(back.state == .returned)
      #expect(try await shop.points(of: third) == 500)
      let gone = try await shop.coalition.orderPoints(
        700, in: shop.program.asset, for: shop.member.id, to: .id(third.id), words: "bye", request: "c",
        by: .system)
      let leaver = try await shop.me(try await shop.enter("13800138009"))
      try await shop.leave(leaver, at: "13800138009", forfeiting: 500)
      let declined = try await shop.pay(gone, "p3")
      #expect(declined.state == .declined && declined.owesMoney && declined.words.isEmpty)
    }
  }

  @Test func `what the giver wrote goes when they leave, also where the receiver read it`() async throws {
    try await Self.open { shop in
      let friend = try await shop.me(try await shop.enter("13800138001"))
      _ = try await shop.pay(try await shop.give(1_000, request: "a", words: "For you"), "p1")
      shop.clock.advance(seconds: 30)
      try await shop.coalition.runDueJobs()
      func read() async throws -> [String] {
        try await shop.coalition.messages(in: .en, by: friend).items.map(\.message.words)
      }
      #expect(try await read() == ["For you"])
      try await shop.leave(try await shop.me(try await shop.enter()), at: "13800138000")
      #expect(try await read() == [""])
    }
  }

  @Test func `what one buys for the other is for oneself once they are one`() async throws {
    try await Self.open { shop in
      let order = try await shop.give(1_000, request: "a", words: "hi")
      _ = try await shop.merge(shop.member, into: shop.friend)
      let paid = try await shop.pay(order, "p1")
      #expect(paid.member == shop.friend.id && paid.receiver == nil && paid.words.isEmpty)
      #expect(try await shop.points(of: shop.friend) == 1_000)
      #expect(try await shop.give(1_000, request: "a", words: "hi").id == order.id)
    }
  }

  @Test func `while the points are on their way the receiver stays`() async throws {
    try await TestShop.openBusy(policies: Self.policies) { shop, ledger in
      let friend = try await shop.me(try await shop.enter("13800138001"))
      let order = try await shop.give(1_000, request: "a")
      ledger.mood = .busy
      #expect(try await shop.pay(order, "p1").state == .paid)
      ledger.mood = .answers
      await #expect(throws: MemberAccessRefusal.holdsOpen) {
        try await shop.leave(friend, at: "13800138001")
      }
      shop.clock.advance(seconds: 61)
      try await shop.coalition.runDueJobs(only: [.pointsOrders])
      #expect(try await shop.points(of: shop.friend) == 1_000)
    }
  }

  @Test func `on the site a receiver is looked for as before a transfer, and an offer is one order`()
    async throws
  {
    try await Self.open { shop in
      try await shop.name(shop.friend, "Wang Bo")
      let me = try await shop.me(try await shop.enter())
      func offer(_ to: String, _ words: String = "hi") async throws -> PurchaseOffer {
        try await shop.coalition.offerGift(
          of: 1_000, in: shop.program.asset, to: to, words: words, by: me)
      }
      let shown = try await offer("138 0013 8001")
      #expect(shown.receiver == TransferPartner(name: "W******", phoneEnding: "8001"))
      let orders = try await withThrowingTaskGroup(of: PointsOrderID.self) { group in
        for _ in 0..<8 {
          group.addTask { try await shop.coalition.orderPoints(shown.offer, by: me).id }
        }
        return try await group.reduce(into: Set<PointsOrderID>()) { $0.insert($1) }
      }
      #expect(orders.count == 1)
      let order = try await shop.coalition.pointsOrder(try #require(orders.first), by: me)
      #expect(order.receiver == shop.friend.id && order.words == "hi")
      await #expect(throws: MemberAccessRefusal.receiverInvalid) { try await offer("12") }
      await #expect(throws: PointsOrderRefusal.toOneself) { try await offer("13800138000") }
      await #expect(throws: PointsOrderRefusal.wordsInvalid) { try await offer("13800138001", "a\nb") }
      // Whether somebody is frozen is none of a giver's business.
      try await shop.freeze(shop.friend.id)
      await #expect(throws: MemberAccessRefusal.receiverNotFound) { try await offer("13800138001") }
      for _ in 0..<Coalition.lookupsPerDay { _ = try? await offer("13800138777") }  // nobody, and it counts
      await #expect(throws: MemberAccessRefusal.tooManyLookups) { try await offer("13800138777") }
    }
  }
}

extension TestShop {
  var friendWallet: WalletKey { WalletKey(member: friend.id, asset: program.asset) }

  /// Ordered by the member for the friend.
  @discardableResult
  func give(_ points: Points, request: String, words: String = "") async throws -> PointsOrder {
    try await coalition.orderPoints(
      points, in: program.asset, for: member.id, to: .id(friend.id), words: words, request: request,
      by: .system)
  }

  func leave(_ me: MemberPrincipal, at phone: String, forfeiting points: Points = 0) async throws {
    try await coalition.leave(
      forfeiting: points > 0 ? [program.asset: points] : [:], code: try await ownCode(me, at: "+86" + phone),
      from: Self.place,
      by: me)
  }

  func name(_ member: Member, _ name: String) async throws {
    _ = try await coalition.updateMember(member.id, MemberChange(name: name), by: .system)
  }

  func freeze(_ id: MemberID) async throws {
    _ = try await coalition.freezeMember(id, reason: "asked", by: .system)
  }

  func thaw(_ id: MemberID) async throws {
    _ = try await coalition.unfreezeMember(id, reason: "asked", by: .system)
  }
}
