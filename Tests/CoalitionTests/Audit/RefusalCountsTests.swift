import Ledger
import Testing

@testable import Coalition

@Suite struct RefusalCountsTests {
  private let start = Instant(microseconds: 1_772_438_400_000_000)

  private func refused(
    _ reason: String = "forbidden", by id: Int64 = 7, of what: String = "GET /operator/audit",
    from: String = "192.0.2.1"
  ) -> RefusedRequest {
    RefusedRequest(
      reason, by: Actor(kind: .user, id: id, answerable: id), of: what, from: from, requestID: "req_1")
  }

  @Test func `the same is written once a minute, and the next line says how many there were`() {
    let counts = RefusalCounts()
    #expect(counts.admit(refused(), at: start) == .init(before: 0, unwritten: 0))
    for second in 0..<59 as Range<Int64> {
      #expect(counts.admit(refused(), at: start.adding(seconds: second)) == nil)
    }
    #expect(counts.admit(refused(), at: start.adding(seconds: 60)) == .init(before: 59, unwritten: 0))
    #expect(counts.admit(refused(), at: start.adding(seconds: 121)) == .init(before: 0, unwritten: 0))
  }

  @Test func `another reason, person, act or place is another line`() {
    let counts = RefusalCounts()
    for other in [
      refused(), refused("unauthorized"), refused(by: 8), refused(of: "POST /seat"),
      refused(from: "192.0.2.2"),
    ] {
      #expect(counts.admit(other, at: start) != nil)
      #expect(counts.admit(other, at: start) == nil)
    }
  }

  @Test func `whoever has a network of addresses is one place`() {
    let counts = RefusalCounts()
    #expect(counts.admit(refused(from: "2001:db8::1"), at: start) != nil)
    #expect(counts.admit(refused(from: "2001:db8::2"), at: start) == nil)
  }

  @Test func `no flood fills the log, and what was left out is told`() {
    let counts = RefusalCounts()
    let lines = (0..<50_000 as Range<Int64>).compactMap { counts.admit(refused(by: $0), at: start) }
    #expect(lines.count == RefusalCounts.perMinute)
    let left = 50_000 - RefusalCounts.perMinute
    #expect(
      counts.admit(refused(by: -1), at: start.adding(seconds: 60)) == .init(before: 0, unwritten: left))
  }

  @Test func `nobody has no name`() {
    let nobody = RefusedRequest("unauthorized", by: nil, of: "GET", from: "", requestID: "")
    #expect(nobody.who == "nobody" && refused().who == "user/7")
  }
}
