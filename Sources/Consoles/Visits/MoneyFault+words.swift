import Coalition
import Ledger
import Loyalty

extension OperatorConsole {
  /// The names of whom and what faults speak of.
  func naming(_ faults: [MoneyFault], _ visit: SignedInVisit) async throws -> Naming {
    var question = NameQuestion()
    for case .points(let asset, _) in faults { question.programs.insert(asset) }
    for (party, asset) in faults.compactMap(\.party) {
      if party.rawValue > 0 { question.merchants.insert(party) }
      question.programs.insert(asset)
    }
    return Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
  }
}

extension MoneyFault {
  fileprivate var party: (MerchantID, AssetID)? {
    switch self {
    case .position(_, let party, let asset, _, _, _), .lines(_, let party, let asset, _, _, _):
      (party, asset)
    case .ceiling(let merchant, let asset, _, _): (merchant, asset)
    case .sides, .inTransit, .sum, .settlement, .order, .points, .notBooked, .notProven: nil
    }
  }
}

extension Naming {
  /// What does not agree in the books, for finance people.
  func fault(_ fault: MoneyFault) -> String {
    func text(_ account: MoneyAccount) -> String { ShownAccount(account, words).text }
    func text(_ money: Int64, _ currency: String) -> String { words.money(ShownMoney(money, currency)) }
    switch fault {
    case .sides(let currency, let debit, let credit):
      return words.moneyFaultSides(
        credit: text(credit, currency), currency: currency, debit: text(debit, currency))
    case .inTransit(let day, let currency, let money):
      return words.moneyFaultTransit(day: ShownDay(day).text, money: text(money, currency))
    case .position(let account, let party, let asset, let currency, let booked, let cleared):
      return words.moneyFaultPosition(
        account: text(account), booked: text(booked, currency), cleared: text(cleared, currency),
        party: self.party(party) + " \u{00B7} " + program(asset))
    case .sum(let account, let days, let currency, let off):
      return words.moneyFaultSum(
        account: text(account), first: ShownDay(days.lowerBound).text, last: ShownDay(days.upperBound).text,
        money: text(off, currency))
    case .settlement(let id, let currency, let net, let booked):
      return words.moneyFaultSettlement(
        booked: text(booked, currency), net: text(net, currency), settlement: publicIDs.text(id))
    case .order(let entry, let currency, let price, let booked):
      return words.moneyFaultOrder(
        booked: text(booked, currency), entry: String(entry), price: text(price, currency))
    case .lines(let day, let party, let asset, let currency, let lines, let closed):
      return words.moneyFaultLines(
        closed: text(closed, currency), day: ShownDay(day).text, lines: text(lines, currency),
        party: self.party(party) + " \u{00B7} " + program(asset))
    case .ceiling(let merchant, let asset, let kept, let reckoned):
      return words.moneyFaultCeiling(
        kept: words.number(kept.units), party: party(merchant) + " \u{00B7} " + program(asset),
        reckoned: words.number(reckoned.units))
    case .points(let asset, let sum):
      return words.moneyFaultPoints(points: words.number(sum.units), program: program(asset))
    case .notBooked(let day): return words.moneyFaultNotBooked(day: ShownDay(day).text)
    case .notProven: return words.moneyFaultNotProven
    }
  }
}

extension MoneyEntry.Place {
  /// As an address has it: day and number.
  var text: String { "\(day.daysSince1970).\(id)" }

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = Int32(parts[0]), let id = Int64(parts[1]) else { return nil }
    self.init(day: BusinessDay(daysSince1970: day), id: id)
  }
}
