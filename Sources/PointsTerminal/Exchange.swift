package import ISO8583

/// One message that is ready to be sent, and what it is about.
package struct Exchange: Sendable {
  package enum Purpose: Hashable, Sendable {
    case signIn, signOut, echo, parameters
    case trade, advice, reversal
    case settlement
    /// The place of the first transaction in it.
    case upload(from: Int)
    case uploadEnd
  }

  package let purpose: Purpose
  package let trace: Int
  /// The trade, advice or reversed trade.
  package let record: TradeRecord?
  /// Must be in the journal before a byte is sent.
  package let before: [TerminalEvent]
  /// Without the two bytes of length.
  package let bytes: [UInt8]
  /// What an answer must have to be this message's.
  package let key: ReplyKey
}

/// By what an answer is told from others on the same line: type, terminal, trace.
package struct ReplyKey: Hashable, Sendable {
  package let type: MessageType
  package let terminal: [UInt8]
  package let trace: [UInt8]

  package init?(_ message: Message) {
    guard let terminal = message[41], let trace = message[11] else { return nil }
    type = message.type
    self.terminal = terminal
    self.trace = trace
  }

  package init(requestType: MessageType, terminal: String, trace: Int) {
    type = requestType.response
    self.terminal = Array(terminal.utf8)
    self.trace = Array(trace.digits(6).utf8)
  }
}

/// What came of a message.
package struct Outcome: Sendable {
  package enum Answer: Hashable, Sendable {
    /// Field 39.
    case code(String)
    /// None in time, or none that could be read.
    case none
    /// One whose authentication code is wrong.
    case forged
    /// Keys whose check value is wrong.
    case wrongKeys
  }

  package let purpose: Exchange.Purpose
  package var answer: Answer
  /// To be written to the journal and applied.
  package var events: [TerminalEvent] = []
  package var record: TradeRecord?
  /// Field 63's text in GBK, behind the brand.
  package var hostText: [UInt8] = []
  /// Field 62 of a parameter download.
  package var parameters: [UInt8] = []
  /// Field 48 of a settlement's answer.
  package var totals: SettlementTotals?

  init(_ purpose: Exchange.Purpose, _ answer: Answer) {
    self.purpose = purpose
    self.answer = answer
  }

  package var code: String? {
    if case .code(let code) = answer { code } else { nil }
  }
}

extension Int {
  /// With zeros before it.
  package func digits(_ count: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, count - text.utf8.count)) + text
  }
}
