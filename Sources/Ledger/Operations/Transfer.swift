extension Books {
  /// Points from member to member: lots keep their source, origin and expiry; the fee goes to the operator.
  mutating func transfer(_ transfer: Transfer, in transaction: inout Transaction) -> Refusal? {
    let fee = has(.feeIsRoundedAway) ? Points(transfer.fee.units / 10 * 10) : transfer.fee
    transaction.amount = transfer.amount
    guard isInRange(transfer.amount), fee >= 0, fee <= Points.maximumPerCommand else {
      return .amountOutOfRange
    }
    let net = transfer.feeMode == .onTop ? transfer.amount : transfer.amount - fee
    guard isInRange(net) else { return .amountOutOfRange }
    if transfer.sender == transfer.receiver { return .sameWallet }
    if transfer.sender.asset != transfer.receiver.asset { return .assetMismatch }
    guard let sender = wallet(transfer.sender) else { return .insufficientPoints }
    if self[sender].mergedInto.isGiven { return .walletMerged }
    if let receiver = wallet(transfer.receiver), self[receiver].mergedInto.isGiven { return .walletMerged }
    let sentToday = self[sender].countedDay == transaction.day ? self[sender].sentOnDay : 0
    if isOver(transfer.limit, net, sentToday) { return .limitExceeded }
    if transfer.amount < transfer.minimum, !has(.transferMinimumIsIgnored) { return .transferBelowMinimum }
    if isFull(.fees, asset: transfer.sender.asset) { return .amountOutOfRange }
    let choice = Choice(isPurchasedAllowed: transfer.isPurchasedAllowed)
    let needed = net + fee
    if spendable(in: sender, choice, at: transaction.at, enough: needed) < needed {
      return .insufficientPoints
    }

    let receiver = openWallet(transfer.receiver)
    touch(sender, in: &transaction)
    touch(receiver, in: &transaction)
    transaction.amount = net
    _ = take(net, from: sender, choice, in: &transaction) { books, index, part, into in
      let lot = books.lots[Int(index)]
      books.give(
        part, to: receiver, source: lot.source,
        expiresAt: books.has(.transferRenewsExpiry) ? .distantFuture : lot.expiresAt, earnedAt: lot.earnedAt,
        in: &into)
    }
    if fee > 0 {
      _ = take(fee, from: sender, choice, in: &transaction)
      post(fee, .fees, asset: transfer.sender.asset, in: &transaction)
    }
    return nil
  }
}
