import Coalition
import Ledger
import Loyalty

extension ProgramSettings {
  /// What they say, in words: as many lines, in the same order, for every programme.
  func lines(
    decimals: Int, currency: String, _ words: Words
  ) -> [(name: String, value: String)] {
    func points(_ units: Int64) -> String { words.points(ShownPoints(units, decimals: decimals)) }
    func limit(_ units: Int64?) -> String { units.map(points) ?? words.programNoLimit }
    func count(_ limit: Int?) -> String { limit.map { String($0) } ?? words.programNoLimit }
    func life(_ origin: Ledger.Origin) -> String {
      self.life(of: origin).map { $0.text(words) } ?? words.commonNone
    }
    let fee = Digits.decimal(Int64(transferFeeBasisPoints), decimals: 2) + "%"
    return [
      (words.languageHans, hans), (words.languageHant, hant), (words.languageEnglish, en),
      (
        words.commonState,
        Program.Status(rawValue: status).map { ShownStanding($0).name(words) } ?? words.commonNone
      ),
      (
        words.programsWorth,
        words.programsRate(
          money: words.money(ShownMoney(worthMinorUnits, currency)), points: points(worthPoints))
      ),
      (words.programAwarded, life(.awarded)), (words.programPurchased, life(.purchased)),
      (words.programConverted, life(.converted)),
      (words.programExtension, words.programDays(count: Int64(refundExtensionDays))),
      (words.programDebt, isDebtAllowed ? words.programYes : words.programNo),
      (words.programTransferMinimum, points(transferMinimum)),
      (
        words.programTransferFee,
        fee + " \u{00B7} " + (isFeeOnTop ? words.programFeeTop : words.programFeeOut)
      ),
      (words.programTransferDaily, limit(transferDailyLimit)),
      (words.programTransferCooling, words.programDays(count: Int64(transferCoolingDays ?? 0))),
      (words.programTransferReceivers, count(transferReceiversPerDay)),
      (words.programTransferSenders, count(transferSendersPerDay)),
      (words.programSpendLimit, limit(spendLimit)), (words.programSpendDaily, limit(spendDailyLimit)),
      (words.programProofFree, points(proofFreePoints)),
      (words.poolPolicy, words.number(Int64(poolPeople ?? 0))),
      (words.poolPolicyCompanies, hasCompanyPools == true ? words.programYes : words.programNo),
    ] + serviceLines(decimals: decimals, currency: currency, words)
  }

  var isActive: Bool { status == Program.Status.active.rawValue }

  /// The lines in which they are not what was before, or all of them.
  func changes(
    since before: ProgramSettings, decimals: Int, currency: String, _ words: Words,
    withTheSame: Bool = false
  ) -> [ProgramPage.Change] {
    zip(
      before.lines(decimals: decimals, currency: currency, words),
      lines(decimals: decimals, currency: currency, words)
    )
    .filter { withTheSame || $0.0.value != $0.1.value }
    .map { ProgramPage.Change(name: $0.0.name, before: $0.0.value, after: $0.1.value) }
  }

