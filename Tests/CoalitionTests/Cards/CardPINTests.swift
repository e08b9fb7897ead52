import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct CardPINTests {
  @Test func `whoever has a card without a name sets its first PIN by the code on it, the next by the PIN`()
    async throws
  {
    try await TestShop.open { shop in
      let (coalition, caller) = (shop.coalition, shop.caller(shop.merchant, isLoginProof: true))
      let card = try await shop.bearerCard(of: try await shop.cardType(needsPIN: true), worth: 50)
      let code = coalition.cardCode(of: card.number)
      func set(_ pin: String, _ proof: MemberProof? = nil, code: String? = nil) async throws -> MemberRefusal?
      {
        try await memberRefusal {
          try await coalition.setCardPIN(pin, of: card.id, proof: proof, code: code, by: caller)
        }
      }
      #expect(try await set("271828") == .memberProofRequired)
      #expect(try await set("271828", code: "x" + code) == .codeExpired)
      #expect(try await set("111111", code: code) == .pinTooSimple)
      #expect(try await set("271828", code: code) == nil)
      try await shop.spend(1, on: card, proof: .pin("271828"))
      // The code is printed on the card, so it opens nothing that a PIN guards.
      #expect(try await set("141421", code: code) == .memberProofRequired)
      #expect(try await set("141421", .pin("314159")) == .pinWrong(triesLeft: 4))
      #expect(try await set("141421", .pin("271828")) == nil)
      let old = try await memberRefusal { try await shop.spend(1, on: card, proof: .pin("271828")) }
      #expect(old == .pinWrong(triesLeft: 4))
      try await shop.spend(1, on: card, proof: .pin("141421"))
      _ = try await coalition.reportCardLost(card.id, by: .system)
      #expect(try await set("161803", .pin("141421")) == .cardLost)
    }
  }

  @Test func `a member's PIN changes by the PIN or a code to their phone, never by what pays alone`()
    async throws
  {
    try await TestShop.open { shop in
      let (coalition, caller) = (shop.coalition, shop.caller(shop.merchant, isLoginProof: false))
      let card = try await coalition.issueCard(to: shop.member.id, by: caller)
      try await coalition.setPIN("271828", of: shop.member.id, by: .system)
      let live = try await coalition.issueMemberCode(of: shop.member.id, by: .system).digits
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.setCardPIN("141421", of: card.id, proof: .code(live), by: caller)
      }
      await #expect(throws: MemberRefusal.memberProofRequired) {
        try await coalition.setCardPIN(
          "141421", of: card.id, code: coalition.cardCode(of: card.number), by: caller)
      }
      try await coalition.setCardPIN("141421", of: card.id, proof: .pin("271828"), by: caller)
      try await coalition.verifyPIN("141421", of: shop.member.id)
      // As after a change by themselves: told, and no points to others for a day.
      let until = try await coalition.database.read { tx in
        try tx.queryFirst("SELECT cash_out_from FROM member WHERE id = \(shop.member.id)") {
          $0[0] as Instant
        }
      }
      #expect(until == shop.clock.clock.now().adding(seconds: Coalition.coolingSeconds))
    }
  }

  @Test func `tries at once on two servers are counted each: five, and no sixth is looked at`() async throws {
    try await TestShop.open { shop in
      let card = try await shop.bearerCard(of: try await shop.cardType(needsPIN: true), worth: 500)
      try await shop.coalition.setPIN("271828", of: try #require(card.member), by: .system)
      let servers = [shop.coalition, try shop.otherServer()]
      let refusals = try await withThrowingTaskGroup(of: MemberRefusal?.self) { group in
        for number in 0..<24 {
          group.addTask {
            try await memberRefusal {
              try await shop.spend(
                1, on: card, by: servers[number % (shop.isShared ? 2 : 1)],
                proof: .pin(String(314_159 + number)))
            }
          }
        }
        return try await group.reduce(into: [] as [MemberRefusal?]) { $0.append($1) }
      }
      let wrong = refusals.compactMap { refusal -> Int? in
        if case .pinWrong(let left) = refusal { left } else { nil }
      }
      #expect(wrong.sorted() == [1, 2, 3, 4])
      #expect(refusals.count { if case .pinLocked = $0 { true } else { false } } == 20)
      // Locked also for the right one, on either.
      for server in shop.isShared ? servers : [shop.coalition] {
        let right = try await memberRefusal {
          try await shop.spend(1, on: card, by: server, proof: .pin("271828"))
        }
        #expect(right == .pinLocked(seconds: Coalition.pinLockSeconds))
      }
      #expect(try await shop.points(of: card.member) == 500)
    }
  }

  @Test func `of two who change a PIN at once by the one of before, one does`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let caller = shop.caller(shop.merchant, isLoginProof: false)
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 10)
      let bearer = try #require(card.member)
      for round in 0..<5 {
        let old = String(271_828 + round)
        try await coalition.setPIN(old, of: bearer, by: .system)
        let done = try await withThrowingTaskGroup(of: String?.self) { group in
          for pin in ["141421", "161803", "173205"] {
            group.addTask {
              let refusal = try await memberRefusal {
                try await coalition.setCardPIN(pin, of: card.id, proof: .pin(old), by: caller)
              }
              return refusal == nil ? pin : nil
            }
          }
          return try await group.reduce(into: [] as [String]) { if let pin = $1 { $0.append(pin) } }
        }
        #expect(done.count == 1)
        try await coalition.verifyPIN(try #require(done.first), of: bearer)
      }
    }
  }
}

extension TestShop {
  /// Whether two servers may work on the same tables.
  fileprivate var isShared: Bool { coalition.database.dialect == .postgres }
}
