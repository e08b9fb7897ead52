/// Field 48 of a batch upload (0320, 60.3 = 201): up to eight transactions of 40 digits behind their count.
package struct UploadItems: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    /// n2: 0 domestic, 1 foreign.
    package var cardClass: Int
    /// n6.
    package var trace: Int
    /// The card number in 20 digits, zeros before it.
    package var cardNumber: [UInt8]
    /// n12, in the smallest unit of money.
    package var amount: Int

    /// - Parameter cardNumber: ASCII digits, at most 20.
    package init(cardClass: Int = 0, trace: Int, cardNumber: [UInt8], amount: Int) {
      self.cardClass = cardClass
      self.trace = trace
      self.cardNumber = Array(repeating: 0x30, count: max(0, 20 - cardNumber.count)) + cardNumber
      self.amount = amount
    }

    /// The card number without the zeros before it; a number that begins with zeros is cut, as the form has
    /// it.
    package var significantCardNumber: [UInt8] { Array(cardNumber.drop { $0 == 0x30 }) }
  }

  package static let maximumCount = 8
  package var items: [Item]

  package init(_ items: [Item]) {
    precondition(items.count <= Self.maximumCount, "a message holds eight items")
    self.items = items
  }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 48)
    let count = try digits.number(2)
    guard count <= Self.maximumCount else { throw MessageError(.field(48), .badContent) }
    items = []
    for _ in 0..<count {
      let cardClass = try digits.number(2)
      let trace = try digits.number(6)
      let cardNumber = try digits.characters(20)
      guard cardNumber.allSatisfy(Nibble.isDigit) else { throw MessageError(.field(48), .badDigit) }
      let amount = try digits.number(12)
      items.append(
        Item(cardClass: cardClass, trace: trace, cardNumber: Array(cardNumber), amount: amount))
    }
    try digits.end()
  }

  package var encoded: [UInt8] {
    var output: [UInt8] = []
    output.append(items.count, digits: 2)
    for item in items {
      output.append(item.cardClass, digits: 2)
      output.append(item.trace, digits: 6)
      output += item.cardNumber
      output.append(item.amount, digits: 12)
    }
    return output
  }
}

/// Field 48 at the end of an upload (60.3 = 202 or 207): how many transactions were sent in all, n4.
package struct UploadEnd: Hashable, Sendable {
  package var count: Int

  package init(count: Int) { self.count = count }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 48)
    count = try digits.number(4)
    try digits.end()
  }

  package var encoded: [UInt8] {
    var output: [UInt8] = []
    output.append(count, digits: 4)
    return output
  }
}
