internal import Ledger
internal import Loyalty
internal import Storage

// A line of the bank's that names a merchant's order of a block of points.
extension Coalition {
  /// What a line that names a block comes to, before the block is asked; nil of one that names none. With a
  /// settlement or a second block beside it nobody knows whose money it is.
  func verdictOfBlocks(on entry: BankEntry, in tx: any Storage.Transaction) throws -> BankVerdict? {
    let texts = [entry.reference, entry.purpose]
    let blocks = try named(in: texts, as: Identified.PointsBlock.self).compactMap { id in
      try tx.queryFirst(PointsBlock.select + "WHERE id = \(id)") { PointsBlock($0) }
    }
    guard let block = blocks.first else { return nil }
    guard blocks.count == 1, named(in: texts, as: Identified.Settlement.self).isEmpty else {
      return BankVerdict(result: .missingHere)
    }
    return BankVerdict(result: BankLine.judge(entry, block), block: block)
  }

  /// Tells of a block's payment by the line's name, through the door by which people and systems do.
  ///
  /// A file is the word of whoever compares it: of a person, who could have written it, it is the first of
  /// two.
  func pay(
    _ block: PointsBlock, by entry: BankEntry, of principal: Principal, in tx: any Storage.Transaction
  ) throws -> BankLine.Result {
    guard entry.key.isPaymentNumber else { return .missingHere }
    do {
      let money = Money(minorUnits: entry.amount, currency: entry.currency)
      let after = try pay(
        block.id, payment: entry.key, money, toldBy: principal.actor, at: clock.now(), in: tx)
      if after.state == .noted { return .noted }
      return block.state == .paid ? .confirmed : .paid
    } catch let refusal as FundingRefusal {
      switch refusal {
      case .paidBefore, .paymentUsed: return .duplicated
      case .ended: return .dateDiffers
      case .notedOtherwise: return .notApproved
      default: throw refusal
      }
    }
  }
}

extension BankLine {
  /// By currency, direction and amount; `paid` where the block is to be asked. What comes back of one is for
  /// people: its points may be given by now.
  fileprivate static func judge(_ entry: BankEntry, _ block: PointsBlock) -> Result {
    guard !entry.isReturn else { return .missingHere }
    guard entry.currency == block.price.currency else { return .currencyDiffers }
    guard entry.amount > 0 else { return .wrongDirection }
    return entry.amount == block.price.minorUnits ? .paid : .amountDiffers
  }
}
