extension Schema<Int64> {
  /// A whole number of 64 bits within limits.
  ///
  /// Limits are `Int` here and below, since a literal in a list of fields becomes one.
  package static func integer(_ range: ClosedRange<Int> = 0...Int.max) -> Schema {
    Schema(
      document: [
        "type": "integer", "format": "int64", "minimum": .integer(Int64(range.lowerBound)),
        "maximum": .integer(Int64(range.upperBound)),
      ]
    ) { json throws(Faults) in
      guard case .integer(let number) = json else {
        guard case .decimal(let text) = json, text.utf8.allSatisfy({ $0 &- 48 < 10 || $0 == 45 }) else {
          throw Faults(.wrongType, "integer")
        }
        // Whole, but past 64 bits: a matter of size, not of type.
        throw text.hasPrefix("-")
          ? Faults(.tooSmall, String(range.lowerBound)) : Faults(.tooLarge, String(range.upperBound))
      }
      guard number >= range.lowerBound else { throw Faults(.tooSmall, String(range.lowerBound)) }
      guard number <= range.upperBound else { throw Faults(.tooLarge, String(range.upperBound)) }
      return number
    } encode: {
      .integer($0)
    }
  }

  /// Points in the programme's smallest unit.
  package static func points(_ range: ClosedRange<Int> = 1...1_000_000_000_000) -> Schema {
    integer(range).described("Points in the programme's smallest unit.")
  }
}

extension Schema<Int> {
  /// A whole number within limits, for counts.
  package static func count(_ range: ClosedRange<Int>) -> Schema {
    Schema<Int64>.integer(range).mapping { number throws(Faults) in
      Int(number)
    } from: {
      Int64($0)
    }
  }
}

extension Schema {
  /// Money as `{"value": 12850, "currency": "CNY"}`, the value in the currency's smallest unit.
  ///
  /// `make` gets a value within the range and three capitals; nil means a currency not taken here.
  package static func money(
    _ range: ClosedRange<Int> = 0...1_000_000_000_000,
    make: @escaping @Sendable (_ minorUnits: Int64, _ currency: String) -> Value?,
    parts: @escaping @Sendable (Value) -> (minorUnits: Int64, currency: String)
  ) -> Schema {
    let pair = Schema<MoneyParts>.object(
      .required("value", .integer(range), of: \.minorUnits),
      .required("currency", .text(3...3, .currency), of: \.currency),
      make: { MoneyParts(minorUnits: $0, currency: $1) })
    return pair.mapping { pair throws(Faults) in
      guard let money = make(pair.minorUnits, pair.currency) else {
        throw Faults(.notAllowed, pair.currency).under("currency")
      }
      return money
    } from: {
      let parts = parts($0)
      return MoneyParts(minorUnits: parts.minorUnits, currency: parts.currency)
    }
    .described("Money in the currency's smallest unit; the currency by its ISO 4217 letters.")
  }
}

private struct MoneyParts {
  let minorUnits: Int64
  let currency: String
}
