import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite("Runs of jobs", .database) struct JobHistoryTests {
  @Test func `runs that did something or failed are kept, idle ones are not`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(1_000, key: "a")
      try await coalition.runDueJobs()
      let first = try await coalition.jobRuns(of: .events, by: .system).items
      #expect(first.map(\.failure) == [nil] && first[0].done > 0)
      shop.clock.advance(seconds: 10)
      try await coalition.runDueJobs()
      #expect(try await coalition.jobRuns(of: .events, by: .system).items.count == 1)
      try await coalition.database.write { try $0.execute("ALTER TABLE store_day RENAME TO hidden") }
      try await shop.earn(1_000, key: "b")
      shop.clock.advance(seconds: 10)
      let reports = try await coalition.runDueJobs()
      #expect(reports.first { $0.name == .events }?.failure != nil)
      let failed = try await coalition.jobRuns(hasFailed: true, by: .system).items
      #expect(failed.map(\.name) == [.events])
      try await coalition.database.write { try $0.execute("ALTER TABLE hidden RENAME TO store_day") }
      // A failed run goes on after a minute; asked for, at once.
      try await coalition.askForJob(.events, by: .system)
      try await coalition.runDueJobs()
      let mended = try #require(try await coalition.jobs(by: .system).first { $0.name == .events })
      #expect(mended.failure == nil)
    }
  }

  @Test func `a job that is not due runs when it is asked for, by those who may ask`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await coalition.runDueJobs()
      #expect(try await coalition.runDueJobs().isEmpty)
      try await coalition.askForJob(.expire, by: .system)
      #expect(try await coalition.runDueJobs().map(\.name) == [.expire])
      let log = try await coalition.auditLog(subject: "job/expire", by: .system)
      #expect(log.items.map(\.action) == ["job.ask"])
      let reader = Principal(
        kind: .platform, scopes: .reading, actor: Actor(kind: .user, id: 5, answerable: 5))
      #expect(try await !coalition.jobs(by: reader).isEmpty)
      await #expect(throws: AccessRefusal.scopeMissing(.settings)) {
        try await coalition.askForJob(.expire, by: reader)
      }
      await #expect(throws: AccessRefusal.operatorOnly) { _ = try await coalition.jobs(by: shop.till) }
    }
  }

  @Test func `lanes run beside each other, each its own jobs`() async throws {
    try await TestShop.open(webhooks: WebhookTray().sink) { shop in
      let clock = try await shop.coalition.runDueJobs(lane: .clock).map(\.name)
      #expect(!clock.contains(.webhooks) && clock.contains(.expire))
      #expect(try await shop.coalition.runDueJobs(lane: .webhooks).map(\.name) == [.webhooks])
    }
  }
}
