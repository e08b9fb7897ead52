import Foundation
import ISO8583
import PointsTerminal
import TerminalText

/// What came of a command: slips for people, lines of JSON for programs.
struct POSReport {
  let settings: TerminalSettings
  let isJSON: Bool

  func lines(_ result: TerminalDriver.Result) throws -> [String] {
    var lines: [String] = []
    for outcome in result.outcomes { lines += isJSON ? [try json(outcome)] : text(outcome) }
    if let stored = result.stored {
      lines += isJSON ? [try Line(stored).encoded()] : Slip(stored, settings, hostText: "").lines + [""]
    }
    return lines
  }

  private func text(_ outcome: Outcome) -> [String] {
    let said = GBK.text(outcome.hostText) ?? ""
    if let record = outcome.record {
      let title = outcome.purpose == .reversal ? ["冲正 凭证号 \(record.trace.digits(6))"] : []
      return title + Slip(record, settings, hostText: said).lines + [""]
    }
    if let totals = outcome.totals {
      let side = totals.domestic
      return [
        "结算 \(outcome.answer.text)  \(side.result.map { "\($0)" } ?? "")",
        "借记 \(side.debitCount) 笔 \(Slip.money(side.debitAmount))",
        "贷记 \(side.creditCount) 笔 \(Slip.money(side.creditAmount))",
      ]
    }
    return ["\(outcome.purpose) \(outcome.answer.text) \(said)"]
  }

  private func json(_ outcome: Outcome) throws -> String {
    var line = outcome.record.map { Line($0) } ?? Line()
    line.message = outcome.purpose.name
    line.answer = outcome.answer.text
    line.text = GBK.text(outcome.hostText).flatMap { $0.isEmpty ? nil : $0 }
    if let side = outcome.totals?.domestic {
      line.result = side.result.map { "\($0)" }
      (line.debitAmount, line.debitCount) = (side.debitAmount, side.debitCount)
      (line.creditAmount, line.creditCount) = (side.creditAmount, side.creditCount)
    }
    return try line.encoded()
  }

  /// One line of JSON; what does not apply is left out.
  private struct Line: Encodable {
    var message = "stored"
    var answer: String?
    var text: String?
    var trade: String?
    var state: String?
    var batch: Int?
    var trace: Int?
    var amount: Int?
    var card: String?
    var reference: String?
    var authorization: String?
    var points: Int?
    var cash: Int?
    var gross: Int?
    var off: Int?
    var balance: Int?
    var result: String?
    var debitAmount: Int?
    var debitCount: Int?
    var creditAmount: Int?
    var creditCount: Int?

    init() {}

    init(_ record: TradeRecord) {
      trade = "\(record.kind)"
      state = record.state.rawValue
      (batch, trace, amount) = (record.batch, record.trace, record.amount)
      card = record.card.map(Slip.masked)
      (reference, authorization) = (record.reference, record.authorization)
      (points, cash, balance) = (record.points, record.cash, record.balance)
      (gross, off) = (record.discount?.gross, record.discount?.off)
    }

    func encoded() throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension Outcome.Answer {
  /// Field 39, or what stood in its place.
  var text: String {
    switch self {
    case .code(let code): code
    case .none: "no answer"
    case .forged: "wrong authentication code"
    case .wrongKeys: "wrong keys"
    }
  }

  /// Delivered and taken; 94 is an advice that was taken before.
  var isGood: Bool {
    switch self {
    case .code(let code): ["00", "10"].contains(code)
    case .none, .forged, .wrongKeys: false
    }
  }
}

extension Exchange.Purpose {
  var name: String {
    switch self {
    case .signIn: "sign-in"
    case .signOut: "sign-out"
    case .echo: "echo"
    case .parameters: "parameters"
    case .trade: "trade"
    case .advice: "advice"
    case .reversal: "reversal"
    case .settlement: "settlement"
    case .upload: "upload"
    case .uploadEnd: "upload-end"
    }
  }
}
