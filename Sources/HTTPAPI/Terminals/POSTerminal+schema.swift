import Coalition
import Ledger

extension Schema<Shown<POSTerminal>> {
  static var posTerminal: Schema {
    .reply(
      "POSTerminal",
      .constant("object", "pos_terminal"),
      .always("id", .id("trm")) { $0.text($0.id) },
      .always("merchant", .id("mch")) { $0.ids.text($0.merchant) },
      .always("store", .id("str")) { $0.ids.text($0.store) },
      .always("merchant_number", .text(15...15)) { $0.acceptor },
      .always("terminal_number", .text(8...8)) { $0.number },
      .always("status", Schema<Terminal.Status>.choice) { $0.status },
      .always("parameters", .posParameters) { $0.parameters },
      .always(
        "key_check_value",
        Schema<String>.text(8...8).nullable().described(
          "First bytes of zeros under the master key; null while it has none.")
      ) { $0.masterKeyCheck?.hex },
      .always("batch", .batchNumber) { $0.batch.number },
      .always("signed_in", Schema<Int64>.timestamp.nullable()) { $0.signedInAt?.microseconds },
      .always("cashier", Schema<String>.text(0...63).described("Who signed in at it last.")) { $0.cashier },
      .always("last_seen", Schema<Int64>.timestamp.nullable()) { $0.seenAt?.microseconds })
  }
}

extension Schema<POSParameters> {
  fileprivate static var posParameters: Schema {
    .reply(
      "POSParameters",
      .always("mac", Schema<POSTerminal.MAC>.choice) { $0.mac },
      .always("kinds", .tillKinds) { $0.kinds.kinds },
      .always("advice_limit", .adviceLimit) { $0.adviceLimit },
      .always("batch_advice_limit", .batchAdviceLimit) { $0.batchAdviceLimit },
      .always("reply_texts", Schema<Bool>.boolean.described("Whether replies carry text for the slip.")) {
        $0.replyTexts
      })
  }
}

extension Schema<[TillKind]> {
  static var tillKinds: Schema {
    Schema.array(of: .tillKind, 1...TillKind.allCases.count).described("What the terminal may do.")
  }
}

extension Schema<TillKind> {
  static var tillKind: Schema {
    Schema<String>.choice(TillKind.allCases.map(\.name)).mapping { name throws(Faults) in
      guard let kind = TillKind(name: name) else { throw Faults(.notAllowed, name) }
      return kind
    } from: {
      $0.name
    }
  }
}

extension Schema<Int64> {
  static var adviceLimit: Schema {
    integer(0...1_000_000_000_000).described("The most that one offline earn may be about, in minor units.")
  }

  static var batchAdviceLimit: Schema {
    integer(0...1_000_000_000_000).described(
      "The most that all offline earns of a batch may be about; at least advice_limit.")
  }

  static var batchNumber: Schema { integer(1...999_999) }
}

extension [UInt8] {
  /// Upper-case, as terminals show check values.
  var hex: String {
    map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
