import DatabaseTesting
import Ledger
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct JudgingTests {
  private struct Down: Error {}

  private func subject(_ byte: UInt8) -> TrySubject {
    TrySubject(hash: [UInt8](repeating: byte, count: 32), freeFailures: 9)
  }

  private func failures(_ coalition: Coalition) async throws -> [Int] {
    try await coalition.database.read { tx in
      try tx.query("SELECT failures FROM sign_in_failure ORDER BY subject_hash") { $0[0] as Int }
    }
  }

  @Test func `a judgement that breaks takes its own try back and none of those before it`() async throws {
    let coalition = try TestPlatform.open().coalition
    let subjects = [1, 2].map(subject)
    func wrong() async throws -> Int? {
      try await coalition.judging(subjects, in: .staff, from: "a") { nil as Int? }
    }
    for _ in 0..<3 { #expect(try await wrong() == nil) }
    for _ in 0..<2 {
      await #expect(throws: Down.self) {
        _ = try await coalition.judging(subjects, in: .staff, from: "a") { () -> Int? in throw Down() }
      }
    }
    #expect(try await failures(coalition) == [3, 3])
    // A right one clears the account's count, and of the place's only its own try.
    #expect(try await coalition.judging(subjects, in: .staff, from: "a") { 7 } == 7)
    #expect(try await failures(coalition) == [3])
  }

  @Test func `a first judgement that breaks leaves nothing`() async throws {
    let coalition = try TestPlatform.open().coalition
    await #expect(throws: Down.self) {
      _ = try await coalition.judging(
        [subject(1)], in: .staff, from: "a"
      ) { () -> Int? in throw Down() }
    }
    #expect(try await failures(coalition).isEmpty)
  }
}
