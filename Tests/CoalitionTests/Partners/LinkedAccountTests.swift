import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

/// Accounts of members at a partner's system: shown to be theirs, one member's at a time, theirs to end.
@Suite(.database) struct LinkedAccountTests {
  @Test func `a signed hand-over links once, and what is not signed, fresh or unused links nothing`()
    async throws
  {
    try await LinkStall.open(brings: false) { links in
      let coalition = links.coalition
      let good = links.statement()
      for (field, other) in [
        ("account", "SKY-882"), ("time", "\((Int64(good["time"] ?? "") ?? 0) - 1)"),
        ("nonce", "fedcba9876543210"),
        ("partner", coalition.publicIDs.text(PartnerID(77))), ("sign", String(repeating: "A", count: 43)),
      ] {
        let changed = try #require(HandOver(good.merging([field: other]) { $1 }))
        let said = try await links.refusal { _ = try await coalition.linkAccount(changed, by: links.me) }
        let right: LinkRefusal = field == "partner" ? .linkingOff : .handOverInvalid
        #expect(said == right, "\(field)")
      }
      for (field, wrong) in [
        ("account", ""), ("account", "SKY 881"), ("nonce", "short"), ("time", "-1"), ("sign", "AA"),
        ("time", "1\n"),
      ] { #expect(HandOver(good.merging([field: wrong]) { $1 }) == nil, "\(field)") }
      let foreign = try #require(HandOver(links.statement(secret: "somebody-elses-secret")))
      #expect(
        try await links.refusal { _ = try await coalition.linkAccount(foreign, by: links.me) }
          == .handOverInvalid)
      for (seconds, isGood) in [(-61, false), (-60, true), (599, true), (600, false)] as [(Int64, Bool)] {
        let stated = try links.handOver(secondsAgo: seconds)
        let said = try await links.refusal { _ = try await coalition.offeredLink(stated, by: links.me) }
        let right: LinkRefusal? = isGood ? nil : .handOverEnded
        #expect(said == right, "\(seconds)")
      }
      let absent = MemberPrincipal(links.stall.shop.member.id, session: .none)
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await coalition.linkAccount(try links.handOver(), by: absent)
      }
      let link = try await links.link()
      #expect(link.way == .handOver && link.endedAt == nil && link.masked.hasSuffix("-881"))
      #expect(!link.masked.contains("SKY"))
      // The same form again is the same link; anybody else's use of it is not, and the account is taken.
      #expect(try await links.link().id == link.id)
      #expect(try await links.refusal { _ = try await links.link(by: links.friend) } == .handOverUsed)
      #expect(
        try await links.refusal { _ = try await links.link("SKY-881", "another-nonce-16", by: links.friend) }
          == .accountTaken)
      try await coalition.endOwnLink(link.id, by: links.me)
      #expect(try await links.refusal { _ = try await links.link() } == .handOverUsed, "a replay")
      #expect(try await coalition.ownLinks(by: links.me).map(\.endReason) == [.member], "kept")
      #expect(links.stall.book.requests.isEmpty)
    }
  }

  @Test func `a code from the partner links, is tried five times at most, and its lost answer is no link`()
    async throws
  {
    try await LinkStall.open(brings: false) { links in
      let (coalition, partner, book) = (links.coalition, links.stall.partner.id, links.stall.book)
      func enter(_ code: String) async throws -> LinkedAccount {
        try await coalition.linkAccount(withCode: code, at: partner, by: links.me)
      }
      #expect(try await links.refusal { _ = try await enter("codeofSKY-9") } == .codeWrong)
      try await coalition.requestLinkCode(to: "SKY-9", at: partner, by: links.me)
      #expect(
        try await links.refusal {
          try await coalition.requestLinkCode(to: "SKY-9", at: partner, by: links.me)
        } == .codeTooSoon(seconds: 60))
      for _ in 0..<3 { #expect(try await links.refusal { _ = try await enter("wrong") } == .codeWrong) }
      book.mood(.loses)
      #expect(try await links.refusal { _ = try await enter("codeofSKY-9") } == .notAnswered)
      #expect(try await coalition.ownLinks(by: links.me).isEmpty)
      let link = try await enter("codeofSKY-9")
      #expect(link.account == "SKY-9" && link.way == .code)
      #expect(try await enter("codeofSKY-9").id == link.id, "the same form twice")
      let numbers = book.requests.map { $0.header("idempotency-key") }
      #expect(Set(numbers).count == numbers.count && numbers.allSatisfy { $0.hasPrefix("lac_") })
      // After five tries the right one is wrong, too; and what the partner refuses says nothing of accounts.
      links.stall.shop.clock.advance(seconds: 60)
      book.mood(.refuses)
      try await coalition.requestLinkCode(to: "SKY-10", at: partner, by: links.me)
      links.stall.shop.clock.advance(seconds: 60)
      try await coalition.requestLinkCode(to: "SKY-11", at: partner, by: links.me)
      for _ in 0..<5 { #expect(try await links.refusal { _ = try await enter("wrong") } == .codeWrong) }
      let asked = book.requests.count
      #expect(try await links.refusal { _ = try await enter("codeofSKY-11") } == .codeWrong)
      #expect(book.requests.count == asked, "nobody is asked")
      links.stall.shop.clock.advance(seconds: 60)
      try await coalition.requestLinkCode(to: "SKY-12", at: partner, by: links.me)
      links.stall.shop.clock.advance(seconds: 600)
      #expect(try await links.refusal { _ = try await enter("codeofSKY-12") } == .codeWrong, "too old")
    }
  }

  @Test func `another spelling of an account is no account`() async throws {
    try await LinkStall.open(brings: false) { links in
      let (coalition, partner) = (links.coalition, links.stall.partner.id)
      try await coalition.requestLinkCode(to: "sky-9", at: partner, by: links.me)
      #expect(
        try await links.refusal {
          _ = try await coalition.linkAccount(withCode: "codeofsky-9", at: partner, by: links.me)
        } == .codeWrong)
      #expect(try await coalition.ownLinks(by: links.me).isEmpty)
    }
  }

  @Test func `all accounts that are linked are shown, and then the last that ended`() async throws {
    try await LinkStall.open(brings: false) { links in
      let first = try await links.link("SKY-1", "nonce-of-16-chars-first")
      for number in 0..<51 {
        let link = try await links.link("SKY-2", "nonce-of-16-chars-\(number)")
        try await links.coalition.endOwnLink(link.id, by: links.me)
      }
      let shown = try await links.coalition.ownLinks(by: links.me)
      #expect(shown.first?.id == first.id && shown.count == 51)
      #expect(shown.dropFirst().allSatisfy { $0.endReason == .member })
    }
  }

  @Test func `of members who link one account at once one has it`() async throws {
    try await LinkStall.open { links in
      links.stall.book.accounts.set("SKY-881", to: 400)
      let coalition = links.coalition
      // Each of them clicks three times.
      let clicks = try (0..<6).map { number in
        (
          try links.handOver("SKY-881", "nonce-of-16-chars-\(number)"),
          number % 2 == 0 ? links.me : links.friend
        )
      }
      let made = await withTaskGroup(of: LinkedAccountID?.self) { group in
        for (stated, member) in clicks {
          group.addTask {
            do { return try await coalition.linkAccount(stated, by: member).id } catch { return nil }
          }
        }
        return await group.reduce(into: [LinkedAccountID?]()) { $0.append($1) }
      }
      let linked = made.compactMap { $0 }
      #expect(linked.count == 3 && Set(linked).count == 1)
      #expect(Set(links.debits).count == 1)
      #expect(try await links.spendable() + links.spendable(links.stall.shop.friend) == 1_200)
    }
  }

  @Test func `a partner's system names its customer, until the link ends; no other system does`()
    async throws
  {
    try await LinkStall.open(brings: false) { links in
      let (coalition, shop) = (links.coalition, links.stall.shop)
      let link = try await links.link()
      let claim = MemberClaim.linked("SKY-881", at: shop.other.id)
      #expect(try await coalition.member(claim, by: links.caller()).id == shop.member.id)
      await #expect(throws: MemberRefusal.memberNotFound) {
        try await coalition.member(claim, by: links.caller(shop.merchant))
      }
      let order = EarnOrder(member: claim, .purchase(Money(minorUnits: 100, currency: "CNY")))
      _ = try await coalition.earn(order, key: "e1", by: links.caller())
      #expect(try await links.spendable() == 1_001)
      try await coalition.endOwnLink(link.id, by: links.me)
      await #expect(throws: MemberRefusal.memberNotFound) {
        _ = try await coalition.earn(order, key: "e2", by: links.caller())
      }
      await #expect(throws: MemberRefusal.memberNotFound) {
        try await coalition.member(claim, by: links.caller())
      }
      // Each sees and ends its own.
      let second = try await links.link("SKY-5", "nonce-of-sixteen")
      #expect(try await coalition.linkedAccounts(by: links.caller()).items.map(\.id) == [second.id, link.id])
      #expect(try await coalition.linkedAccounts(by: links.caller(shop.merchant)).items.isEmpty)
      let foreign = links.caller(shop.merchant)
      #expect(
        try await links.refusal { _ = try await coalition.linkedAccount(second.id, by: foreign) }
          == .linkNotFound)
      #expect(
        try await links.refusal { _ = try await coalition.endLink(second.id, by: foreign) } == .linkNotFound)
      await #expect(throws: LinkRefusal.linkNotFound) {
        try await coalition.endOwnLink(second.id, by: links.friend)
      }
      #expect(try await coalition.endLink(second.id, by: links.caller()).endReason == .partner)
    }
  }

  @Test func `merging moves links, leaving ends them and erases the account`() async throws {
    try await LinkStall.open { links in
      let (coalition, shop) = (links.coalition, links.stall.shop)
      links.stall.book.accounts.set("SKY-881", to: 400)
      let link = try await links.link()
      _ = try await shop.merge(shop.member, into: shop.friend)
      #expect(try await coalition.ownLinks(by: links.friend).map(\.id) == [link.id])
      let claim = MemberClaim.linked("SKY-881", at: shop.other.id)
      #expect(try await coalition.member(claim, by: links.caller()).id == shop.friend.id)
      try await coalition.erase(shop.friend.id)
      #expect(try await coalition.linkedAccount(link.id, by: .system).account.isEmpty)
      #expect(try await coalition.ownLinks(by: links.friend).map(\.endReason) == [.left])
      // Whoever links it next brings nothing in a second time, though nobody knows its name any more.
      let third = try await coalition.createMember(MemberDraft(.phone("13800138005")), by: .system)
      let again = try await links.link("SKY-881", "nonce-of-sixteen", by: links.stall.me(third))
      #expect(try await links.brought(again, by: links.stall.me(third)).isEmpty)
      #expect(Set(links.debits).count == 1)
    }
  }

  @Test func `nothing is linked where two people did not say so`() async throws {
    try await PartnerStall.open { stall in
      let links = LinkStall(stall: stall)
      #expect(try await links.refusal { _ = try await links.link() } == .linkingOff)
      #expect(
        try await links.refusal {
          try await stall.shop.coalition.requestLinkCode(to: "S", at: stall.partner.id, by: stall.me)
        } == .linkingOff)
      let author = try await stall.shop.admin("third")
      var draft = PartnerDraft(
        stall.partner.id, code: "SKY", names: Names("Sky"), merchant: stall.shop.other.id,
        url: stall.partner.url, bringsInto: stall.shop.program.asset)
      await #expect(throws: PartnerRefusal.invalid(.bringsInto)) {
        try await stall.shop.coalition.proposePartner(draft, reason: "r", by: author)
      }
      (draft.linksAccounts, draft.bringsInto) = (true, AssetID(99))
      await #expect(throws: PartnerRefusal.invalid(.bringsInto)) {
        try await stall.shop.coalition.proposePartner(draft, reason: "r", by: author)
      }
      #expect(stall.book.requests.isEmpty)
    }
  }
}
