import HTTPAPI
import Ledger
import LedgerStore
import Loyalty

/// Runs a scenario's lines through the door of a real ledger and prints what they come to.
///
/// Lines gather in batches; what must see the ones before it (a refund of a spend that is still waiting, the
/// daily
/// run, a report) lets them go first.
struct Simulation {
  private static let asset = AssetID(1)
  /// Where points are spent; a scenario has one place.
  private static let acceptor = MerchantID(1)

  private let programme: ScenarioProgramme
  private let ledger: any LedgerDoor
  private let output = Output()
  private var names = Names()
  private var waiting: [(line: ScenarioLine, command: Command)] = []
  private var waitingIDs: Set<String> = []
  private var transactions: [String: TransactionID] = [:]
  private var totals = SimulationTotals()

  /// Numbers for the names of a scenario, given on first use.
  private struct Names {
    private(set) var members: [String: MemberID] = [:]
    private var merchants: [String: MerchantID] = [:]
    private(set) var merchantNames: [MerchantID: String] = [:]

    mutating func member(_ name: String) -> MemberID {
      if let known = members[name] { return known }
      members[name] = MemberID(Int64(members.count + 1))
      return members[name] ?? .none
    }

    mutating func merchant(_ name: String) -> MerchantID {
      if let known = merchants[name] { return known }
      let id = MerchantID(Int64(merchants.count + 2))
      merchants[name] = id
      merchantNames[id] = name
      return id
    }
  }

  init(_ programme: ScenarioProgramme, ledger: any LedgerDoor) {
    self.programme = programme
    self.ledger = ledger
  }

  mutating func run(_ line: ScenarioLine) async throws {
    switch line.act {
    case .advance:
      try await flush()
      try await advance(to: line.at)
    case .report:
      try await flush()
      try await report(at: line.at)
    case .earn, .spend, .refund:
      if case .refund(let original, _) = line.act, waitingIDs.contains(original) { try await flush() }
      waiting.append((line, command(for: line)))
      waitingIDs.insert(line.id)
      if waiting.count == 4_096 { try await flush() }
    }
  }

  mutating func finish() async throws {
    try await flush()
    output.line((["totals": totals.json] as JSON).bytes)
    output.flush()
  }

  private mutating func command(for line: ScenarioLine) -> Command {
    let at = programme.zone.instant(of: line.at)
    var context = Context(channel: .importing)
    let action: Action
    switch line.act {
    case .earn(let member, let merchant, let points):
      let issuer = names.merchant(merchant)
      context.merchant = issuer
      action = .credit(
        Credit(
          .earn, to: wallet(of: names.member(member)), points, source: LotSource(issuer: issuer),
          expiresAt: programme.validity.expiry(ofCreditAt: at, in: programme.zone)))
    case .spend(let member, let points):
      context.merchant = Self.acceptor
      action = .spend(Spend(from: wallet(of: names.member(member)), points, at: Self.acceptor))
    case .refund(let original, let points):
      action = .refund(
        Refund(
          of: transactions[original] ?? .none, points, expiredLots: expiredLots(at: line.at),
          isDebtAllowed: programme.isDebtAllowed))
    case .advance, .report: preconditionFailure("These are no commands of the ledger.")
    }
    return Command(
      key: IdempotencyKey("scenario", line.id), requestHash: line.requestHash, context: context,
      action: action,
      at: at)
  }

  private func wallet(of member: MemberID) -> WalletKey { WalletKey(member: member, asset: Self.asset) }

  private func expiredLots(at now: WallTime) -> Refund.ExpiredLots {
    switch programme.expiredRefund {
    case .forfeit: .forfeit
    case .extend(let days): .extend(until: programme.zone.end(of: now.date.adding(days: days)))
    }
  }

  private mutating func flush() async throws {
    let outcomes = try await ledger.submit(waiting.map(\.command))
    for (outcome, (line, _)) in zip(outcomes, waiting) {
      switch outcome {
      case .decided(let transaction, let isReplay):
        if !isReplay { totals.count(transaction, isExtended: isExtended) }
        transactions[line.id] = transaction.id
        if let refusal = transaction.refusal {
          output.line((["id": .string(line.id), "refused": .string(refusal.code)] as JSON).bytes)
        }
      case .mismatch:
        output.line((["id": .string(line.id), "refused": "idempotency_mismatch"] as JSON).bytes)
      case .unknown: throw SimulationStopped()
      }
    }
    waiting.removeAll(keepingCapacity: true)
    waitingIDs.removeAll(keepingCapacity: true)
  }

  private var isExtended: Bool {
    if case .extend = programme.expiredRefund { true } else { false }
  }

  private mutating func advance(to now: WallTime) async throws {
    let at = programme.zone.instant(of: now)
    var after = WalletID.none
    while true {
      let due = try await ledger.due(.expiry, at: at, after: after, limit: 4_096)
      guard let last = due.last else { return }
      after = last.id
      let commands = due.map { wallet in
        Command(
          key: IdempotencyKey("scenario expiry", "\(wallet.id.rawValue)", now.text), requestHash: 0,
          context: Context(channel: .platform), action: .expire(wallet.key), at: at)
      }
      for case .decided(let transaction, false) in try await ledger.submit(commands) {
        totals.count(transaction, isExtended: isExtended)
      }
    }
  }

  private mutating func report(at now: WallTime) async throws {
    let at = programme.zone.instant(of: now)
    for (name, member) in names.members.sorted(by: { $0.key < $1.key }) {
      for state in try await ledger.wallets(of: member) {
        let live = state.lots.filter { $0.lot.expiresAt > at && $0.lot.available > 0 }
        let available = live.reduce(Points(0)) { $0 + $1.lot.available }
        output.line(
          ([
            "report": .string(now.text), "member": .string(name), "available": .integer(available.units),
            "debt": .integer(state.wallet.balance.debt.units), "lots": .array(live.map(json)),
          ] as JSON).bytes)
      }
    }
  }

  private func json(_ state: LotState) -> JSON {
    [
      "number": .integer(Int64(state.lot.number)),
      "merchant": .string(names.merchantNames[state.source.issuer] ?? ""),
      "earned_at": .string(programme.zone.wallTime(at: state.lot.earnedAt).text),
      "expires_at": .string(programme.zone.wallTime(at: state.lot.expiresAt).text),
      "available": .integer(state.lot.available.units),
    ]
  }
}

/// The ledger could not say what became of a batch.
struct SimulationStopped: Error, CustomStringConvertible {
  var description: String { "the ledger stopped; what it holds cannot be told" }
}
