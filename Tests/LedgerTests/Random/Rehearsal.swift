import Ledger

/// Carries out a history on ``Books`` and on ``ReferenceLedger`` side by side and checks every property at
/// each step.
struct Rehearsal: ~Copyable {
  private(set) var books = Books()
  private(set) var reference = ReferenceLedger()
  private(set) var journal: [Transaction] = []
  private(set) var states = [Snapshot()]
  private var numbers: [Int: TransactionID] = [:]
  private var keys: [IdempotencyKey: TransactionID] = [:]
  private var recount = RecountedLedger()

  /// The first property that the history breaks; nil when it keeps them all.
  static func violation(
    in history: [Step], seed: UInt64, bug: PlantedBug? = nil, _ note: (Transaction) -> Void = { _ in }
  ) -> Violation? {
    var rehearsal = Rehearsal()
    #if DEBUG
      rehearsal.books.plantedBug = bug
    #endif
    do throws(Violation) {
      for step in history { note(try rehearsal.carryOut(step)) }
      try rehearsal.replayAll(bug: bug)
      try rehearsal.replaySwept(seed: seed, bug: bug)
      return nil
    } catch {
      return error
    }
  }

  private mutating func carryOut(_ step: Step) throws(Violation) -> Transaction {
    let command = step.resolved(numbers)
    let original = original(of: step)
    let hold = command.action.hold(endedBy: original).map { journal[Int($0.rawValue) - 1] }
    let before = states[states.count - 1]
    let preview = books.preview(command, at: step.at, on: step.day, original: original, hold: hold)
    if let difference = before.difference(from: Snapshot(books)) {
      throw Violation(property: .previewChangesNothing, serial: step.serial, detail: difference)
    }
    let transaction = books.decide(command, at: step.at, on: step.day, original: original, hold: hold)
    let after = Snapshot(books)
    numbers[step.serial] = transaction.id
    keys[command.key] = transaction.id
    journal.append(transaction)
    states.append(after)

    let posted = reference.postings.count
    let fact = reference.decide(
      command, at: step.at, on: step.day, original: original.map { Int($0.id.rawValue) - 1 })
    let comparison = Comparison(
      fact: fact, reference: reference, postedBefore: posted, transaction: transaction, after: after,
      at: step.at)
    do throws(Flaw) {
      if transaction != preview { throw Flaw(.previewPredicts, "\(preview) ≠ \(transaction)") }
      try recount.check(transaction, original, before, after)
      try comparison.check()
    } catch {
      throw Violation(property: error.property, serial: step.serial, detail: error.detail)
    }
    return transaction
  }

  /// What LedgerStore would hand to the books: the transaction that the command names.
  private func original(of step: Step) -> Transaction? {
    guard let named = step.named else { return nil }
    let number = named.serial.flatMap { numbers[$0] } ?? named.key.flatMap { keys[$0] }
    return number.map { journal[Int($0.rawValue) - 1] }
  }

  private func replayAll(bug: PlantedBug?) throws(Violation) {
    var fresh = Books()
    #if DEBUG
      fresh.plantedBug = bug
    #endif
    for source in books.sources { fresh.restore(source) }
    for transaction in journal { fresh.replay(transaction) }
    try compare(Snapshot(fresh), .replayIsEqual)
  }

  private func replaySwept(seed: UInt64, bug: PlantedBug?) throws(Violation) {
    var random = Seeded(seed ^ 0x5eed)
    for _ in 0..<2 {
      let from = Int.random(in: 0..<states.count, using: &random)
      let sweptTo = Int.random(in: from..<states.count, using: &random)
      var later = states[sweptTo]
      later.sources = books.sources
      var recovered = states[from].restored(sweptTo: later) { Bool.random(using: &random) }
      #if DEBUG
        recovered.plantedBug = bug
      #endif
      for transaction in journal[from...] { recovered.replay(transaction) }
      try compare(Snapshot(recovered), .sweptReplayIsEqual)
    }
  }

  private func compare(_ replayed: Snapshot, _ property: Property) throws(Violation) {
    if let difference = replayed.difference(from: states[states.count - 1]) {
      throw Violation(property: property, serial: journal.count, detail: difference)
    }
  }
}

/// A broken property, before it is known at which step.
struct Flaw: Error {
  var property: Property
  var detail: String

  init(_ property: Property, _ detail: String) {
    self.property = property
    self.detail = detail
  }
}
