import Coalition
import Ledger
import Loyalty

/// A transaction as a reply shows it: made from what is kept alone, so that a replay is the same to the byte.
struct ShownTransaction: Sendable {
  let receipt: Receipt
  let names: PublicIDs
  /// In which accounts its lines are, where one transaction is read by who may see those.
  var settlements: [SettledTransaction]?
  fileprivate let touched: [WalletAfter]

  init(receipt: Receipt, names: PublicIDs) {
    self.receipt = receipt
    self.names = names
    let transaction = receipt.transaction
    touched = transaction.touches.map { touch in
      WalletAfter(
        wallet: touch.wallet, id: names.text(touch.key), member: names.text(touch.key.member),
        program: names.text(touch.key.asset), change: transaction.effect(on: touch.wallet),
        balance: touch.after)
    }
  }

  var transaction: Ledger.Transaction { receipt.transaction }
  var context: Context { receipt.transaction.context }

  func text<Kind: PubliclyNamed>(given id: ID<Kind>) -> String? { id.isGiven ? names.text(id) : nil }
}

extension Coalition {
  func shown(_ receipt: Receipt) -> ShownTransaction {
    ShownTransaction(receipt: receipt, names: publicIDs)
  }
}

extension Schema<ShownTransaction> {
  static var transaction: Schema {
    .reply(
      "Transaction",
      .constant("object", "transaction"),
      .maybe("id", Schema<String>.id("txn").described("Left out in a dry run.")) {
        $0.receipt.isPreview ? nil : $0.names.text($0.transaction.id)
      },
      .always("type", .choice(Ledger.Transaction.Kind.allCases.map(\.name))) { $0.transaction.kind.name },
      .always("status", .choice("accepted", "refused")) {
        $0.transaction.refusal == nil ? "accepted" : "refused"
      },
      .maybe("code", Schema<String>.text(1...64).described("Why it was refused.")) {
        $0.transaction.refusal?.code.rawValue
      },
      .maybe("member", .id("mem")) { $0.text(given: $0.transaction.subject.member) },
      .maybe("program", .id("prg")) { $0.text(given: $0.transaction.subject.asset) },
      .always("points", .points(-1_000_000_000_000...1_000_000_000_000)) { $0.transaction.amount.units },
      .maybe("wallet", .walletAfter) { $0.touched.first },
      .maybe("other_wallet", Schema<WalletAfter>.walletAfter) { $0.touched.dropFirst().first },
      .always("lots", .array(of: .lotPart, 0...10_000)) { $0.lots },
      .maybe("explanation", .explanation) { $0.receipt.explanation },
      .maybe(
        "money_returned",
        Schema<Int64>.integer(0...1_000_000_000_000).described(
          "Of a refund told in money: what of it counted, in its smallest unit.")
      ) { $0.receipt.particulars.moneyReturn?.money },
      .maybe(
        "items",
        Schema<[ShownItem]>.array(of: .shownItem, 1...PurchaseItem.most).described(
          "What was bought, as the till said it.")
      ) { $0.receipt.goods?.shown },
      .maybe(
        "payment", Schema<String>.payment.described("How the purchase was paid, where the till said so.")
      ) { $0.receipt.particulars.payment?.name },
      .maybe(
        "card_type", Schema<String>.id("cty").described("Of the card that the member used, if of a kind.")
      ) { $0.text(given: $0.receipt.particulars.cardType) },
      .maybe(
        "discount",
        Schema<DiscountTaken>.discountTaken.described(
          "What was taken off before it was paid, in the currency's smallest unit.")
      ) { $0.receipt.particulars.discount },
      .maybe(
        "referral", Schema<String>.text(1...Referral.longestCode).described("The code by which it came.")
      ) {
        $0.receipt.particulars.referral
      },
      .maybe("hold", .id("hld")) { $0.hold },
      .maybe("original", .id("txn")) { $0.text(given: $0.transaction.original) },
      .maybe("merchant", .id("mch")) { $0.text(given: $0.context.merchant) },
      .maybe("store", .id("str")) { $0.text(given: $0.context.store) },
      .maybe("terminal", .id("trm")) { $0.text(given: $0.context.terminal) },
      .maybe("reference", .text(1...64)) { $0.context.reference.isEmpty ? nil : $0.context.reference },
      .maybe("reason", .text(1...200)) { $0.context.memo.isEmpty ? nil : $0.context.memo },
      .maybe(
        "occurred_at", Schema<Int64>.timestamp.described("At the till, where it said so; `created`: booked.")
      ) { $0.receipt.particulars.occurredAt?.microseconds },
      .maybe("dry_run", .boolean) { $0.receipt.isPreview ? true : nil },
      .maybe(
        "settlements",
        Schema<[ShownSettled]>.array(of: .transactionSettlement, 0...1_000).described(
          "Where this one transaction is read: the merchant's accounts in which its lines are, so far.")
      ) { $0.settled },
      .always("business_day", .day) { Int64($0.transaction.day.daysSince1970) },
      .always("created", .timestamp) { $0.transaction.at.microseconds })
  }
}

