// What a terminal did today and in its settled batches.
extension TerminalPage {
  func totals(_ totals: [KindTotal], _ words: Words) -> Node {
    if totals.isEmpty { return p(.class("none")) { words.terminalTodayNone } }
    return DataTable(
      name: words.terminalToday,
      columns: [
        Column(words.commonKind), Column(words.terminalCount, .number), Column(words.terminalMoney, .number),
        Column(words.commonPoints, .number),
      ],
      rows: totals.map { total in
        [
          .text(total.name), .text(words.number(total.count)), .text(words.money(total.money)),
          .text(words.points(total.points)),
        ]
      }, isNarrow: true
    ).node
  }

  func batchTable(_ batches: [BatchRow], _ words: Words) -> Node {
    if batches.isEmpty { return p(.class("none")) { words.terminalBatchesNone } }
    return DataTable(
      name: words.terminalBatches,
      columns: [
        Column(words.terminalsBatch), Column(words.terminalClaimed),
        Column(words.terminalCounted), Column(words.terminalDifferences, .number),
      ],
      rows: batches.map { batch in
        [
          twoLines(
            span {
              batch.number + " "
              batch.state.badge(words)
            }, words.time(batch.settledAt)),
          sides(batch.claimed, words),
          batch.claimed == batch.counted
            ? sides(batch.counted, words) : strong { sides(batch.counted, words) },
          batch.differences == 0
            ? .text(words.commonNone)
            : a(.href(.cases(ofTerminal: row.id))) {
              words.terminalDifferenceCount(count: batch.differences)
            },
        ]
      }
    ).node
  }

  private func sides(_ sides: Sides, _ words: Words) -> Node {
    span(.class("two")) {
      span { words.terminalDebit + " " + text(sides.debit, words) }
      span { words.terminalCredit + " " + text(sides.credit, words) }
    }
  }

  private func text(_ side: Side, _ words: Words) -> String {
    words.terminalSide(amount: words.money(side.money), count: words.number(side.count))
  }
}

extension TerminalPage.BatchState {
  func badge(_ words: Words) -> Node {
    switch self {
    case .balanced: Consoles.badge(words.terminalBalanced, .good)
    case .unbalanced: Consoles.badge(words.terminalUnbalanced, .bad)
    case .uploaded: Consoles.badge(words.terminalUploaded, .warn)
    }
  }
}
