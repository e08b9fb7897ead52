package import Ledger
internal import LedgerStore
package import Loyalty
internal import Storage

/// A settlement as a file (结算明细): a head, a row for every clearing line, the corrections, and totals that
/// are the settlement's.
///
/// A cut of it has the lines and corrections of a day, a store or both, and their totals; its head says so.
///
/// Comes in pieces of some hundred rows, so that no statement is ever whole in memory. A settlement's lines
/// never change, and the head names nothing that can: the same settlement gives the same bytes for ever.
package struct SettlementStatement: AsyncSequence, Sendable {
  package let settlement: Settlement
  package let cut: StatementCut
  /// What the cut comes to.
  package let figures: SettlementFigures
  /// What the ledger's chain was when the last day was closed; of a day's cut, when that was.
  package let closed: ClosedDay?
  let merchantCode: String
  let program: Program
  /// The terms in force on the last day; 0 where there were none.
  let termsVersion: Int64
  let coalition: Coalition
  let principal: Principal

  package func makeAsyncIterator() -> Iterator { Iterator(rows: StatementRows.Iterator(statement: self)) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate var rows: StatementRows.Iterator
    private var isFirst = true

    fileprivate init(rows: StatementRows.Iterator) { self.rows = rows }

    package mutating func next() async throws -> [UInt8]? {
      guard let rows = try await rows.next() else { return nil }
      var csv = CSV()
      for row in rows { csv.add(row) }
      defer { isFirst = false }
      return isFirst ? CSV.mark + csv.bytes : csv.bytes
    }
  }
}

/// The rows of a statement, whatever file they go into.
struct StatementRows: AsyncSequence, Sendable {
  let statement: SettlementStatement

  static let linesAPiece = 500

  func makeAsyncIterator() -> Iterator { Iterator(statement: statement) }

  struct Iterator: AsyncIteratorProtocol {
    private enum Part { case head, lines, totals, end }

    private let statement: SettlementStatement
    private var part = Part.head
    private var last: ClearingLine.Place?

    fileprivate init(statement: SettlementStatement) { self.statement = statement }

    mutating func next() async throws -> [[CSV.Cell]]? {
      switch part {
      case .head:
        part = .lines
        return statement.head
      case .lines:
        let lines = try await statement.coalition.lines(
          of: statement.settlement.id, statement.cut, after: last, limit: StatementRows.linesAPiece,
          by: statement.principal)
        last = lines.last?.place ?? last
        if lines.count < StatementRows.linesAPiece { part = .totals }
        return try await statement.rows(of: lines)
      case .totals:
        part = .end
        return try await statement.totals()
      case .end: return nil
      }
    }
  }
}

extension Coalition {
  /// A settlement's statement, or a cut of it, to be read piece by piece.
  /// - Throws: `AccessRefusal`, ``SettlementRefusal/notFound``, ``SettlementRefusal/dayOutside(_:)``,
  ///   `MerchantRefusal.storeNotFound`.
  package func statement(
    of id: SettlementID, _ cut: StatementCut = .whole, by principal: Principal
  ) async throws -> SettlementStatement {
    try await database.read { tx in
      let found = try tx.readable(id, cut, by: principal)
      guard let merchant = try tx.merchant(found.merchant),
        let program = try tx.program("asset_id = \(found.asset)")
      else { throw SettlementRefusal.notFound }
      let last = found.days.upperBound
      let agreed = try tx.settlementAgreements(of: found.merchant, in: found.asset)
      return SettlementStatement(
        settlement: found, cut: cut, figures: try tx.figures(of: found, cut),
        closed: try tx.closedDay(cut.day ?? last), merchantCode: merchant.code, program: program,
        termsVersion: agreed.first { $0.from <= last }?.version ?? 0, coalition: self, principal: principal)
    }
  }
}

extension SettlementStatement {
  fileprivate var head: [[CSV.Cell]] {
    let ids = coalition.publicIDs
    var rows: [[CSV.Cell]] = []
    rows.append([.text("statement"), .number(settlement.figures.hasShares ? "2" : "1")])
    rows.append([.text("settlement"), .text(ids.text(settlement.id))])
    rows.append([.text("merchant"), .text(ids.text(settlement.merchant)), .text(merchantCode)])
    rows.append([.text("program"), .text(ids.text(settlement.asset)), .text(program.code)])
    rows.append([.text("currency"), .text(settlement.currency)])
    rows.append([
      .text("period"), .text(settlement.days.lowerBound.isoDate), .text(settlement.days.upperBound.isoDate),
    ])
    if let day = cut.day { rows.append([.text("cut"), .text("day"), .text(day.isoDate)]) }
    if let store = cut.store {
      rows.append([.text("cut"), .text("store"), .text(store.isGiven ? ids.text(store) : "none")])
    }
    rows.append([.text("terms_version"), .number(String(termsVersion))])
    if let closed {
      rows.append([.text("ledger"), .number(String(closed.block)), .text(closed.head.hexDigits)])
    }
    let columns = SettlementStatement.columns
    rows.append(
      (settlement.figures.hasShares ? columns + SettlementStatement.shareColumns : columns).map { .text($0) })
    return rows
  }

