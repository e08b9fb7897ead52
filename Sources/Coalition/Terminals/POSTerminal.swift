package import Ledger
internal import Storage

/// A terminal that speaks ISO 8583 (金融POS): how it names itself and what is known of it.
package struct POSTerminal: Sendable, Hashable {
  /// How its messages are sealed; the keys' cipher follows from it.
  package enum MAC: String, CaseIterable, Sendable, SQLScalar {
    case unionPayECB = "unionpay_ecb"
    case x99 = "x9_9"
    case x919 = "x9_19"
    case sm4
  }

  package let id: TerminalID
  package let merchant: MerchantID
  package let store: StoreID
  /// Field 42: 15 characters.
  package let acceptor: String
  /// Field 41: 8 characters.
  package let number: String
  package var status: Terminal.Status
  package var merchantStatus: Merchant.Status
  /// The merchant's name as slips show it, in simplified Chinese.
  package let merchantName: String
  package var parameters: POSParameters
  /// First four bytes of zeros under the master key; nil while it has none.
  package var masterKeyCheck: [UInt8]?
  package var batch: TillBatchName
  /// Nil while it is not signed in.
  package var signedInAt: Instant?
  /// Who signed in at it, as field 63 said.
  package var cashier: String
  package var seenAt: Instant?

  package var isSignedIn: Bool { signedInAt != nil }
}

/// What an operator sets for a terminal.
package struct POSParameters: Sendable, Hashable {
  package var mac: POSTerminal.MAC = .unionPayECB
  package var kinds: TillKinds = .all
  /// The most that one earn may be about that the terminal decided by itself, in minor units.
  package var adviceLimit: Int64 = 2_000_000
  /// The most that all such earns of a batch may be about.
  package var batchAdviceLimit: Int64 = 20_000_000
  /// Whether replies carry text for the slip (field 63, GBK).
  package var replyTexts = true

  package init() {}

  var areValid: Bool {
    0...1_000_000_000_000 ~= adviceLimit && adviceLimit...1_000_000_000_000 ~= batchAdviceLimit
  }
}

/// A batch of a terminal: its number, and how often numbers began again before it.
package struct TillBatchName: Sendable, Hashable {
  package var generation: Int64
  /// 1…999,999.
  package var number: Int64

  package init(generation: Int64 = 0, number: Int64) {
    self.generation = generation
    self.number = number
  }

  package static let first = TillBatchName(number: 1)

  package var next: TillBatchName {
    number == 999_999
      ? TillBatchName(generation: generation + 1, number: 1)
      : TillBatchName(generation: generation, number: number + 1)
  }
}

/// The keys of a terminal in clear, as the gateway needs them; never printed.
package struct POSKeys: Sendable, CustomStringConvertible, CustomReflectable {
  package let master: [UInt8]
  /// Both nil before the first sign-in.
  package let pin: [UInt8]?
  package let mac: [UInt8]?
  /// Nil unless the sign-in asked for one.
  package let track: [UInt8]?

  package var description: String { "POSKeys(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension POSTerminal {
  static let select: SQL = """
    SELECT pos_terminal.terminal_id, pos_terminal.merchant_id, terminal.store_id, acceptor, number,
      terminal.status, merchant.status, merchant.name_hans, mac, kinds, advice_limit, batch_advice_limit,
      reply_texts, master_key_check, batch, generation, signed_in_at, cashier, seen_at
    FROM pos_terminal
    JOIN terminal ON terminal.id = pos_terminal.terminal_id
    JOIN merchant ON merchant.id = pos_terminal.merchant_id 
    """

  init(_ row: borrowing Row) {
    var parameters = POSParameters()
    parameters.mac = row[8]
    parameters.kinds = row[9]
    parameters.adviceLimit = row[10]
    parameters.batchAdviceLimit = row[11]
    parameters.replyTexts = row[12]
    let (signedIn, seen): (Instant, Instant) = (row[16], row[18])
    self.init(
      id: row[0], merchant: row[1], store: row[2], acceptor: row[3], number: row[4], status: row[5],
      merchantStatus: row[6], merchantName: row[7], parameters: parameters, masterKeyCheck: row[13],
      batch: TillBatchName(generation: row[15], number: row[14]),
      signedInAt: signedIn.microseconds == 0 ? nil : signedIn, cashier: row[17],
      seenAt: seen.microseconds == 0 ? nil : seen)
  }
}

extension Storage.Transaction {
  func posTerminal(_ id: TerminalID) throws -> POSTerminal? {
    try queryFirst(POSTerminal.select + "WHERE pos_terminal.terminal_id = \(id)") { POSTerminal($0) }
  }
}
