import DatabaseTesting
import Ledger
import Testing

@testable import Coalition

@Suite("Saved views", .database) struct SavedViewTests {
  private static let list = "/operator/members"

  @Test func `a view is one's own until it is shared, and then within one's role and house`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let clerk = try await platform.user("clerk", .service).principal
    let colleague = try await platform.user("colleague", .service).principal
    let auditor = try await platform.user("auditor", .auditor).principal
    let own = try await coalition.saveView(
      "Frozen", of: Self.list, query: "state=frozen", isShared: false, by: clerk)
    let shared = try await coalition.saveView(
      "New", of: Self.list, query: "from=2026-03-01", isShared: true, by: clerk)
    #expect(try await coalition.shelf(of: Self.list, by: clerk).views == [own, shared])
    #expect(try await coalition.shelf(of: Self.list, by: colleague).views == [shared])
    #expect(try await coalition.shelf(of: Self.list, by: auditor).views.isEmpty)
    #expect(try await coalition.shelf(of: "/operator/cases", by: clerk).views.isEmpty)
    let merchant = try await platform.merchant("M")
    let stranger = Principal(
      kind: .merchant, merchant: merchant.id, scopes: .merchantMost, actor: clerk.actor)
    #expect(try await coalition.shelf(of: Self.list, by: stranger).views.isEmpty)
    for other in [colleague, auditor] {
      await #expect(throws: ViewRefusal.viewNotFound) {
        _ = try await coalition.renameView(shared.id, to: "Mine", by: other)
      }
      await #expect(throws: ViewRefusal.viewNotFound) {
        _ = try await coalition.deleteView(shared.id, by: other)
      }
    }
    #expect(try await coalition.renameView(shared.id, to: "Newest", by: clerk).name == "Newest")
    _ = try await coalition.deleteView(shared.id, by: clerk)
    #expect(try await coalition.shelf(of: Self.list, by: colleague).views.isEmpty)
  }

  @Test func `what is no view is not kept`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let clerk = try await platform.user("clerk", .service).principal
    for name in ["", "  ", "a\u{7}b", String(repeating: "x", count: 41)] {
      await #expect(throws: ViewRefusal.nameInvalid) {
        _ = try await coalition.saveView(name, of: Self.list, query: "", isShared: false, by: clerk)
      }
    }
    for list in ["", "/", "//evil.example", "/operator", "/operator/members/mem_1", "/member/points", "x"] {
      await #expect(throws: ViewRefusal.listInvalid) {
        _ = try await coalition.saveView("V", of: list, query: "", isShared: false, by: clerk)
      }
    }
    for query in ["a b", "a=\u{FC}", String(repeating: "q", count: 1_001)] {
      await #expect(throws: ViewRefusal.listInvalid) {
        _ = try await coalition.saveView("V", of: Self.list, query: query, isShared: false, by: clerk)
      }
    }
    for number in 0..<Coalition.viewLimit {
      _ = try await coalition.saveView(
        "V\(number)", of: Self.list, query: "q=\(number)", isShared: false, by: clerk)
    }
    await #expect(throws: ViewRefusal.tooMany(limit: Coalition.viewLimit)) {
      _ = try await coalition.saveView("V", of: Self.list, query: "", isShared: false, by: clerk)
    }
    await #expect(throws: AccessRefusal.notAuthenticated) {
      _ = try await coalition.saveView("V", of: Self.list, query: "", isShared: false, by: .system)
    }
  }

  @Test func `columns that are left out are remembered for each list and person`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let clerk = try await platform.user("clerk", .service).principal
    let colleague = try await platform.user("colleague", .service).principal
    try await coalition.hideColumns([0, 2, 4, 9], of: 6, in: Self.list, by: clerk)
    let shelf = try await coalition.shelf(of: Self.list, by: clerk)
    #expect(shelf.hidden == [2, 4] && shelf.width == 6)
    try await coalition.hideColumns([], of: 6, in: Self.list, by: clerk)
    #expect(try await coalition.shelf(of: Self.list, by: clerk).hidden.isEmpty)
    #expect(try await coalition.shelf(of: Self.list, by: colleague) == .empty)
  }
}