  package static let columns = [
    "day", "time", "transaction", "reference", "role", "kind", "channel", "store", "points", "sale", "price",
    "commission", "fee", "net", "terms_version", "reverses",
  ]

  /// Further columns of a statement that has shares in it (layout 2): with whom, and of what.
  package static let shareColumns = ["counterparty", "item"]

  fileprivate func rows(of lines: [ClearingLine]) async throws -> [[CSV.Cell]] {
    let ids = coalition.publicIDs
    var rows: [[CSV.Cell]] = []
    let hasShares = settlement.figures.hasShares
    for line in lines {
      // Of what the ledger keeps for ever; it is there for every line.
      let booked = try await coalition.ledger.transaction(line.key.transaction)
      // What another's till wrote is not for who pays a part of it.
      let isOwn = !line.key.role.isShare || booked?.context.merchant == line.key.merchant
      rows.append([
        .text(line.day.isoDate), .text(booked.map { wallTime($0.at) } ?? ""),
        .text(ids.text(line.key.transaction)), .text(isOwn ? booked?.context.reference ?? "" : ""),
        .text(line.key.role.name), .text(line.kind.name), .text(line.channel.name),
        .text(line.store.isGiven ? ids.text(line.store) : ""), points(line.points), money(line.sale),
        money(line.money.price), money(line.money.commission), money(line.money.fee), money(line.money.net),
        .number(String(line.termsVersion)), .text(line.reverses.isGiven ? ids.text(line.reverses) : ""),
      ])
      if hasShares { rows[rows.count - 1] += line.sharedWith(ids) }
    }
    return rows
  }

  fileprivate func totals() async throws -> [[CSV.Cell]] {
    var rows: [[CSV.Cell]] = []
    let corrections =
      cut.hasCorrections ? try await coalition.parts(of: settlement.id, by: principal).adjustments : []
    for correction in corrections where cut.takes(correction) {
      rows.append([
        .text("adjustment"), .text(correction.day.isoDate), money(correction.amount),
        .text(correction.reason),
      ])
    }
    rows.append([.text("total"), .text("lines"), .number(String(figures.lines))])
    for (name, sum) in [("given", figures.given), ("taken", figures.taken)] {
      rows.append([.text("total"), .text(name), points(sum)])
    }
    for (name, sum) in told { rows.append([.text("total"), .text(name), money(sum)]) }
    return rows
  }

  /// The sums that it names: those that the whole one does, so that all cuts add up line by line.
  var told: [(name: String, money: Int64)] {
    let names = Set(settlement.figures.told.map(\.name))
    return figures.sums.filter { names.contains($0.name) }
  }

  private func points(_ points: Points) -> CSV.Cell { .decimal(points.units, places: program.decimals) }

  private func money(_ units: Int64) -> CSV.Cell {
    .decimal(units, places: decimalPlaces(ofCurrency: settlement.currency))
  }

  /// What the clock of the operator's zone showed, to the second.
  private func wallTime(_ moment: Instant) -> String {
    let wall = coalition.settings.calendar.zone.wallTime(at: moment)
    let seconds = wall.microsecondOfDay / Instant.microsecondsPerSecond
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(wall.date) \(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}

extension SettlementFigures {
  /// Its sums of money by their public names, in the order that they are written; the net is the last.
  package var sums: [(name: String, money: Int64)] {
    [
      ("issue_cost", issueCost), ("accept_proceeds", acceptProceeds), ("expired_share", expiredShare),
      ("commission", commission), ("fees", fees), ("campaign_share", campaignShare), ("referral", referral),
      ("agency", agency), ("exchange", exchange), ("adjustments", adjustments), ("net", net),
    ]
  }

  var hasShares: Bool { shareLines > 0 }

  /// The sums that a statement names: that of campaigns where it has shares, and others that few merchants
  /// have where they are something, so that what was signed before there were any is the same for ever.
  var told: [(name: String, money: Int64)] {
    let rare: Set = ["referral", "agency", "exchange"]
    return sums.filter { sum in
      if sum.name == "campaign_share" { return hasShares }
      return sum.money != 0 || !rare.contains(sum.name)
    }
  }
}

extension ClearingLine {
  /// Who is on the other side of a share, for who may know: the merchant whose line it is a share of, and to
  /// that merchant whoever it agreed on in its own terms.
  package var counterparty: MerchantID? {
    guard key.role.isShare, key.of.isGiven else { return nil }
    if key.of != key.merchant { return key.of }
    return key.role == .referral ? MerchantID(key.item) : nil
  }

  /// The rule whose points are shared.
  package var sharedRule: Int64? { key.role == .campaign ? key.item : nil }

  fileprivate func sharedWith(_ ids: PublicIDs) -> [CSV.Cell] {
    let other = counterparty.map { $0.isGiven ? ids.text($0) : "operator" } ?? ""
    return [.text(other), .text(sharedRule.map { "rule \($0)" } ?? "")]
  }
}

extension ClearingRole {
  /// The public name; never renamed.
  package var name: String {
    switch self {
    case .given: "given"
    case .taken: "taken"
    case .used: "used"
    case .expired: "expired"
    case .campaign: "campaign"
    case .pool: "pool"
    case .referral: "referral"
    case .agency: "agency"
    case .exchange: "exchange"
    }
  }
}
