import Ledger
import LedgerStore
import Testing

/// Tills, a network that loses, doubles, delays and reorders, and the real ledger, which is killed at times.
///
/// One thread, one virtual clock, one seed: the same seed gives the same journal to the last byte. Beside
/// the ledger runs ``NaiveBooks``, which must say the same of every command as it arrives.
struct Simulation {
  private enum Event {
    case think(client: Int)
    case arrive(Command, client: Int)
    case answer(Transaction, to: Command, client: Int)
    case expire(client: Int, key: IdempotencyKey, attempt: Int)
  }

  private struct Planned {
    var at: Int64
    var order: Int
    var event: Event
  }

  let seed: UInt64
  private var random: Seeded
  private var test: TestLedger
  private var clients: [SimulatedClient]
  private var queue: [Planned] = []
  private var order = 0
  private var now: Int64 = 0
  private var naive = NaiveBooks()
  private var keys: [TransactionID: IdempotencyKey] = [:]
  /// Commands that reached the ledger, replays included, and how often it was killed.
  private(set) var arrivals = 0
  private(set) var kills = 0
  private let end: Int64

  init(seed: UInt64, clients count: Int = 8, milliseconds: Int64 = 20_000) throws {
    self.seed = seed
    random = Seeded(seed)
    test = try TestLedger(roundLength: 48, segmentLength: 40, keyRunLength: 60)
    clients = (0..<count).map { SimulatedClient(number: $0) }
    end = milliseconds
    for client in 0..<count { plan(after: Int64(client), .think(client: client)) }
  }

  private mutating func plan(after delay: Int64, _ event: Event) {
    order += 1
    queue.append(Planned(at: now + delay, order: order, event: event))
  }

  /// Runs until everybody is certain of everything and no message is under way.
  mutating func run() async throws -> ChainHead {
    while let next = queue.map(\.at).min() {
      now = next
      test.clock.now = TestLedger.start.adding(seconds: now / 1_000)
      let due = queue.filter { $0.at == next }.sorted { $0.order < $1.order }
      queue.removeAll { $0.at == next }
      var arriving: [(command: Command, client: Int)] = []
      for planned in due {
        if case .arrive(let command, let client) = planned.event {
          arriving.append((command, client))
        } else {
          handle(planned.event)
        }
      }
      if !arriving.isEmpty { try await deliver(arriving) }
      if now < end, Int.random(in: 0..<500, using: &random) == 0 { try await kill() }
    }
    let head = try await test.ledger.head()
    try await check()
    return head
  }

  private mutating func handle(_ event: Event) {
    switch event {
    case .think(let client):
      guard now < end else { return }
      clients[client].begin(&random)
      send(client)
    case .answer(let transaction, let command, let client):
      let wasWaiting = clients[client].waiting != nil
      clients[client].hear(transaction, to: command)
      if wasWaiting, clients[client].waiting == nil {
        plan(after: Int64.random(in: 1...60, using: &random), .think(client: client))
      }
    case .expire(let client, let key, let attempt):
      guard let waiting = clients[client].waiting, waiting.request.key == key, waiting.attempts == attempt
      else { return }
      clients[client].losePatience(&random)
      send(client)
    case .arrive: break  // Delivered in groups, see run().
    }
  }

  /// A message may be lost, take long enough to be overtaken, or arrive twice.
  private mutating func send(_ client: Int) {
    guard let waiting = clients[client].waiting else { return }
    for _ in 0..<copies() {
      plan(after: delay(), .arrive(waiting.sent, client: client))
    }
    plan(after: 200, .expire(client: client, key: waiting.request.key, attempt: waiting.attempts))
  }

  private mutating func copies() -> Int { random.pick([0, 1, 1, 1, 1, 1, 1, 1, 2, 3]) }

  private mutating func delay() -> Int64 {
    // Coarse moments, so that several arrive together and are one group.
    random.chance(10)
      ? Int64.random(in: 20...200, using: &random) * 10 : Int64.random(in: 1...6, using: &random) * 10
  }

  private mutating func deliver(_ arriving: [(command: Command, client: Int)]) async throws {
    let outcomes = try await test.ledger.submit(arriving.map(\.command))
    for (arrival, outcome) in zip(arriving, outcomes) {
      arrivals += 1
      guard case .decided(let transaction, let isReplay) = outcome else {
        Issue.record("seed \(seed): \(arrival.command) was answered with \(outcome)")
        continue
      }
      let wasKnown = naive.deeds[arrival.command.key] != nil
      #expect(isReplay == wasKnown, "seed \(seed)")
      keys[transaction.id] = transaction.key
      let deed = naive.carryOut(arrival.command, keys: keys)
      #expect(deed.isAccepted == (transaction.refusal == nil), "seed \(seed), \(transaction), naive: \(deed)")
      if deed.isAccepted {
        #expect(deed.amount == transaction.amount.units, "seed \(seed), \(transaction), naive: \(deed)")
      }
      for _ in 0..<copies() {
        plan(after: delay(), .answer(transaction, to: arrival.command, client: arrival.client))
      }
    }
  }

  /// The process is gone at once; another one opens what the files hold.
  private mutating func kill() async throws {
    kills += 1
    let folder = try test.copied()
    let moment = test.clock.now
    test = try TestLedger(roundLength: 48, segmentLength: 40, keyRunLength: 60, in: folder)
    test.clock.now = moment
  }

  private func check() async throws {
    for client in clients {
      #expect(client.waiting == nil, "seed \(seed): client \(client.number) is still uncertain")
      for (request, certainty) in client.certain {
        let found = try await test.ledger.transaction(for: request.key)
        switch certainty {
        case .receipt(let receipt): #expect(found == receipt, "seed \(seed)")
        case .undone: try await expectNoEffect(found)
        }
      }
    }
    for member in 1...10 as ClosedRange<Int64> {
      let state = try await test.ledger.wallets(of: MemberID(member)).first?.wallet.balance ?? Balance()
      let purse = naive.purses[member] ?? NaiveBooks.Purse()
      let mine = NaiveBooks.Purse(
        available: state.available.units, held: state.held.units, debt: -state.debt.units)
      #expect(mine == purse, "seed \(seed), member \(member)")
    }
    let fees =
      try await test.ledger.trialBalance().accounts.first { $0.key.kind == .fees }?.balance.units ?? 0
    #expect(fees == naive.fees, "seed \(seed)")
    test.ledger.stop()
    #expect(try TestLedger.verify(test.folder).faults == [], "seed \(seed)")
  }

  /// Never arrived, refused, or given back to the last point.
  private func expectNoEffect(_ found: Transaction?) async throws {
    guard let found, found.refusal == nil else { return }
    if found.kind == .hold {
      let open = try await test.ledger.wallets(of: found.subject.member).flatMap(\.holds).map(\.id)
      #expect(!open.contains(found.id), "seed \(seed): the hold is still open")
    } else {
      #expect(try await test.ledger.returned(of: found.id).amount == found.amount, "seed \(seed), \(found)")
    }
  }
}
