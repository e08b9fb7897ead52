import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var enterKeyComponent: Operation {
    Operation(
      .post, "/v1/terminals/{id}/pos/key-components",
      "Enter one of the two components of a master key; two people enter one each, the key is their XOR",
      id: "enterKeyComponent", needs: .keys,
      refusals: [
        .posTerminalNotFound, .secondPersonNeeded, .checkValueWrong, .componentsEqual, .operatorOnly,
      ],
      examples: Examples(request: [
        "component": "89B07B35A1B3F47E89B07B35A1B3F488", "check_value": "C3F11D",
      ]),
      takes: .path("id", .id("trm")), .body("component", .hex(bytes: 16...16)),
      .body("check_value", .hex(bytes: 3...4)), gives: .keyEntry
    ) { call, id, component, checkValue in
      let coalition = call.services
      try call.principal.requireOperator(.keys)
      return try await coalition.enterKeyComponent(
        component, checkValue: checkValue,
        ofPOSTerminal: try coalition.id(id, otherwise: .posTerminalNotFound), by: call.principal)
    }
  }
}

extension Schema<KeyEntry> {
  fileprivate static var keyEntry: Schema {
    .reply(
      "KeyEntry",
      .constant("object", "key_entry"),
      .always("state", .choice("second_component_needed", "complete")) { entry in
        switch entry {
        case .secondComponentNeeded: "second_component_needed"
        case .complete: "complete"
        }
      },
      .maybe(
        "check_value",
        Schema<String>.text(8...8).described("The whole key's, to compare with the terminal's.")
      ) { entry in
        switch entry {
        case .secondComponentNeeded: nil
        case .complete(let checkValue): checkValue.hex
        }
      })
  }
}

extension Schema<[UInt8]> {
  /// Bytes as hexadecimal digits of either case.
  fileprivate static func hex(bytes count: ClosedRange<Int>) -> Schema {
    let (least, most) = (count.lowerBound * 2, count.upperBound * 2)
    let alternatives = count.map { "[0-9A-Fa-f]{\($0 * 2)}" }.joined(separator: "|")
    let pattern = TextPattern("^(\(alternatives))$") {
      $0.count.isMultiple(of: 2) && $0.allSatisfy { hexDigit($0) != nil }
    }
    return Schema<String>.text(least...most, pattern).mapping { text throws(Faults) in
      let digits = text.utf8.compactMap(hexDigit)
      return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    } from: {
      $0.hex
    }
  }
}
