// What may be done about a settlement, each as a form of its own.
extension SettlementPage {
  @Nodes func acts(_ visit: Visit) -> [Node] {
    let words = visit.words
    if choice.reviews { act("review", words.financeReview, words.financeReviewNote, visit) }
    if choice.isReviewer {
      card(words.financeApprove) { p(.class("none")) { words.financeFaultReviewer } }
    }
    if choice.approves { act("approve", words.financeApprove, words.financeApproveNote, visit) }
    if choice.pays { paying(visit) }
    if choice.disputes {
      reasoned("dispute", words.financeDispute, words.financeDisputeNote, visit)
    }
    if choice.holds { reasoned("hold", words.financeHold, words.financeHoldNote, visit) }
    if choice.reopens { reasoned("reopen", words.financeReopen, words.financeReopenNote, visit) }
    if choice.corrects { correcting(visit) }
  }

  private func act(_ name: String, _ title: String, _ note: String, _ visit: Visit) -> Node {
    card(title, note) {
      deskForm(SettlementPage.link(row.id, visit).appending(name), title, visit)
    }
  }

  private func paying(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.financePay, words.financePayNote) {
      deskForm(SettlementPage.link(row.id, visit).appending("pay"), words.financePay, visit) {
        deskField("reference", words.financeReference, typed["reference"] ?? "", length: 64)
        deskField("day", words.financePaidOn, typed["day"] ?? today, type: "date", length: 10)
      }
    }
  }

  private func reasoned(_ name: String, _ title: String, _ note: String, _ visit: Visit) -> Node {
    card(title, note) {
      deskForm(SettlementPage.link(row.id, visit).appending(name), title, isMain: false, visit) {
        deskField(
          "reason-" + name, visit.words.commonReason, typed["reason-" + name] ?? "", length: 200,
          sentAs: "reason")
      }
    }
  }

  /// What was wrong is made good in the account of the open day; this settlement stays what it is.
  private func correcting(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.financeCorrect, words.financeCorrectNote) {
      deskForm(
        SettlementPage.link(row.id, visit).appending("correct"), words.financePropose, isMain: false, visit
      ) {
        input(.type("hidden"), .name("key"), .value(key))
        deskField("amount", words.financeCorrectAmount, typed["amount"] ?? "", length: 20)
        deskField(
          "reason-correct", words.commonReason, typed["reason-correct"] ?? "", length: 200, sentAs: "reason")
      }
    }
  }
}
