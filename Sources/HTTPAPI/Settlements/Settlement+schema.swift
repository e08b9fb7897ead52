import Coalition
import Ledger
import Loyalty

/// A settlement with all that is known of it but its lines.
struct SettlementReport: Sendable {
  let settlement: Settlement
  let steps: [SettlementStep]
  let sums: [ClearingSum]
  let adjustments: [SettlementAdjustment]
}

extension Schema<Int64> {
  /// Money from the merchant's side, in the currency's smallest unit.
  fileprivate static var owed: Schema { .integer(Int.min...Int.max) }
}

extension Schema<Shown<Settlement>> {
  static var settlement: Schema {
    .reply(
      "Settlement",
      .constant("object", "settlement"),
      .always("id", .id("stl")) { $0.text($0.id) },
      .always("merchant", .id("mch")) { $0.text($0.merchant) },
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("currency", Schema<String>.text(3...3).described("Of all money here, in its smallest unit.")) {
        $0.currency
      },
      .always("first_day", .day) { Int64($0.days.lowerBound.daysSince1970) },
      .always("last_day", .day) { Int64($0.days.upperBound.daysSince1970) },
      .always("lines", .integer()) { $0.figures.lines },
      .always("given", .points(Int.min...Int.max)) { $0.figures.given.units },
      .always(
        "given_from_blocks",
        Schema<Int64>.points(Int.min...Int.max).described("Of `given`, points of blocks bought before.")
      ) { $0.figures.prepaid.units },
      .always("taken", .points(Int.min...Int.max)) { $0.figures.taken.units },
      .always("issue_cost", .owed) { $0.figures.issueCost },
      .always("accept_proceeds", .owed) { $0.figures.acceptProceeds },
      .always("expired_share", .owed) { $0.figures.expiredShare },
      .always("commission", .owed) { $0.figures.commission },
      .always("fees", .owed) { $0.figures.fees },
      .always(
        "campaign_share",
        Schema<Int64>.integer(Int.min...Int.max).described(
          "Of rules' points: what others made good, less what was paid for points that others gave.")
      ) { $0.figures.campaignShare },
      .always(
        "referral", Schema<Int64>.integer(Int.min...Int.max).described("For orders that somebody brought.")
      ) { $0.figures.referral },
      .always("agency", Schema<Int64>.integer(Int.min...Int.max).described("As an agent.")) {
        $0.figures.agency
      },
      .always(
        "exchange",
        Schema<Int64>.integer(Int.min...Int.max).described(
          "Of points that left its programme for another, or came from one.")
      ) { $0.figures.exchange },
      .always("adjustments", .owed) { $0.figures.adjustments },
      .always(
        "net",
        Schema<Int64>.integer(Int.min...Int.max).described(
          "The sum of the ten; positive is paid to the merchant, negative by it.")
      ) { $0.figures.net },
      .always(
        "carried",
        Schema<Int64>.integer(Int.min...Int.max).described(
          "Of the net: from days before the last cycle, whose accounts were too small.")
      ) { $0.carried },
      .always("due", .day) { Int64($0.dueDay.daysSince1970) },
      .always("state", Schema<Settlement.State>.choice) { $0.state },
      .maybe("bank_reference", .text(1...64)) { $0.bankReference.isEmpty ? nil : $0.bankReference },
      .maybe("paid_on", .day) { $0.paidOn.map { Int64($0.daysSince1970) } },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("updated_at", .timestamp) { $0.updatedAt.microseconds })
  }
}

extension Schema<Shown<SettlementReport>> {
  static var settlementReport: Schema {
    .reply(
      "SettlementReport",
      .constant("object", "settlement_report"),
      .always("settlement", .settlement) { Shown<Settlement>(value: $0.settlement, ids: $0.ids) },
      .always("steps", .array(of: .step, 0...1_000_000)) { $0.steps },
      .always("sums", .array(of: .sum, 0...1_000_000)) { $0.sums },
      .always("adjustments", .array(of: .adjustment, 0...1_000_000)) { $0.adjustments })
  }
}

extension Schema<SettlementStep> {
  fileprivate static var step: Schema {
    .reply(
      "SettlementStep",
      .always("state", Schema<Settlement.State>.choice) { $0.state },
      .always("by", Schema<String>.choice("user", "key", "system").described("Who is in the audit log.")) {
        $0.actorKind.rawValue
      },
      .maybe("reason", .text(1...200)) { $0.reason.isEmpty ? nil : $0.reason },
      .always("at", .timestamp) { $0.at.microseconds })
  }
}

