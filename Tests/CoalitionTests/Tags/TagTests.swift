import DatabaseTesting
import Foundation
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct TagTests {
  private func names(of member: MemberID, _ shop: TestShop, by caller: Principal) async throws -> [String] {
    try await shop.coalition.tags(of: member, by: caller).map(\.tag.name)
  }

  @Test func `a tag is made once, set and taken off again and again, and ended`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let vip = try await coalition.createTag("VIP", by: .system)
      await #expect(throws: TagRefusal.tagExists) { _ = try await coalition.createTag("VIP", by: .system) }
      for name in ["", " ", "a/b", "a\nb", String(repeating: "x", count: 33)] {
        await #expect(throws: TagRefusal.nameInvalid) { _ = try await coalition.createTag(name, by: .system) }
      }
      for _ in 0..<2 { try await coalition.setTag(vip.id, of: shop.member.id, by: .system) }
      #expect(try await names(of: shop.member.id, shop, by: .system) == ["VIP"])
      #expect(try await coalition.retireTag(vip.id, by: .system).isRetired)
      await #expect(throws: TagRefusal.tagRetired) {
        try await coalition.setTag(vip.id, of: shop.friend.id, by: .system)
      }
      // Who has it keeps it, and may be asked again.
      try await coalition.setTag(vip.id, of: shop.member.id, by: .system)
      for _ in 0..<2 { try await coalition.setTag(vip.id, false, of: shop.member.id, by: .system) }
      #expect(try await names(of: shop.member.id, shop, by: .system).isEmpty)
      let log = try await coalition.database.read { tx in
        try tx.query(
          "SELECT action, state_after FROM audit_log WHERE action LIKE 'member.%tag' ORDER BY number"
        ) { "\($0[0] as String) \($0[1] as String)" }
      }
      #expect(log == ["member.tag tag/\(vip.id.rawValue)", "member.untag tag/\(vip.id.rawValue)"])
    }
  }

  @Test func `a merchant tags its own members with its own tags, and sees no others`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let (own, other) = (shop.till, shop.caller(shop.other))
      let vip = try await coalition.createTag("VIP", by: own)
      let theirs = try await coalition.createTag("VIP", by: other)
      let platform = try await coalition.createTag("VIP", by: .system)
      await #expect(throws: MemberRefusal.memberNotFound) {
        try await coalition.setTag(vip.id, of: shop.member.id, by: own)
      }
      try await shop.earn(1_00, key: "a")
      try await coalition.setTag(vip.id, of: shop.member.id, by: own)
      for foreign in [theirs.id, platform.id, TagID(9)] {
        await #expect(throws: TagRefusal.tagNotFound) {
          try await coalition.setTag(foreign, of: shop.member.id, by: own)
        }
        await #expect(throws: TagRefusal.tagNotFound) {
          _ = try await coalition.retireTag(foreign, by: own)
        }
      }
      try await coalition.setTag(platform.id, of: shop.member.id, by: .system)
      #expect(try await coalition.tags(of: shop.member.id, by: own).map(\.tag.id) == [vip.id])
      #expect(try await coalition.tags(of: shop.member.id, by: .system).count == 2)
      #expect(try await coalition.tags(by: own).map(\.id) == [vip.id])
      #expect(try await coalition.tags(of: shop.merchant.id, by: .system).map(\.id) == [vip.id])
      await #expect(throws: MerchantRefusal.merchantNotFound) {
        _ = try await coalition.tags(of: shop.other.id, by: own)
      }
      await #expect(throws: MemberRefusal.memberNotFound) {
        _ = try await coalition.tags(of: shop.friend.id, by: own)
      }
    }
  }

  @Test func `whoever stands at a till sets none, and who works in some stores makes none`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(1_00, key: "a")
      let vip = try await coalition.createTag("VIP", by: shop.till)
      let cashier = shop.caller(shop.merchant, .terminalMost)
      await #expect(throws: AccessRefusal.scopeMissing(.writeMerchants)) {
        try await coalition.setTag(vip.id, of: shop.member.id, by: cashier)
      }
      await #expect(throws: AccessRefusal.scopeMissing(.writeMerchants)) {
        _ = try await coalition.createTag("X", by: cashier)
      }
      let lead = Principal(
        kind: .merchant, merchant: shop.merchant.id, store: shop.store.id, scopes: .merchantMost,
        actor: .system)
      await #expect(throws: AccessRefusal.wrongOwner) { _ = try await coalition.createTag("X", by: lead) }
    }
  }

  @Test func `an owner has a thousand and a member five hundred of them`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let moment = TestShop.start
      try await coalition.database.write { tx in
        for number in 1...999 {
          try tx.execute(
            """
            INSERT INTO tag (id, merchant_id, name, created_at)
            VALUES (\(Int64(number)), 0, \("t\(number)"), \(moment))
            """)
        }
        try tx.execute(
          """
          INSERT INTO member_tag (member_id, merchant_id, tag_id, set_at)
          SELECT \(shop.member.id), 0, id, 1 FROM tag WHERE id <= 500
          """)
      }
      let last = try await coalition.createTag("last", by: .system)
      await #expect(throws: TagRefusal.tooManyTags) { _ = try await coalition.createTag("more", by: .system) }
      await #expect(throws: TagRefusal.tooManyTags) {
        try await coalition.setTag(last.id, of: shop.member.id, by: .system)
      }
      try await coalition.setTag(TagID(7), false, of: shop.member.id, by: .system)
      try await coalition.setTag(last.id, of: shop.member.id, by: .system)
    }
  }

  @Test func `a merge brings the tags along, and erasing takes them`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let (vip, new) = (
        try await coalition.createTag("VIP", by: .system), try await coalition.createTag("NEW", by: .system)
      )
      try await coalition.setTag(vip.id, of: shop.member.id, by: .system)
      try await coalition.setTag(vip.id, of: shop.friend.id, by: .system)
      try await coalition.setTag(new.id, of: shop.friend.id, by: .system)
      let proposal = MergeProposal(from: shop.friend.id, into: shop.member.id)
      #expect(try await shop.decided(.merge(proposal)).state == .succeeded)
      #expect(try await names(of: shop.member.id, shop, by: .system) == ["NEW", "VIP"])
      await #expect(throws: MemberRefusal.memberClosed) {
        try await coalition.setTag(vip.id, of: shop.friend.id, by: .system)
      }
      try await coalition.erase(shop.member.id)
      let left = try await coalition.database.read { tx in
        try tx.query("SELECT tag_id FROM member_tag") { $0[0] as TagID }
      }
      #expect(left.isEmpty)
    }
  }
}
