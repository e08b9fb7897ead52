internal import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

/// What follows the journal, by its row in `projection`.
enum Projection: String, CaseIterable, SQLScalar {
  case events
  case totals = "daily_totals"
  case tills = "pos_items"
  /// Messages to members.
  case notices
  case merchantBooks = "merchant_books"
  /// Events on their way to webhooks.
  case webhooks
  case accountDays = "account_days"
  /// What counts for levels of members.
  case tiers
  /// What merchants and the operator owe each other.
  case clearing
  case pointsCards = "points_cards"
  /// What moved of outstanding points.
  case liability
  /// What of that lots of purchased origin moved.
  case purchased
  /// What people spend of pools.
  case pools
}

extension Projection {
  /// Those that ask where lots came from.
  fileprivate static let ofSources: Set<Projection> = [.clearing, .liability, .purchased]
}

extension Coalition {
  /// How many transactions one step reads.
  static let followStep = 2_048
  /// How many transactions one run reads for a projection that is far behind: a second's work or two.
  static let catchUpStretch = 65_536

  /// Brings all projections up: those that are abreast in one pass, as it serves them all; one that is far
  /// behind, since it is new or made again, by itself and a stretch a run, so that it holds up nobody.
  ///
  /// Where the shared pass fails, each goes on alone: what one cannot take is no reason for others to wait.
  /// - Throws: what the last one that failed threw.
  func followAll(stretch: Int = catchUpStretch) async throws -> Int {
    let marks = try await watermarks(of: Projection.allCases)
    let furthest = marks.values.max() ?? .none
    let (abreast, behind) = Projection.allCases.reduce(into: ([Projection](), [Projection]())) {
      let lag = furthest.rawValue - (marks[$1] ?? .none).rawValue
      if lag <= Int64(stretch) { $0.0.append($1) } else { $0.1.append($1) }
    }
    var (read, fault): (Int, (any Error)?) = (0, nil)
    do { read = try await follow(abreast) } catch {
      for projection in abreast {
        do { read += try await follow([projection]) } catch { fault = error }
      }
    }
    for projection in behind {
      do { read += try await follow([projection], atMost: stretch) } catch { fault = error }
    }
    if let fault { throw fault }
    return read
  }

  /// Brings projections up to where the journal ends now, in one pass over it; every transaction once in
  /// each, also when several servers do it.
  ///
  /// It does not run after what is posted meanwhile, so it ends while others post. Steps come one after
  /// another in this server, and each lets all go on who waited for what it brought.
  ///
  /// What a step writes and the watermarks are one commit. A projection's part counts only if its watermark
  /// is where it was read.
  /// - Returns: how many transactions were read; less than `limit` at the journal's end.
  func follow(_ projections: [Projection], atMost limit: Int = .max) async throws -> Int {
    let end = try await ledger.head().transaction
    var read = 0
    while read < limit, await followTurns.isMine(for: projections, to: end) {
      let step: Step
      do {
        step = try await self.step(projections, atMost: min(Self.followStep, limit - read))
      } catch {
        await followTurns.leave()
        throw error
      }
      await followTurns.leave(step.brought, at: step.through)
      if step.count == 0 { break }
      read += step.count
    }
    return read
  }

  /// One step; it takes what the journal has by now.
  private func step(_ projections: [Projection], atMost limit: Int) async throws -> Step {
    let marks = try await watermarks(of: projections)
    let from = marks.values.min() ?? .none
    let journal = try await ledger.journal(after: from, limit: limit)
    guard let last = journal.last?.id else {
      return Step(count: 0, through: from, brought: projections)
    }
    // What returns name is read before: nothing waits for the ledger inside a write.
    let known = projections.contains(.tiers) ? try await originals(of: journal) : [:]
    let needsSources = !Projection.ofSources.isDisjoint(with: marks.keys)
    let sources = needsSources ? try await ledger.sources() : []
    let (brought, hasMovedCeilings) = try await database.write { tx in
      var (brought, hasMovedCeilings): ([Projection], Bool) = ([], false)
      for projection in projections {
        guard let through = marks[projection] else { continue }
        if through >= last {
          brought.append(projection)
          continue
        }
        let moved = try tx.execute(
          "UPDATE projection SET through = \(last) WHERE name = \(projection) AND through = \(through)")
        // Else somebody moved it meanwhile, and where it is now is not known.
        guard moved == 1 else { continue }
        let news = journal.filter { $0.id > through }
        if projection == .clearing {
          hasMovedCeilings = try tx.clear(news, sources: sources)
        } else {
          try take(news, known, into: projection, tx, sources)
        }
        brought.append(projection)
      }
      return (brought, hasMovedCeilings)
    }
    if hasMovedCeilings { directoryCache.forgetTerms() }
    return Step(count: journal.count, through: last, brought: brought)
  }

  private struct Step {
    let count: Int
    let through: TransactionID
    /// The projections that are there now.
    let brought: [Projection]
  }

  /// Writes what a step's transactions, in the journal's order, mean to a projection.
  private func take(
    _ journal: [Ledger.Transaction], _ known: [TransactionID: Ledger.Transaction],
    into projection: Projection, _ tx: any Storage.Transaction,
    _ sources: [LotSource]
  ) throws {
    switch projection {
    case .events: try tx.insertEvents(of: journal)
    case .totals: try tx.addTotals(of: journal)
    case .tills: try projectTills(journal, in: tx)
    case .notices: try makeNotices(of: journal, in: tx)
    case .merchantBooks: try tx.addMerchantBooks(of: journal)
    case .webhooks: try queueWebhooks(journal, in: tx)
    case .accountDays: try tx.addAccountDays(of: journal)
    case .tiers: try takeTiers(journal, known, in: tx)
    case .clearing: _ = try tx.clear(journal, sources: sources)
    case .pointsCards: try tx.followPointsCards(journal)
    case .pools: try tx.followPools(journal)
    case .liability, .purchased:
      try tx.addLiability(
        of: journal, sources: sources, purchasedAlone: projection == .purchased,
        in: settings.calendar.zone)
    }
  }

  private func watermarks(of projections: [Projection]) async throws -> [Projection: TransactionID] {
    try await database.read { tx in
      let rows = try tx.query("SELECT name, through FROM projection WHERE name IN (\(projections))") {
        ($0[0] as Projection, $0[1] as TransactionID)
      }
      return Dictionary(uniqueKeysWithValues: rows)
    }
  }
}