extension Schema<ClearingSum> {
  fileprivate static var sum: Schema {
    .reply(
      "SettlementSum",
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .always("role", .clearingRole) { $0.role.name },
      .always("kind", .transactionKind) { $0.kind.name },
      .always("channel", .channel) { $0.channel.name },
      .always("lines", .integer()) { $0.lines },
      .always("points", .points(Int.min...Int.max)) { $0.points.units },
      .always("sale", .owed) { $0.sale },
      .always("price", .owed) { $0.money.price },
      .always("commission", .owed) { $0.money.commission },
      .always("fee", .owed) { $0.money.fee })
  }
}

extension Schema<SettlementAdjustment> {
  fileprivate static var adjustment: Schema {
    .reply(
      "SettlementAdjustment",
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .always("amount", .owed) { $0.amount },
      .always("reason", .text(1...200)) { $0.reason })
  }
}

extension Schema<Shown<ClearingLine>> {
  static var settlementLine: Schema {
    .reply(
      "SettlementLine",
      .constant("object", "settlement_line"),
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .always("transaction", .id("txn")) { $0.text($0.key.transaction) },
      .always("role", .clearingRole) { $0.key.role.name },
      .always("kind", .transactionKind) { $0.kind.name },
      .always("channel", .channel) { $0.channel.name },
      .maybe("store", .id("str")) { $0.text(given: $0.store) },
      .always("points", Schema<Int64>.points(Int.min...Int.max)) { $0.points.units },
      .always("sale", .owed) { $0.sale },
      .always("price", .owed) { $0.money.price },
      .always("commission", .owed) { $0.money.commission },
      .always("fee", .owed) { $0.money.fee },
      .always("net", .owed) { $0.money.net },
      .always("terms_version", Schema<Int64>.integer().described("0 where nothing was agreed on.")) {
        $0.termsVersion
      },
      .maybe("reverses", .id("txn")) { $0.text(given: $0.reverses) },
      .maybe(
        "counterparty",
        Schema<String>.text(1...64).described("Of a share: the merchant with whom it is, or `operator`.")
      ) { line in line.counterparty.map { $0.isGiven ? line.text($0) : "operator" } },
      .maybe("rule", Schema<Int64>.integer().described("Of a campaign: the rule whose points are shared.")) {
        $0.sharedRule
      })
  }
}

extension Schema<String> {
  fileprivate static var clearingRole: Schema {
    Schema<String>.choice(ClearingRole.allCases.map(\.name)).described(
      "`given` by the merchant, `taken` by it, or its points `used` or `expired`; or a share of what another "
        + "line came to: of a `campaign`, the `pool`, a `referral`, an agent's `agency`, an `exchange`.")
  }

  fileprivate static var transactionKind: Schema { .choice(Ledger.Transaction.Kind.allCases.map(\.name)) }

  fileprivate static var channel: Schema { .choice(Channel.allCases.map(\.name)) }
}

extension Schema<Shown<StatementManifest>> {
  static var statementManifest: Schema {
    .reply(
      "StatementManifest",
      .constant("object", "statement_manifest"),
      .always("settlement", .id("stl")) { $0.ids.text($0.settlement.id) },
      .always("sha256", Schema<String>.text(64...64).described("Of the statement's bytes.")) {
        $0.sha256.hexDigits
      },
      .always("bytes", .integer()) { $0.size },
      .always(
        "signed",
        Schema<String>.text(1...10_000).described(
          "The text that is signed: lines of a name, a space and a value; money in its smallest unit.")
      ) { $0.signed },
      .always("algorithm", .choice("ed25519")) { _ in "ed25519" },
      .always("key", Schema<String>.text(22...22).described("See `GET /v1/reply-key`.")) { $0.keyName },
      .always("signature", Schema<String>.text(88...88).described("64 bytes in Base64.")) {
        Base64.text($0.signature)
      })
  }
}

extension Schema<[Shown<PoolBalance>]> {
  static var poolBalances: Schema {
    .reply(
      "PoolBalances", .constant("object", "pool_balances"),
      .always("balances", Schema.array(of: .poolBalance, 0...100_000)) { $0 })
  }
}

extension Schema<Shown<PoolBalance>> {
  fileprivate static var poolBalance: Schema {
    .reply(
      "PoolBalance",
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always(
        "money",
        Schema<Int64>.integer(Int.min...Int.max).described(
          "In the smallest unit of the programme's currency.")
      ) { $0.money },
      .always("through", Schema<Int64>.day.described("The last closed day that changed it.")) {
        Int64($0.through.daysSince1970)
      })
  }
}

extension Schema<ClosedDay> {
  static var businessDay: Schema {
    .reply(
      "BusinessDay",
      .constant("object", "business_day"),
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .always("lines", .integer()) { $0.lines },
      .always("ledger_block", .integer()) { $0.block },
      .always("ledger_head", Schema<String>.text(64...64).described("The hash of the chain up to there.")) {
        $0.head.hexDigits
      },
      .always("closed_at", .timestamp) { $0.closedAt.microseconds },
      .maybe("settled_at", .timestamp) { $0.settledAt?.microseconds })
  }
}
