package import Ledger
internal import Loyalty
internal import Storage

/// A transaction as its till counts it.
package struct TillItem: Sendable, Hashable {
  package let terminal: TerminalID
  package let merchant: MerchantID
  package let member: MemberID
  package let reference: TillReference
  package let transaction: TransactionID
  package let kind: TillKind
  /// The money at the till, in minor units: what was approved, of a partial approval.
  package let amount: Int64
  package let points: Points
  package let day: BusinessDay
  package let at: Instant
  /// The reversal that undid it; nil while it stands.
  package var undoneBy: TransactionID?
}

extension TillItem {
  static let select: SQL = """
    SELECT terminal_id, merchant_id, member_id, generation, batch, trace, transaction_id, kind, amount,
      points, day, at, undone_by FROM pos_item 
    """

  init(_ row: borrowing Row) {
    let undone: TransactionID = row[12]
    self.init(
      terminal: row[0], merchant: row[1], member: row[2],
      reference: TillReference(batch: TillBatchName(generation: row[3], number: row[4]), trace: row[5]),
      transaction: row[6], kind: row[7], amount: row[8], points: row[9],
      day: BusinessDay(daysSince1970: row[10]), at: row[11], undoneBy: undone.isGiven ? undone : nil)
  }

  /// Nil for what no till did.
  /// - Parameter original: the item that it acted upon.
  init?(_ transaction: Ledger.Transaction, original: TillItem?) {
    guard transaction.context.channel == .pos, transaction.refusal == nil,
      transaction.context.terminal.isGiven, let reference = TillReference(transaction.context.reference),
      let kind = TillKind(transaction, original: original?.kind)
    else { return nil }
    let amount =
      kind.isVoid || kind == .holdCancel
      ? original?.amount ?? 0 : TillAmount(transaction)?.approved ?? original?.amount ?? 0
    self.init(
      terminal: transaction.context.terminal, merchant: transaction.context.merchant,
      member: transaction.subject.member, reference: reference, transaction: transaction.id, kind: kind,
      amount: amount, points: transaction.amount, day: transaction.day, at: transaction.at, undoneBy: nil)
  }
}

/// The money of a transaction by its explanation.
package struct TillAmount: Sendable, Hashable {
  /// What was asked for, in minor units.
  package let asked: Int64
  /// What the points that moved cover; less than asked where only a part was approved.
  package let approved: Int64

  /// Nil for a transaction that was not about money.
  package init?(_ transaction: Ledger.Transaction) {
    guard let particulars = Particulars(packed: transaction.context.explanation) else { return nil }
    if let returned = particulars.moneyReturn {
      asked = returned.money
      approved = returned.money
      return
    }
    guard let explanation = particulars.explanation else { return nil }
    asked = max(0, explanation.base)
    let isPayment = transaction.kind == .spend || transaction.kind == .hold || transaction.kind == .capture
    let isPart = isPayment && transaction.amount < explanation.points
    approved = isPart ? explanation.rate.money(for: transaction.amount) : asked
  }
}