/// A wallet as a transaction left it.
struct WalletAfter: Sendable {
  let wallet: WalletID
  let id: String
  let member: String
  let program: String
  let change: Points
  let balance: Balance
}

/// A merchant's account with lines of a transaction.
struct ShownSettled: Sendable {
  let settled: SettledTransaction
  let names: PublicIDs
}

extension ShownTransaction {
  fileprivate var settled: [ShownSettled]? {
    settlements?.map { ShownSettled(settled: $0, names: names) }
  }
}

extension Schema<ShownSettled> {
  fileprivate static var transactionSettlement: Schema {
    .reply(
      "TransactionSettlement",
      .always("merchant", .id("mch")) { $0.names.text($0.settled.merchant) },
      .always("program", .id("prg")) { $0.names.text($0.settled.asset) },
      .always("day", Schema<Int64>.day.described("By which the settlement's statement may be cut.")) {
        Int64($0.settled.day.daysSince1970)
      },
      .maybe("settlement", Schema<String>.id("stl").described("Left out while the account is open.")) {
        $0.settled.settlement.isGiven ? $0.names.text($0.settled.settlement) : nil
      },
      .always("state", .choice(["open"] + Settlement.State.allCases.map(\.rawValue))) {
        $0.settled.state?.rawValue ?? "open"
      })
  }
}

/// A lot's share of a transaction.
struct ShownLotPart: Sendable {
  let id: String
  let wallet: String?
  let points: Points
  let expiresAt: Instant?
}

extension ShownTransaction {
  fileprivate var lots: [ShownLotPart] {
    receipt.lots.map { part in
      ShownLotPart(
        id: names.text(lot: part.number, of: part.wallet),
        wallet: touched.first { $0.wallet == part.wallet }?.id,
        points: part.points, expiresAt: part.expiresAt)
    }
  }

  fileprivate var hold: String? {
    switch transaction.kind {
    case .hold: transaction.refusal == nil && !receipt.isPreview ? names.text(hold: transaction.id) : nil
    case .capture, .release: transaction.original.isGiven ? names.text(hold: transaction.original) : nil
    case .earn, .award, .topUp, .spend, .refund, .void, .reversal, .transfer, .exchange, .mature, .confirm,
      .cancel, .expire, .adjust, .merge, .cardPoints, .reinstate, .advance, .separate:
      nil
    }
  }
}

extension Schema<WalletAfter> {
  static var walletAfter: Schema {
    .reply(
      "WalletAfter",
      .always("id", .id("wal")) { $0.id },
      .always("member", .id("mem")) { $0.member },
      .always("program", .id("prg")) { $0.program },
      .always("change", .points(Int.min...Int.max)) { $0.change.units },
      .always("available", .points(Int.min...Int.max)) { $0.balance.available.units },
      .always("pending", .points(Int.min...Int.max)) { $0.balance.pending.units },
      .always("held", .points(Int.min...Int.max)) { $0.balance.held.units },
      .always("debt", Schema<Int64>.points(Int.min...0).described("What the member owes; zero or less.")) {
        $0.balance.debt.units
      })
  }
}

extension Schema<ShownLotPart> {
  static var lotPart: Schema {
    .reply(
      "LotPart",
      .always("id", .id("lot")) { $0.id },
      .maybe("wallet", .id("wal")) { $0.wallet },
      .always("points", Schema<Int64>.points(Int.min...Int.max).described("Negative for what was used.")) {
        $0.points.units
      },
      .maybe(
        "expires_at",
        Schema<Int64?>.moment.described("Of a lot that this opened; null: never. Others are under /lots.")
      ) { part in part.expiresAt.map { $0 == .distantFuture ? nil : $0.microseconds } })
  }
}

extension Schema<Int64?> {
  /// A moment, or null for never.
  static var moment: Schema {
    Schema(document: ["type": ["string", "null"], "format": "date-time"]) { json throws(Faults) in
      json.isNull ? nil : try Schema<Int64>.timestamp.decode(json)
    } encode: {
      $0.map { Schema<Int64>.timestamp.encode($0) } ?? .null
    }
  }
}
