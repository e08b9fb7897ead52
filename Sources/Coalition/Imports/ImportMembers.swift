package import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

/// What became of a row of members.
package struct ImportedMember: Sendable, Hashable {
  package enum Standing: Sendable { case registered, joined, known }

  package let standing: Standing
  /// What lots of the row brought now.
  package var points: Points = 0
  package var lots = 0
  /// Lots that were in already.
  package var replays = 0
}

/// Brings members of another system in with what they have, thousands at a time (product.md K3).
///
/// Rows are told apart by the member's number there, so a file that comes again changes nothing: members who
/// are in keep what is known of them, and each lot has a key made of merchant, number and place. Every lot is
/// a credit like any other, so the opening books balance by themselves: what wallets hold, the merchant has
/// issued.
package struct MemberImport: Sendable {
  /// The most rows at once: one commit of the members' tables.
  package static let batchLimit = 2_048

  let coalition: Coalition
  let principal: Principal
  let merchant: MerchantID
  let asset: AssetID
  let expiry: ExpiryRule
  /// Whoever is known by a phone number gets the row's number and points; otherwise the row is refused.
  let joinsKnown: Bool

  /// Rows whose members are known and registered, and what they bring.
  package struct Batch: Sendable {
    fileprivate let lines: [Int]
    fileprivate var results: [Result<ImportedMember, MemberRowFault>]
    fileprivate var commands: [(place: Int, command: Command)] = []
  }

  /// Imports rows in their order, each by itself: a result each.
  /// - Throws: ``OrderRefusal/batchTooLarge``, ``OrderRefusal/busy``, ``OrderRefusal/outcomeUnknown``; a
  ///   row's own fault is its result.
  package func run(
    _ rows: [(row: MemberRow, line: Int)], isDryRun: Bool = false
  ) async throws -> [Result<ImportedMember, MemberRowFault>] {
    let batch = try await prepare(rows, isDryRun: isDryRun)
    return isDryRun ? batch.promised : try await book(batch)
  }

  /// Finds and registers the members of rows. Batches are prepared in the order of the file; one may be
  /// booked while the next is prepared.
  /// - Parameter isDryRun: looks only.
  /// - Throws: ``OrderRefusal/batchTooLarge``.
  package func prepare(
    _ rows: [(row: MemberRow, line: Int)], isDryRun: Bool = false
  ) async throws -> Batch {
    guard rows.count <= Self.batchLimit else { throw OrderRefusal.batchTooLarge }
    let dated = rows.map { row, line in
      Result<[Instant], MemberRowFault> { () throws(MemberRowFault) in try ends(of: row, line) }
    }
    let placed = try await place(rows, dated, isDryRun: isDryRun)
    // As of this batch: a file takes its time.
    let limit = try await coalition.terms(of: merchant, in: asset)?.mostIssued
    var batch = Batch(
      lines: rows.map(\.line), results: placed.map { $0.map { ImportedMember(standing: $0.standing) } })
    for (place, row) in rows.enumerated() {
      guard case .success(let (member, _)) = placed[place], case .success(let ends) = dated[place] else {
        continue
      }
      for (number, end) in ends.enumerated() {
        batch.commands.append((place, try command(row.row, number, for: member, until: end, limit)))
      }
    }
    return batch
  }

  /// Books what prepared rows bring; again with the same result.
  /// - Throws: ``OrderRefusal/busy``, ``OrderRefusal/outcomeUnknown``.
  package func book(_ batch: Batch) async throws -> [Result<ImportedMember, MemberRowFault>] {
    var results = batch.results
    let commands = batch.commands
    for part in stride(from: 0, to: commands.count, by: Self.batchLimit).map({
      commands[$0..<min($0 + Self.batchLimit, commands.count)]
    }) {
      let outcomes: [Outcome]
      do { outcomes = try await coalition.ledger.submit(part.map(\.command)) } catch {
        throw OrderRefusal.busy
      }
      for ((place, command), outcome) in zip(part, outcomes) {
        results[place] = try taken(outcome, of: command, after: results[place], batch.lines[place])
      }
    }
    return results
  }

  private func taken(
    _ outcome: Outcome, of command: Command, after result: Result<ImportedMember, MemberRowFault>, _ line: Int
  ) throws -> Result<ImportedMember, MemberRowFault> {
    guard case .success(var member) = result else { return result }
    switch outcome {
    case .decided(let transaction, let isReplay):
      if let refusal = transaction.refusal {
        return .failure(MemberRowFault(line: line, column: "lots", .declined, "\(refusal)"))
      }
      if isReplay {
        member.replays += 1
        return .success(member)
      }
      return .success(member.adding(command))
    case .mismatch: return .failure(MemberRowFault(line: line, column: "lots", .lotsDiffer))
    // Whether it was booked will be seen when the file comes again.
    case .unknown: throw OrderRefusal.outcomeUnknown
    }
  }

  /// The moment each lot of a row runs out.
  private func ends(of row: MemberRow, _ line: Int) throws(MemberRowFault) -> [Instant] {
    let calendar = coalition.settings.calendar
    let today = calendar.zone.wallTime(at: coalition.clock.now()).date
    var ends: [Instant] = []
    for lot in row.lots {
      guard let last = lot.lastDay ?? expiry.lastDay(of: today) else {
        ends.append(.distantFuture)
        continue
      }
      guard last >= today else {
        throw MemberRowFault(line: line, column: "lots", .lotEnded, "\(last)")
      }
      ends.append(calendar.zone.end(of: last))
    }
    return ends
  }

  private func command(
    _ row: MemberRow, _ number: Int, for member: MemberID, until end: Instant, _ limit: Points?
  ) throws -> Command {
    let lot = row.lots[number]
    var context = Context(channel: .importing)
    context.merchant = merchant
    context.actor = principal.actor.operatorID
    context.reference = row.number
    var hash = RequestHash()
    hash.add("opening")
    hash.add(row.number)
    hash.add(Int64(number))
    hash.add(lot.points.units)
    hash.add(lot.lastDay.map { "\($0)" } ?? "")
    hash.add(Int64(lot.origin.rawValue))
    return Command(
      key: try IdempotencyKey("opening \(row.number) \(number)", tenant: merchant.rawValue),
      requestHash: hash.value, context: context,
      action: .credit(
        Credit(
          .award, to: WalletKey(member: member, asset: asset), lot.points,
          source: LotSource(issuer: merchant, origin: lot.origin), expiresAt: end,
          issuingLimit: limit)))
  }
}

