import Foundation
import Ledger
import Logging

/// The deciding thread's work: takes what waits, decides it, and hands it over as a group whenever the
/// committing thread is free.
final class LedgerDecider {
  private let engine: LedgerEngine
  private let queue: BlockingQueue<LedgerWriter.Item>
  private let committer: LedgerCommitter
  private let logger: Logger
  /// Who waits for the group that is being decided.
  private var waiting = Waiting()
  private var reads: [@Sendable (LedgerEngine?) -> LedgerWriter.Reply] = []
  private let planted = Planted()
  /// Commands whose memory is fetched together: what they need fits into the nearest caches.
  private static let warmedTogether = 64

  init(
    _ engine: LedgerEngine, _ queue: BlockingQueue<LedgerWriter.Item>, _ committer: LedgerCommitter,
    _ logger: Logger
  ) {
    self.engine = engine
    self.queue = queue
    self.committer = committer
    self.logger = logger
  }

  func work() {
    do {
      while true {
        let items = queue.takeAll()
        if items.isEmpty { break }
        try decide(items)
        let isIdle = waiting.isEmpty && reads.isEmpty
        if !isIdle, committer.handoff.isFreeOrAsk() { handOver() }
      }
      handOver()
      committer.handoff.waitUntilFree()
      committer.handoff.give(Commission(group: DecidedGroup(rows: engine.sealState()), waiting: Waiting()))
    } catch {
      // Damage met while reading what a command names. What was sealed before is committed all the same.
      logger.critical("The ledger stops: \(error)")
      queue.close()
      waiting.fail()
      for read in reads { read(nil)(false) }
    }
    // Whatever came between the failure and the closing of the queue must not wait for ever.
    for item in queue.takeAll() { item.refuse() }
    committer.handoff.close()
  }

  private func decide(_ items: [LedgerWriter.Item]) throws {
    var warmed = 0
    for (index, item) in items.enumerated() {
      if index == warmed {
        warmed = min(index + Self.warmedTogether, items.count)
        engine.warm(items[index..<warmed])
      }
      switch item {
      case .committerIsFree: break
      case .read(let body):
        if planted.has(.readsSeeWhatIsNotDurable) { body(engine)(true) } else { reads.append(body) }
      case .commands, .command:
        do {
          try waiting.add(item, engine, planted)
        } catch {
          for item in items[(index + 1)...] { item.refuse() }
          throw error
        }
        if waiting.size >= LedgerWriter.groupLimit { handOver() }
      }
    }
  }

  /// Gives what was decided to the committing thread, when that is done with the group before.
  private func handOver() {
    committer.handoff.waitUntilFree()
    let group = engine.seal(durableRuns: committer.durableRuns)
    // The books stand still here: what a read sees is what this group and those before it made.
    for read in reads { waiting.replies.append(read(engine)) }
    reads.removeAll(keepingCapacity: true)
    committer.handoff.give(Commission(group: group, waiting: waiting))
    waiting = Waiting()
  }
}

/// Who waits for a group, and what they will hear once it is durable.
struct Waiting {
  private var answers: [(answer: LedgerWriter.Answer, outcomes: [Outcome])] = []
  private var singles: [(answer: LedgerWriter.SingleAnswer, outcome: Outcome)] = []
  var replies: [LedgerWriter.Reply] = []
  /// Commands in the group, replays included.
  private(set) var size = 0

  var isEmpty: Bool { singles.isEmpty && answers.isEmpty && replies.isEmpty }

  /// Decides the item's commands; whoever sent them waits from now on, also when deciding fails.
  mutating func add(_ item: LedgerWriter.Item, _ engine: LedgerEngine, _ planted: Planted) throws {
    switch item {
    case .command(let command, let answer): try add(command, answer, engine, planted)
    case .commands(let commands, let answer): try add(commands, answer, engine, planted)
    case .read, .committerIsFree: break
    }
  }

  private mutating func add(
    _ command: Command, _ answer: LedgerWriter.SingleAnswer, _ engine: LedgerEngine, _ planted: Planted
  ) throws {
    size += 1
    do {
      let outcome = try engine.decide(command)
      if planted.has(.repeatedKeysPassTheCommit), outcome.isReplay {
        answer.resume(returning: .success(outcome))
      } else {
        singles.append((answer, outcome))
      }
    } catch {
      singles.append((answer, .unknown))
      throw error
    }
  }

  private mutating func add(
    _ commands: [Command], _ answer: LedgerWriter.Answer, _ engine: LedgerEngine, _ planted: Planted
  ) throws {
    size += commands.count
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(commands.count)
    do {
      for command in commands { outcomes.append(try engine.decide(command)) }
    } catch {
      answers.append((answer, Array(repeating: .unknown, count: commands.count)))
      throw error
    }
    if planted.has(.repeatedKeysPassTheCommit), outcomes.allSatisfy(\.isReplay) {
      answer.resume(returning: .success(outcomes))
    } else {
      answers.append((answer, outcomes))
    }
  }

  /// The group is durable: everybody hears.
  func deliver() {
    for (answer, outcome) in singles { answer.resume(returning: .success(outcome)) }
    for (answer, outcomes) in answers { answer.resume(returning: .success(outcomes)) }
    for reply in replies { reply(true) }
  }

  /// Nobody knows whether the group is durable, or it is not.
  func fail() {
    for (answer, _) in singles { answer.resume(returning: .success(.unknown)) }
    for (answer, outcomes) in answers {
      answer.resume(returning: .success(Array(repeating: .unknown, count: outcomes.count)))
    }
    for reply in replies { reply(false) }
  }
}

extension Outcome {
  fileprivate var isReplay: Bool { if case .decided(_, true) = self { true } else { false } }
}
