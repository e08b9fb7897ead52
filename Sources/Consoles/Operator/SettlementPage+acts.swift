// What may be done about a settlement, each as a form of its own.
extension SettlementPage {
  @Nodes func acts(_ visit: Visit) -> [Node] {
    let words = visit.words
    if choice.reviews { act("review", words.settlementReview, words.settlementReviewNote, visit) }
    if choice.isReviewer {
      card(words.settlementApprove) { p(.class("none")) { words.settlementFaultReviewer } }
    }
    if choice.approves { act("approve", words.settlementApprove, words.settlementApproveNote, visit) }
    if choice.pays { paying(visit) }
    if choice.disputes {
      reasoned("dispute", words.settlementDispute, words.settlementDisputeNote, visit)
    }
    if choice.holds { reasoned("hold", words.settlementHold, words.settlementHoldNote, visit) }
    if choice.reopens { reasoned("reopen", words.settlementReopen, words.settlementReopenNote, visit) }
    if choice.corrects { correcting(visit) }
  }

  private func act(_ name: String, _ title: String, _ note: String, _ visit: Visit) -> Node {
    card(title, note) {
      deskForm(SettlementPage.link(row.id, visit).appending(name), title, visit)
    }
  }

  private func paying(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.settlementPay, words.settlementPayNote) {
      deskForm(SettlementPage.link(row.id, visit).appending("pay"), words.settlementPay, visit) {
        deskField("reference", words.settlementReference, typed["reference"] ?? "", length: 64)
        deskField("day", words.settlementPaidOn, typed["day"] ?? today, type: "date", length: 10)
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
    return card(words.settlementCorrect, words.settlementCorrectNote) {
      deskForm(
        SettlementPage.link(row.id, visit).appending("correct"), words.settlementPropose, isMain: false, visit
      ) {
        input(.type("hidden"), .name("key"), .value(key))
        deskField("amount", words.settlementCorrectAmount, typed["amount"] ?? "", length: 20)
        deskField(
          "reason-correct", words.commonReason, typed["reason-correct"] ?? "", length: 200, sentAs: "reason")
      }
    }
  }
}
