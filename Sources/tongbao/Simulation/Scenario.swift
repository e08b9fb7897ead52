import Coalition
import HTTPAPI
import Ledger
import Loyalty

/// The programme that a scenario's first line names.
struct ScenarioProgramme {
  enum ExpiredRefund {
    case forfeit
    case extend(days: Int)
  }

  var zone: Zone
  var validity: ExpiryRule
  var expiredRefund: ExpiredRefund
  var isDebtAllowed: Bool
}

/// A dated line of a scenario.
struct ScenarioLine {
  enum Act {
    case earn(member: String, merchant: String, points: Points)
    case spend(member: String, points: Points)
    /// Of a spend, or of a purchase (`return`): the ledger tells them apart by the original.
    case refund(original: String, points: Points)
    case advance
    case report
  }

  var at: WallTime
  /// The idempotency key; empty for `advance` and `report`.
  var id: String
  var act: Act
  /// Everything but the time, which may differ when a line comes again.
  var requestHash: UInt64
}

/// A line that is not as docs/guide/import.md says.
struct ScenarioFault: Error, CustomStringConvertible {
  var line: Int
  var reason: String
  var description: String { "line \(line): \(reason)" }
}

extension ScenarioProgramme {
  init(_ json: JSON) throws(ScenarioFault) {
    func fault(_ reason: String) -> ScenarioFault { ScenarioFault(line: 1, reason: reason) }
    guard let programme = json["programme"] else { throw fault("the first line must name the programme") }
    guard let zone = programme["zone"]?.text.flatMap(Zone.init(named:)) else {
      throw fault("programme.zone must be a zone of the IANA database")
    }
    guard let months = programme["validity_months"]?.int64, 1...1_200 ~= months else {
      throw fault("programme.validity_months must be 1 to 1,200")
    }
    self.zone = zone
    validity = .endOfMonth(after: Int(months))
    if programme["refund_expired"]?.text == "forfeit" {
      expiredRefund = .forfeit
    } else if let days = programme["refund_expired"]?["extend_days"]?.int64, 0...36_525 ~= days {
      expiredRefund = .extend(days: Int(days))
    } else {
      throw fault("programme.refund_expired must be \"forfeit\" or {\"extend_days\": N}")
    }
    guard case .bool(let isDebtAllowed) = programme["debt"] ?? true else {
      throw fault("programme.debt must be true or false")
    }
    self.isDebtAllowed = isDebtAllowed
  }
}

extension ScenarioLine {
  init(_ json: JSON, line: Int) throws(ScenarioFault) {
    func text(_ name: String) throws(ScenarioFault) -> String {
      guard let text = json[name]?.text, 1...64 ~= text.utf8.count else {
        throw ScenarioFault(line: line, reason: "\(name) must be text of 1 to 64 bytes")
      }
      return text
    }
    func points() throws(ScenarioFault) -> Points {
      guard let points = json["points"]?.int64 else {
        throw ScenarioFault(line: line, reason: "points must be a whole number")
      }
      return Points(points)
    }
    guard let at = WallTime(text: try text("at")) else {
      throw ScenarioFault(line: line, reason: "at must be a wall time like 2017-01-01T11:53:26")
    }
    self.at = at
    let kind = try text("do")
    switch kind {
    case "earn":
      act = .earn(member: try text("member"), merchant: try text("merchant"), points: try points())
    case "spend": act = .spend(member: try text("member"), points: try points())
    case "refund", "return": act = .refund(original: try text("original"), points: try points())
    case "advance": act = .advance
    case "report": act = .report
    default: throw ScenarioFault(line: line, reason: "there is no command \(kind)")
    }
    switch act {
    case .advance, .report: id = ""
    case .earn, .spend, .refund: id = try text("id")
    }
    requestHash = json.hashWithoutTime
  }
}

extension JSON {
  fileprivate var hashWithoutTime: UInt64 {
    guard case .object(var members) = self else { return 0 }
    members["at"] = nil
    return wordsOfHash("scenario", [String(decoding: JSON.object(members).canonicalBytes, as: UTF8.self)])
      .high
  }
}