extension MemberImport.Batch {
  /// What the rows would come to, if none is in already.
  package var promised: [Result<ImportedMember, MemberRowFault>] {
    var results = results
    for (place, command) in commands { results[place] = results[place].map { $0.adding(command) } }
    return results
  }
}

extension ImportedMember {
  fileprivate func adding(_ command: Command) -> ImportedMember {
    var sum = self
    sum.lots += 1
    if case .credit(let credit) = command.action { sum.points += credit.amount }
    return sum
  }
}

extension Coalition {
  /// Makes ready to bring a merchant's members and their points into a programme. Not by a person alone: it
  /// moves points (quality.md G22).
  /// - Throws: `AccessRefusal`, `ApprovalRefusal`, ``OrderRefusal``, `MerchantRefusal`, `ProgramRefusal`.
  package func memberImport(
    of merchant: MerchantID, into program: ProgramClaim, joinsKnown: Bool, by principal: Principal
  ) async throws -> MemberImport {
    try principal.require([.earn, .writeMembers])
    try await permitImport(of: merchant, nil, by: principal)
    return try await preparedMembers(of: merchant, into: program, joinsKnown: joinsKnown, by: principal)
  }

  /// An import whose permit was used, or one that only looks.
  func preparedMembers(
    of merchant: MerchantID, into program: ProgramClaim, joinsKnown: Bool, by principal: Principal
  ) async throws -> MemberImport {
    let prepared = try await preparedImport(of: merchant, into: program, true, by: principal)
    let rule = try await expiryRule(of: prepared.asset, at: merchant)
    return MemberImport(
      coalition: self, principal: principal, merchant: merchant, asset: prepared.asset, expiry: rule,
      joinsKnown: joinsKnown)
  }

  private func expiryRule(of asset: AssetID, at merchant: MerchantID) async throws -> ExpiryRule {
    try await database.read { tx in
      let terms = try tx.terms(merchant: merchant, asset: asset)
      let program = try tx.program("asset_id = \(asset)")
      return (terms?.validity[.awarded] ?? program?.validity[.awarded])?.expiryRule ?? .never
    }
  }
}
