package import ISO8583

// The end of a batch: totals, and each trade where the totals do not agree (acquiring.md 1.11).
extension Terminal {
  /// The batch that a settlement is about: the one that was begun, else the open one.
  private var batchToSettle: Int { settlingBatch ?? batch }

  /// Trades that count: approved ones of the batch, voided ones on both sides; reversed ones do not.
  package var settledTrades: [TradeRecord] {
    trades.filter { $0.batch == batchToSettle && $0.state == .approved && $0.kind.side != nil }
  }

  package var totals: SettlementTotals {
    var side = SettlementTotals.Side()
    for trade in settledTrades {
      switch trade.kind.side {
      case .debit:
        side.debitAmount += trade.amount
        side.debitCount += 1
      case .credit:
        side.creditAmount += trade.amount
        side.creditCount += 1
      case nil: break
      }
    }
    return SettlementTotals(domestic: side)
  }

  /// - Throws: ``TerminalRefusal/notSignedIn``
  package func settlement() throws(TerminalRefusal) -> Exchange {
    guard isSignedIn else { throw .notSignedIn }
    var message = batchMessage(.settlement, NetworkCode.settlement)
    message[48] = totals.encoded
    message.set(49, settings.currency)
    message.set(63, settings.cashier + " ")
    return exchange(
      .settlement, message, trace: nextTrace,
      before: [.settling(batch: batchToSettle), .used(trace: nextTrace)])
  }

  /// How many trades go into the message of an upload that begins with this one: refunds and earns, which the
  /// terminal told of as advices, go one a message, others by eights (acquiring.md 1.11).
  package func uploadSize(from first: Int) -> Int {
    let rest = settledTrades.dropFirst(first)
    guard let next = rest.first else { return 0 }
    if next.kind.isAdvice { return 1 }
    return rest.prefix(UploadItems.maximumCount).prefix { !$0.kind.isAdvice }.count
  }

  /// The next message of an upload: trades from this one on, or its end; the last one closes the batch.
  package func upload(from first: Int) -> Exchange {
    let trades = settledTrades
    guard first < trades.count else {
      var message = batchMessage(.batchUpload, NetworkCode.endOfUnbalancedUpload)
      message[48] = UploadEnd(count: trades.count).encoded
      return exchange(.uploadEnd, message, trace: nextTrace, before: [.used(trace: nextTrace)])
    }
    var message = batchMessage(.batchUpload, NetworkCode.settlement)
    message[48] =
      UploadItems(
        trades[first...].prefix(uploadSize(from: first)).map {
          .init(trace: $0.trace, cardNumber: Array(($0.card ?? "").utf8), amount: $0.amount)
        }
      ).encoded
    return exchange(.upload(from: first), message, trace: nextTrace, before: [.used(trace: nextTrace)])
  }

  /// The batch is closed on both sides; the next one has the next number.
  package var settled: TerminalEvent {
    .settled(batch: batchToSettle, next: batchToSettle % 999_999 + 1)
  }

  private func batchMessage(_ type: MessageType, _ code: Int) -> Message {
    var message = head(type, trace: nextTrace)
    message[60] = Field60(kind: 0, batch: batchToSettle, networkCode: code).encoded
    return message
  }
}
