/// Field 54: balances of 20 characters each.
package struct Field54: Hashable, Sendable {
  package struct Balance: Hashable, Sendable {
    /// n2: 65 for points, as field 25 has it.
    package var accountType: Int
    /// n2: 2 is what can be spent now.
    package var amountType: Int
    /// n3: 156 is the yuan; points carry it too.
    package var currency: Int
    /// n12 behind its sign: negative is `D`, what the member owes.
    package var amount: Int

    package init(accountType: Int, amountType: Int = 2, currency: Int = 156, amount: Int) {
      self.accountType = accountType
      self.amountType = amountType
      self.currency = currency
      self.amount = amount
    }

    /// A balance of points.
    package static func points(_ amount: Int) -> Balance { Balance(accountType: 65, amount: amount) }
  }

  package var balances: [Balance]

  package init(_ balances: [Balance]) { self.balances = balances }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    var digits = DigitReader(content, field: 54)
    balances = []
    repeat {
      let accountType = try digits.number(2)
      let amountType = try digits.number(2)
      let currency = try digits.number(3)
      let sign = try digits.characters(1)
      let amount = try digits.number(12)
      let isDebit = sign.first == UInt8(ascii: "D")
      // One way to write zero, so that encoding gives the same characters back.
      guard isDebit ? amount > 0 : sign.first == UInt8(ascii: "C") else {
        throw MessageError(.field(54), .badContent)
      }
      balances.append(
        Balance(
          accountType: accountType, amountType: amountType, currency: currency,
          amount: isDebit ? -amount : amount))
    } while digits.left > 0
  }

  package var encoded: [UInt8] {
    var output: [UInt8] = []
    for balance in balances {
      output.append(balance.accountType, digits: 2)
      output.append(balance.amountType, digits: 2)
      output.append(balance.currency, digits: 3)
      output.append(UInt8(ascii: balance.amount < 0 ? "D" : "C"))
      output.append(abs(balance.amount), digits: 12)
    }
    return output
  }
}