  /// What the fields of a form say of them.
  func fields(decimals: Int, currency: String) -> [String: String] {
    func plain(_ units: Int64) -> String { Digits.plain(units, decimals: decimals) }
    var fields = [
      "hans": hans, "hant": hant, "en": en, "status": status, "worth_points": plain(worthPoints),
      "worth_money": Digits.plain(
        worthMinorUnits, decimals: ShownMoney(worthMinorUnits, currency).decimals),
      "extension": String(refundExtensionDays), "transfer_minimum": plain(transferMinimum),
      "transfer_fee": Digits.plain(Int64(transferFeeBasisPoints), decimals: 2),
      "fee_mode": isFeeOnTop ? "top" : "out", "transfer_daily": transferDailyLimit.map(plain) ?? "",
      "spend_limit": spendLimit.map(plain) ?? "", "spend_daily": spendDailyLimit.map(plain) ?? "",
      "proof_free": plain(proofFreePoints), "debt": isDebtAllowed ? "yes" : "no",
    ]
    fields["pool_people"] = String(poolPeople ?? 0)
    fields["pool_companies"] = hasCompanyPools == true ? "yes" : "no"
    fields["transfer_cooling"] = String(transferCoolingDays ?? 0)
    fields["transfer_receivers"] = transferReceiversPerDay.map { String($0) } ?? ""
    fields["transfer_senders"] = transferSendersPerDay.map { String($0) } ?? ""
    for (origin, name) in Self.origins {
      let (rule, value) = life(of: origin)?.field ?? (.never, "")
      fields["life_" + name] = rule.rawValue
      fields["life_" + name + "_value"] = value
    }
    fields.merge(serviceFields(decimals: decimals, currency: currency)) { _, new in new }
    return fields
  }

  static let origins: [(origin: Ledger.Origin, name: String)] = [
    (.awarded, "awarded"), (.purchased, "purchased"), (.converted, "converted"),
  ]
}

/// A field of a form says nothing that can be meant.
struct FieldFault: Error {
  let field: String
}

extension FormFields {
  /// The programme with what the form says of it.
  /// - Throws: ``FieldFault``.
  func change(_ program: Program) throws(FieldFault) -> Program {
    var new = program
    let decimals = program.decimals
    new.names = Names(hans: text("hans"), hant: text("hant"), en: text("en"))
    guard let status = Program.Status(rawValue: text("status")) else { throw FieldFault(field: "status") }
    new.status = status
    let money = ShownMoney(program.worth.money)
    new.worth.points = Points(try number("worth_points", decimals))
    new.worth.money = Money(
      minorUnits: try number("worth_money", money.decimals), currency: program.worth.money.currency)
    for (origin, name) in ProgramSettings.origins {
      let field = "life_" + name
      guard let life = Validity(field: text(field), text(field + "_value")) else {
        throw FieldFault(field: field + "_value")
      }
      new.validity[origin] = life
    }
    new.policies.refundExtensionDays = Int(clamping: try number("extension", 0))
    new.policies.isDebtAllowed = text("debt") == "yes"
    new.policies.transfer.minimum = Points(try number("transfer_minimum", decimals))
    new.policies.transfer.feeBasisPoints = Int(clamping: try number("transfer_fee", 2))
    new.policies.transfer.feeMode = text("fee_mode") == "out" ? .outOfAmount : .onTop
    new.policies.transfer.dailyLimit = try limit("transfer_daily", decimals)
    new.policies.transfer.coolingDays = Int(clamping: try number("transfer_cooling", 0))
    new.policies.transfer.receiversPerDay = try count("transfer_receivers")
    new.policies.transfer.sendersPerDay = try count("transfer_senders")
    new.policies.spendLimit = Limit(
      perTransaction: try limit("spend_limit", decimals), perDay: try limit("spend_daily", decimals))
    new.policies.proofFreePoints = Points(try number("proof_free", decimals))
    new.policies.pools = PoolPolicy(
      people: Int(clamping: try number("pool_people", 0)), allowsCompanies: text("pool_companies") == "yes")
    new.policies.services = try services(of: program)
    return new
  }

  private func text(_ name: String) -> String { String((self[name] ?? "").prefix(100)) }

  private func number(_ name: String, _ decimals: Int) throws(FieldFault) -> Int64 {
    guard let value = Entered.decimal(text(name), decimals: decimals) else { throw FieldFault(field: name) }
    return value
  }

  private func count(_ name: String) throws(FieldFault) -> Int? {
    text(name).isEmpty ? nil : Int(clamping: try number(name, 0))
  }

  private func limit(_ name: String, _ decimals: Int) throws(FieldFault) -> Points? {
    text(name).isEmpty ? nil : Points(try number(name, decimals))
  }
}
