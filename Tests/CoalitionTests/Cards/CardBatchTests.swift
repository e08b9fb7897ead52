import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct CardBatchTests {
  @Test func `a batch has exactly as many cards as two people agreed on, each with a number of its own`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let batch = try await shop.batch(of: 1_234)
      // A crash after a page: the rest comes with the next run.
      let first = try #require(try await coalition.nextCardBatch())
      #expect(try await coalition.makePage(of: first) == 500)
      try await coalition.runDueJobs(lane: .files)
      let made = try await coalition.cardBatch(batch.id, by: .system)
      #expect(made.state == .ready && made.made == 1_234)
      let numbers = try await coalition.database.read { tx in
        try tx.query("SELECT number FROM card WHERE batch_id = \(batch.id)") { $0[0] as String }
      }
      #expect(numbers.count == 1_234 && Set(numbers).count == 1_234)
      #expect(numbers.allSatisfy { Luhn.isValid($0) && $0.hasPrefix("660001") && $0.utf8.count == 16 })
    }
  }

  @Test func `two servers at one batch make no card too many`() async throws {
    try await TestShop.open { shop in
      let batch = try await shop.batch(of: 2_000)
      let servers = [shop.coalition, try shop.otherServer()]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for server in servers {
          group.addTask {
            while let next = try await server.nextCardBatch() {
              do { _ = try await server.makePage(of: next) } catch is TakenPage {}
            }
          }
        }
        try await group.waitForAll()
      }
      let count = try await shop.coalition.database.read { tx in
        try tx.queryFirst("SELECT count(*) FROM card WHERE batch_id = \(batch.id)") { $0[0] as Int64 }
      }
      #expect(count == 2_000)
      #expect(try await shop.coalition.cardBatch(batch.id, by: .system).made == 2_000)
    }
  }

  @Test func `a page that another server made leaves nothing of ours`() async throws {
    try await TestShop.open { shop in
      let batch = try await shop.batch(of: 600)
      let read = try #require(try await shop.coalition.nextCardBatch())
      _ = try await shop.coalition.makePage(of: read)
      await #expect(throws: TakenPage.self) { try await shop.coalition.makePage(of: read) }
      let count = try await shop.coalition.database.read { tx in
        try tx.queryFirst("SELECT count(*) FROM card WHERE batch_id = \(batch.id)") { $0[0] as Int64 }
      }
      #expect(count == 500)
    }
  }

  @Test func `the file is taken once, by a person with the right, and the log says by whom`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let batch = try await shop.batch(of: 3)
      let person = try await coalition.createUser(
        UserDraft(login: "eve", name: "Eve", password: "a long enough secret", roles: .administrator),
        by: .system)
      await #expect(throws: MemberRefusal.cardInactive) {
        try await coalition.takeCardFile(batch.id, by: person.principal)
      }
      try await coalition.runDueJobs(lane: .files)
      await #expect(throws: AccessRefusal.self) { try await coalition.takeCardFile(batch.id, by: shop.till) }
      let sealed = try await coalition.takeCardFile(batch.id, by: person.principal)
      #expect(sealed.count > 300)
      await #expect(throws: MemberRefusal.cardInactive) {
        try await coalition.takeCardFile(batch.id, by: person.principal)
      }
      let log = try await coalition.database.read { tx in
        try tx.query("SELECT subject FROM audit_log WHERE action = 'card_batch.take'") { $0[0] as String }
      }
      #expect(log == ["card_batch/\(batch.id.rawValue)"])
    }
  }

  @Test func `nobody can be asked to seal a file for what is no certificate`() async throws {
    try await TestShop.open { shop in
      let type = try await shop.cardType()
      let author = try await shop.coalition.createUser(
        UserDraft(login: "amy", name: "Amy", password: "a long enough secret", roles: .administrator),
        by: .system)
      for (count, recipient) in [
        (0, testCertificate), (100_001, testCertificate), (1, ""), (1, "-----BEGIN CERTIFICATE-----"),
        (1, String(testCertificate.dropLast(200))),
      ] {
        let proposal = CardBatchProposal(type: type.id, count: count, recipient: recipient)
        await #expect(throws: ApprovalRefusal.invalidOperation) {
          try await shop.coalition.propose(.cardBatch(proposal), reason: "r", by: author.principal)
        }
      }
    }
  }
}

extension TestShop {
  fileprivate func batch(of count: Int) async throws -> CardBatch {
    let type = try await cardType()
    let proposal = CardBatchProposal(type: type.id, count: count, recipient: testCertificate)
    #expect(try await decided(.cardBatch(proposal)).state == .succeeded)
    return try #require(try await coalition.cardBatches(by: .system).items.first)
  }
}

/// Made for tests; its private key is kept nowhere.
private let testCertificate = """
  -----BEGIN CERTIFICATE-----
  MIIBjTCCATOgAwIBAgIULGTSyJPyGBalFilOWIqhlnp3c6AwCgYIKoZIzj0EAwIw
  GzEZMBcGA1UEAwwQZW1ib3NzZXIuZXhhbXBsZTAgFw0yNjExMjYwMDUyMDdaGA8y
  MTI2MTEwMjAwNTIwN1owGzEZMBcGA1UEAwwQZW1ib3NzZXIuZXhhbXBsZTBZMBMG
  ByqGSM49AgEGCCqGSM49AwEHA0IABJO8De5ne3pgZLEbaAiRC9gRmdY9rxYJzlrr
  r68Y8IcrZK3pWD8gJelcJLqD5mx2O6XZ9luEyxwx1qWkKLYIqcejUzBRMB0GA1Ud
  DgQWBBQD+dzKHe0G24zNfGEFLQ8V0ErZVTAfBgNVHSMEGDAWgBQD+dzKHe0G24zN
  fGEFLQ8V0ErZVTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDJ
  NLfPJmSL7X4A8SLc7f6pQWqx4QtnpFukoSFactO8UgIgaRdVdIB9Mdg7jFh1/N3T
  39/GmFdTuh/0mhkMgBnmnR8=
  -----END CERTIFICATE-----
  """
