import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// A pool's whole life, and what each step is refused for.
@Suite(.database) struct PoolLifeTests {
  @Test func `points go in as they are, are spent by code, come back by refund and go home in parts`()
    async throws
  {
    try await TestPool.open { test in
      let adult = try await test.join()
      let before = try await test.coalition.wallets(by: test.head)[0].lots[0]
      try await test.putIn(600, by: test.head)
      try await test.putIn(600, by: test.head)
      try await test.putIn(300, by: adult)
      #expect(try await test.left() == 900)
      #expect(try await test.own(test.head) == 9_400)
      #expect(try await test.person(test.head).putIn == 600)
      let lot = try await test.coalition.pool(test.id, by: adult).wallet.lots.first {
        $0.source == before.source
      }
      #expect(lot?.lot.expiresAt == before.lot.expiresAt && lot?.lot.earnedAt == before.lot.earnedAt)

      let bought = try await test.spend(500, by: adult, key: "s")
      #expect(try await test.left() == 400)
      #expect(try await test.own(adult) == 9_700)
      #expect(try await test.spentToday(adult) == 500)
      _ = try await test.coalition.refund(
        ReturnOrder(bought.transaction.id, .points(200)), key: "r", by: test.shop.till)
      _ = try await test.coalition.followAll()
      #expect(try await test.left() == 600)
      #expect(try await test.spentToday(adult) == 300)

      let moves = try await test.coalition.movements(of: test.id, by: adult).items
      #expect(
        moves.map { $0.by?.person.member } == [adult.member, adult.member, adult.member, test.head.member])
      #expect(try await test.coalition.partOnLeaving(test.id, by: adult) == 200)
      try await test.coalition.leavePool(test.id, by: adult)
      #expect(try await test.own(adult) == 9_900)
      #expect(try await test.left() == 400)
      try await test.coalition.closePool(test.id, by: test.head)
      #expect(try await test.own(test.head) == 9_800)
      await #expect(throws: PoolRefusal.poolNotFound) {
        try await test.coalition.pool(test.id, by: test.head)
      }
      // The place is free again.
      _ = try await test.coalition.makePool(
        PoolDraft(.household, in: test.shop.program.asset, name: "Li", leaving: .part), by: adult)
      let trial = try await test.shop.ledger.trialBalance()
      let wallets = trial.wallets[test.shop.program.asset]?.available
      #expect(trial.accounts.reduce(0) { $0 + $1.balance } + (wallets ?? 0) == 0)
    }
  }

  @Test func `a code earns for the pool, and what the pool earned stays there till it closes`() async throws {
    try await TestPool.open { test in
      let adult = try await test.join()
      try await test.putIn(1, by: adult)
      let code = try await test.coalition.issuePoolCode(of: test.id, by: test.head)
      _ = try await test.coalition.earn(
        EarnOrder(member: .code(code.payload), .points(1_000)), key: "e", by: test.shop.till)
      #expect(try await test.left() == 1_001)
      try await test.coalition.leavePool(test.id, by: adult)
      #expect(try await test.own(adult) == 10_000)
      try await test.coalition.closePool(test.id, by: test.head)
      #expect(try await test.own(test.head) == 11_000)
    }
  }

  @Test func `a code is good once, and for whoever still has the place`() async throws {
    try await TestPool.open { test in
      let adult = try await test.join()
      try await test.putIn(1_000, by: test.head)
      let code = try await test.coalition.issuePoolCode(of: test.id, by: adult)
      func spend(_ text: String, _ key: String) async throws {
        _ = try await test.coalition.spend(
          SpendOrder(member: .code(text), .points(10)), key: key, by: test.shop.till)
      }
      try await spend(code.digits, "a")
      try await spend(code.digits, "a")
      for text in [code.digits, code.payload] {
        await #expect(throws: MemberRefusal.codeExpired) { try await spend(text, "b") }
      }
      #expect(try await test.left() == 990)
      let next = try await test.coalition.issuePoolCode(of: test.id, by: adult)
      try await test.coalition.remove(try await test.person(adult).id, from: test.id, by: test.head)
      await #expect(throws: MemberRefusal.codeExpired) { try await spend(next.digits, "c") }
    }
  }

  @Test func `nobody takes the pool's points without its code, nor moves them elsewhere`() async throws {
    try await TestPool.open { test in
      try await test.putIn(1_000, by: test.head)
      let account = try await test.coalition.pool(test.id, by: test.head).pool.account
      for caller in [test.shop.till, .system] {
        await #expect(throws: MemberRefusal.memberProofRequired) {
          try await test.coalition.spend(
            SpendOrder(
              member: .id(account), .points(1), occasion: Occasion(merchant: test.shop.merchant.id)),
            key: "x", by: caller)
        }
      }
      let own = try await test.coalition.issueMemberCode(of: test.head.member, by: .system)
      await #expect(throws: MemberRefusal.codeExpired) {
        try await test.coalition.spend(
          SpendOrder(member: .id(account), proof: .code(own.digits), .points(1)), key: "y", by: test.shop.till
        )
      }
      let away = TransferOrder(from: .id(account), to: .id(test.shop.friend.id), points: 10)
      #expect(
        try await refusal { _ = try await test.coalition.transfer(away, key: "t", by: .system) }
          == .poolUnavailable)
      let into = TransferOrder(from: .id(test.shop.member.id), to: .id(account), points: 10_000)
      #expect(
        try await refusal { _ = try await test.coalition.transfer(into, key: "u", by: .system) }
          == .poolUnavailable)
      let bought = GiveOrder(
        member: .id(account), points: 10, occasion: Occasion(merchant: test.shop.merchant.id))
      #expect(
        try await refusal { _ = try await test.coalition.topUp(bought, key: "v", by: .system) }
          == .poolUnavailable)
      await #expect(throws: MemberRefusal.memberNotFound) {
        try await test.coalition.updateMember(
          account, MemberChange(identities: [.phone("13800138007")]), by: .system)
      }
      await #expect(throws: MemberRefusal.memberNotFound) {
        try await test.coalition.entries(
          of: WalletKey(member: account, asset: test.shop.program.asset), by: test.shop.till)
      }
    }
  }

  @Test func `foreigners see and do nothing, and roles do what they are for`() async throws {
    try await TestPool.open(.company) { test in
      let giver = try await test.join(as: .contributor)
      let foreigner = try await test.shop.proven("13800138002")
      let (coalition, id) = (test.coalition, test.id)
      for act in [
        { _ = try await coalition.pool(id, by: foreigner) },
        { _ = try await coalition.movements(of: id, by: foreigner) },
        { _ = try await coalition.issuePoolCode(of: id, by: foreigner) },
        { _ = try await coalition.putIn(1, to: id, request: "r", by: foreigner) },
        { try await coalition.leavePool(id, by: foreigner) },
        { try await coalition.closePool(id, by: foreigner) },
        { try await coalition.offerPool(id, to: nil, by: foreigner) },
      ] as [() async throws -> Void] {
        await #expect(throws: PoolRefusal.poolNotFound) { try await act() }
      }
      await #expect(throws: AccessRefusal.self) { try await coalition.pool(id, by: test.shop.till) }
      await #expect(throws: PoolRefusal.notAllowed) { try await coalition.issuePoolCode(of: id, by: giver) }
      await #expect(throws: PoolRefusal.notAllowed) { try await coalition.closePool(id, by: giver) }
      let head = try await test.person(test.head)
      await #expect(throws: PoolRefusal.notAllowed) {
        try await coalition.remove(head.id, from: id, by: giver)
      }
      await #expect(throws: PoolRefusal.headStays) { try await coalition.leavePool(id, by: test.head) }
      await #expect(throws: PoolRefusal.roleInvalid) {
        try await coalition.invite(PoolInvitation("13800138002", as: .adult), to: id, by: test.head)
      }
      try await test.putIn(10, by: giver)
    }
  }

  @Test func `an invitation is answered by its guest, in time, for a place that is free`() async throws {
    try await TestPool.open { test in
      let (coalition, id) = (test.coalition, test.id)
      let guest = try await test.shop.proven("13800138001")
      func invite(_ phone: String = "13800138001") async throws -> TransferPartner {
        try await coalition.invite(PoolInvitation(phone, as: .adult), to: id, by: test.head)
      }
      #expect(try await invite() == TransferPartner(name: "", phoneEnding: "8001"))
      await #expect(throws: PoolRefusal.invitedAlready) { try await invite() }
      await #expect(throws: MemberAccessRefusal.receiverNotFound) { try await invite("13900139999") }
      let asking = try #require(try await coalition.pools(by: guest).asking.first).person
      await #expect(throws: PoolRefusal.personNotFound) {
        try await coalition.answer(asking.id, isAccepted: true, by: test.head)
      }
      test.shop.clock.advance(seconds: Coalition.poolInvitationSeconds)
      await #expect(throws: PoolRefusal.invitationEnded) {
        try await coalition.answer(asking.id, isAccepted: true, by: guest)
      }
      #expect(try await coalition.pools(by: guest).asking.isEmpty)
      _ = try await invite()
      let again = try #require(try await coalition.pools(by: guest).asking.first).person
      _ = try await coalition.makePool(
        PoolDraft(.household, in: test.shop.program.asset, name: "Own", leaving: .nothing), by: guest)
      await #expect(throws: PoolRefusal.placedAlready) {
        try await coalition.answer(again.id, isAccepted: true, by: guest)
      }
      for number in 2...5 {
        _ = try await coalition.createMember(MemberDraft(.phone("1380013800\(number)")), by: .system)
      }
      for number in 2...4 { _ = try await invite("1380013800\(number)") }
      await #expect(throws: PoolRefusal.full) { try await invite("13800138005") }
    }
  }

  @Test func `a frozen pool or member does nothing, and no programme has pools unless it says so`()
    async throws
  {
    try await TestPool.open { test in
      let adult = try await test.join()
      try await test.putIn(1_000, by: test.head)
      let code = try await test.coalition.issuePoolCode(of: test.id, by: adult)
      try await test.coalition.setPool(test.id, isFrozen: true, reason: "a question", by: .system)
      await #expect(throws: MemberRefusal.memberFrozen) {
        try await test.coalition.spend(
          SpendOrder(member: .code(code.digits), .points(1)), key: "a", by: test.shop.till)
      }
      await #expect(throws: PoolRefusal.frozen) { try await test.putIn(1, by: adult) }
      await #expect(throws: PoolRefusal.frozen) { try await test.coalition.leavePool(test.id, by: adult) }
      await #expect(throws: PoolRefusal.frozen) { try await test.coalition.closePool(test.id, by: test.head) }
      try await test.coalition.setPool(test.id, isFrozen: false, reason: "answered", by: .system)
      _ = try await test.coalition.freezeMember(adult.member, reason: "lost", by: .system)
      await #expect(throws: MemberRefusal.codeExpired) {
        try await test.coalition.spend(
          SpendOrder(member: .code(code.digits), .points(1)), key: "b", by: test.shop.till)
      }
      _ = try await test.coalition.updateProgram(test.shop.program.asset, by: .system) {
        $0.policies.pools = PoolPolicy()
      }
      _ = try await test.coalition.createMember(MemberDraft(.phone("13800138005")), by: .system)
      await #expect(throws: PoolRefusal.notOffered) {
        try await test.coalition.invite(PoolInvitation("13800138005", as: .adult), to: test.id, by: test.head)
      }
    }
  }

  @Test func `the pool is handed over to whom it was offered and who accepts`() async throws {
    try await TestPool.open { test in
      let adult = try await test.join()
      await #expect(throws: PoolRefusal.personNotFound) {
        try await test.coalition.answerOffer(of: test.id, isAccepted: true, by: adult)
      }
      try await test.coalition.offerPool(test.id, to: try await test.person(adult).id, by: test.head)
      try await test.coalition.answerOffer(of: test.id, isAccepted: true, by: adult)
      #expect(try await test.coalition.pool(test.id, by: adult).own(of: adult)?.person.role == .owner)
      #expect(try await test.person(test.head).role == .adult)
      try await test.coalition.leavePool(test.id, by: test.head)
    }
  }

  @Test func `who leaves the platform leaves the pool, and a head hands it over first`() async throws {
    try await TestPool.open { test in
      let adult = try await test.join()
      try await test.putIn(1_000, by: adult)
      func leave(_ me: MemberPrincipal, _ phone: String) async throws {
        let there = try await test.coalition.wallets(by: me).map { ($0.key.asset, $0.forfeited) }
        let code = try await test.shop.ownCode(me, at: "+86" + phone)
        try await test.coalition.leave(
          forfeiting: Dictionary(uniqueKeysWithValues: there), code: code, from: TestShop.place, by: me)
      }
      await #expect(throws: MemberAccessRefusal.poolHeaded) { try await leave(test.head, "13800138000") }
      try await leave(adult, "13800138001")
      #expect(try await test.coalition.pool(test.id, by: test.head).people.count == 1)
      #expect(try await test.left() == 1_000)
      let head = try await test.shop.proven()
      try await test.coalition.closePool(test.id, by: head)
      #expect(try await test.own(head) == 11_000)
    }
  }

  @Test func `a merge takes the place along, unites two in one pool and waits where there are two pools`()
    async throws
  {
    try await TestPool.open { test in
      let adult = try await test.join()
      try await test.putIn(700, by: adult)
      try await test.putIn(300, by: test.head)
      let other = try await test.coalition.createMember(MemberDraft(.phone("13800138005")), by: .system)
      let now = test.shop.clock.clock.now()
      try await test.coalition.database.write { tx in
        try tx.close(try tx.requireMember(adult.member), into: try tx.requireMember(other.id), at: now)
      }
      let heir = try await test.shop.proven("13800138005")
      #expect(try await test.person(heir).putIn == 700)
      let member = test.shop.member.id
      try await test.coalition.database.write { tx in
        try tx.close(try tx.requireMember(member), into: try tx.requireMember(other.id), at: now)
      }
      let view = try await test.coalition.pool(test.id, by: heir)
      #expect(view.own(of: heir)?.person.role == .owner)
      #expect(view.own(of: heir)?.person.putIn == 1_000)
      let third = try await test.shop.proven("13800138006")
      _ = try await test.coalition.makePool(
        PoolDraft(.household, in: test.shop.program.asset, name: "Own", leaving: .nothing), by: third)
      await #expect(throws: PoolRefusal.placedAlready) {
        try await test.coalition.database.write { tx in
          try tx.close(try tx.requireMember(third.member), into: try tx.requireMember(other.id), at: now)
        }
      }
    }
  }
}
