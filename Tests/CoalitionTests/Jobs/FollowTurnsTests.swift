@testable import Coalition
import Ledger
import Testing

@Suite("Steps over the journal")
struct FollowTurnsTests {
  @Test func `who waited for what a step brought goes on with it, the others take turns`() async {
    let turns = FollowTurns()
    #expect(await turns.isMine(for: [.tills], to: TransactionID(5)))
    async let near = withTaskGroup(of: Bool.self) { group in
      for end in 1...50 { group.addTask { await turns.isMine(for: [.tills], to: TransactionID(Int64(end))) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    async let far = turns.isMine(for: [.tills, .events], to: TransactionID(60))
    while await turns.waitingCount < 51 { await Task.yield() }
    await turns.leave([.tills], at: TransactionID(50))
    #expect(await near == [Bool](repeating: false, count: 50))
    #expect(await far, "events were not brought so far")
    await turns.leave([.tills, .events], at: TransactionID(60))
    #expect(await !turns.isMine(for: [.events], to: TransactionID(60)))
  }

  @Test func `a step that failed leaves its turn to the next, and nothing is taken for done`() async {
    let turns = FollowTurns()
    #expect(await turns.isMine(for: [.tills], to: TransactionID(5)))
    async let next = turns.isMine(for: [.tills], to: TransactionID(5))
    while await turns.waitingCount < 1 { await Task.yield() }
    await turns.leave()
    #expect(await next)
    await turns.leave([.tills], at: TransactionID(5))
    await turns.forget(.tills)
    #expect(await turns.isMine(for: [.tills], to: TransactionID(5)))
  }
}
