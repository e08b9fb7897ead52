import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

/// A member sends points from their own site: shown first, proven, once.
@Suite(.database) struct OwnTransferTests {
  private static var policies: ProgramPolicies {
    var policies = ProgramPolicies()
    policies.transfer.minimum = 100
    policies.transfer.coolingDays = 0
    return policies
  }

  private static func open(
    _ test: (TestShop, MemberPrincipal) async throws -> Void
  ) async throws {
    try await TestShop.open(policies: policies) { shop in
      try await shop.earn(100_000, key: "a")
      try await test(shop, try await shop.me(try await shop.enter()))
    }
  }

  private static func offer(
    _ shop: TestShop, _ me: MemberPrincipal, _ points: Points = 300, to receiver: String = "138 0013 8001"
  ) async throws -> OwnTransfer {
    try await shop.coalition.offerTransfer(
      of: points, in: shop.program.asset, to: receiver, by: me)
  }

  private static func prove(_ shop: TestShop, _ me: MemberPrincipal) async throws -> MemberPrincipal {
    shop.clock.advance(seconds: 61)
    try await shop.coalition.requestProofCode(by: me)
    return try await shop.coalition.proveMyself(
      .code(shop.code(to: "+8613800138000")), from: TestShop.place, by: me)
  }

  @Test func `what is shown is what happens, once it was proven who asks`() async throws {
    try await Self.open { shop, me in
      let offer = try await Self.offer(shop, me)
      #expect(offer.arrives == 300 && offer.fee == 30 && offer.total == 330 && offer.left == 670)
      #expect(offer.partner == TransferPartner(name: "", phoneEnding: "8001"))
      #expect(try await shop.spendable() == 1_000)
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await shop.coalition.transfer(offer.offer, by: me)
      }
      #expect(try await shop.spendable() == 1_000)
      let proven = try await Self.prove(shop, me)
      let receipt = try await shop.coalition.transfer(offer.offer, by: proven)
      #expect(try await shop.spendable() == 670)
      #expect(try await shop.points(of: shop.friend) == 300)
      #expect(receipt.transaction.context.channel == .member)
      let made = try await shop.coalition.ownTransfer(receipt.transaction.id, by: me)
      #expect(made?.arrives == 300 && made?.fee == 30 && made?.left == 670 && made?.at != nil)
      // The other side's page is not the receiver's to see, nor is anybody else's.
      let friend = try await shop.me(try await shop.enter("13800138001"))
      #expect(try await shop.coalition.ownTransfer(receipt.transaction.id, by: friend) == nil)
    }
  }

  @Test func `a proof is good for five minutes on its device alone`() async throws {
    try await Self.open { shop, me in
      let other = try await shop.me(try await shop.enter(from: EntryPlace(address: "192.0.2.9")))
      let proven = try await Self.prove(shop, me)
      let offer = try await Self.offer(shop, me).offer
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await shop.coalition.transfer(offer, by: other)
      }
      shop.clock.advance(seconds: 300)
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await shop.coalition.transfer(offer, by: proven)
      }
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `a PIN, a password and a code prove it, and wrong ones do not`() async throws {
    try await Self.open { shop, me in
      let coalition = shop.coalition
      func prove(_ proof: OwnProof) async throws -> Bool {
        try await coalition.proveMyself(proof, from: TestShop.place, by: me).isProven(
          at: shop.clock.clock.now())
      }
      await #expect(throws: MemberRefusal.pinNotSet) { try await prove(.pin("274135")) }
      await #expect(throws: MemberAccessRefusal.wrong) { try await prove(.password("long enough 1")) }
      await #expect(throws: MemberAccessRefusal.wrong) { try await prove(.code("000000")) }
      try await coalition.setPIN("274135", of: shop.member.id, by: .system)
      await #expect(throws: MemberRefusal.pinWrong(triesLeft: 4)) { try await prove(.pin("274136")) }
      #expect(try await prove(.pin("274135")))
      shop.clock.advance(seconds: 301)
      // A code for changes of one's account is none for this.
      let other = try await shop.ownCode(me)
      await #expect(throws: MemberAccessRefusal.wrong) { try await prove(.code(other)) }
      let entry = try await coalition.setPassword(
        "a long enough secret", code: other, from: TestShop.place, by: me)
      let again = try await shop.me(entry)
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await coalition.proveMyself(.password("another secret"), from: TestShop.place, by: again)
      }
      _ = try await coalition.proveMyself(
        .password("a long enough secret"), from: TestShop.place, by: again)
    }
  }

  @Test func `the same offer, sent many times at once, is carried out once`() async throws {
    try await Self.open { shop, me in
      let offer = try await Self.offer(shop, me).offer
      shop.clock.advance(seconds: 61)
      try await shop.coalition.requestProofCode(by: me)
      let code = shop.code(to: "+8613800138000")
      let made = try await withThrowingTaskGroup(of: TransactionID.self) { group in
        for _ in 0..<8 {
          group.addTask {
            // As a form that is sent twice: each proves with the same code, which is good once.
            let proven = try await shop.coalition.proveMyself(.code(code), from: TestShop.place, by: me)
            return try await shop.coalition.transfer(offer, by: proven).transaction.id
          }
        }
        return try await group.reduce(into: Set<TransactionID>()) { $0.insert($1) }
      }
      #expect(made.count == 1)
      #expect(try await shop.points(of: shop.friend) == 300)
      // Made in time, it is answered afterwards, too.
      shop.clock.advance(seconds: 700)
      let proven = try await Self.prove(shop, me)
      let receipt = try await shop.coalition.transfer(offer, by: proven)
      #expect(receipt.isReplay && made == [receipt.transaction.id])
    }
  }

  @Test func `an offer that is altered, another's or old, and one at another fee, move nothing`() async throws
  {
    try await Self.open { shop, me in
      let coalition = shop.coalition
      let proven = try await Self.prove(shop, me)
      let offer = try await Self.offer(shop, me).offer
      let friend = try await shop.me(try await shop.enter("13800138001"))
      var altered = Array(offer)
      altered[20] = altered[20] == "A" ? "B" : "A"
      for (text, who) in [(String(altered), proven), ("", proven), (offer, friend)] {
        await #expect(throws: MemberAccessRefusal.offerEnded) { try await coalition.transfer(text, by: who) }
      }
      _ = try await coalition.updateProgram(shop.program.asset, by: .system) {
        $0.policies.transfer.feeBasisPoints = 2_000
      }
      #expect(try await refusal { _ = try await coalition.transfer(offer, by: proven) } == .feeChanged)
      let next = try await Self.offer(shop, me)
      #expect(next.fee == 60)
      shop.clock.advance(seconds: 600)
      let again = try await Self.prove(shop, me)
      await #expect(throws: MemberAccessRefusal.offerEnded) {
        try await coalition.transfer(next.offer, by: again)
      }
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `a receiver is found by number or code, and whoever tries numbers learns little`() async throws {
    try await Self.open { shop, me in
      let coalition = shop.coalition
      let code = try await coalition.issueMemberCode(of: shop.friend.id, by: .system)
      for text in [code.digits, code.payload] {
        #expect(try await Self.offer(shop, me, to: text).partner.phoneEnding == nil)
      }
      _ = try await coalition.freezeMember(shop.friend.id, reason: "lost", by: .system)
      for text in ["13800138001", "13900139999"] {
        await #expect(throws: MemberAccessRefusal.receiverNotFound) {
          try await Self.offer(shop, me, to: text)
        }
      }
      await #expect(throws: MemberAccessRefusal.receiverInvalid) { try await Self.offer(shop, me, to: "Li") }
      for _ in 4..<Coalition.lookupsPerDay {
        await #expect(throws: MemberAccessRefusal.receiverNotFound) {
          try await Self.offer(shop, me, to: "13900139999")
        }
      }
      await #expect(throws: MemberAccessRefusal.tooManyLookups) {
        try await Self.offer(shop, me, to: "13900139999")
      }
      shop.clock.advance(seconds: 86_400)
      await #expect(throws: MemberAccessRefusal.receiverNotFound) {
        try await Self.offer(shop, me, to: "13900139999")
      }
    }
  }

  @Test func `both sides are told`() async throws {
    try await Self.open { shop, me in
      let friend = try await shop.me(try await shop.enter("13800138001"))
      let proven = try await Self.prove(shop, me)
      let offer = try await Self.offer(shop, me).offer
      _ = try await shop.coalition.transfer(offer, by: proven)
      shop.clock.advance(seconds: 30)
      try await shop.coalition.runDueJobs()
      let sent = try await shop.coalition.messages(in: .en, by: me).items.first?.message
      let received = try await shop.coalition.messages(in: .en, by: friend).items.first?.message
      #expect(sent?.kind == .sent && sent?.points == 330)
      #expect(received?.kind == .received && received?.points == 300)
    }
  }
}
