import Loyalty

// The form of settlement terms: each part as a contract says it, in money and points as people write them.
extension SettlementTermsPage {
  static let fields = [
    "program", "from", "issue_money", "issue_points", "moment", "accept_money", "accept_points", "expired",
    "share", "fixed", "least", "most", "giving_fixed", "giving_money", "giving_points", "taking_fixed",
    "taking_money", "taking_points", "cycle", "due", "minimum", "first", "last", "reason",
  ]

  static func cycles(_ words: Words) -> [(value: String, name: String)] {
    [("daily", words.settlementDaily)]
      + Weekday.allCases.map { ("weekly-\($0)", words.settlementWeekly(day: $0.name(words))) }
      + (1...31).map { ("monthly-\($0)", words.settlementMonthly(day: String($0))) }
  }

  func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.settlementTerms(id))) {
      formToken(visit)
      deskChoice("program", words.commonProgram, programs, typed["program"] ?? "")
      text("from", words.settlementFrom, type: "date", length: 10)
      fieldset {
        legend { words.settlementPrices }
        p(.class("hint")) { words.settlementPricesNote }
        text("issue_money", words.settlementIssueMoney)
        text("issue_points", words.settlementIssuePoints)
        deskChoice(
          "moment", words.settlementMoment,
          [("given", words.settlementAsGiven), ("used", words.settlementAsUsed)], typed["moment"] ?? "")
        text("expired", words.settlementExpiredField)
        text("accept_money", words.settlementAcceptMoney)
        text("accept_points", words.settlementAcceptPoints)
      }
      fieldset {
        legend { words.settlementCommission }
        text("share", words.settlementShareField)
        text("fixed", words.settlementFixed)
        text("least", words.settlementLeast)
        text("most", words.settlementMost)
      }
      fieldset {
        legend { words.settlementGivingFee }
        text("giving_fixed", words.settlementFeeFixed)
        text("giving_money", words.settlementFeeMoney)
        text("giving_points", words.settlementFeePoints)
      }
      fieldset {
        legend { words.settlementTakingFee }
        text("taking_fixed", words.settlementFeeFixed)
        text("taking_money", words.settlementFeeMoney)
        text("taking_points", words.settlementFeePoints)
      }
      fieldset {
        legend { words.settlementCycle }
        deskChoice("cycle", words.settlementCycle, Self.cycles(words), typed["cycle"] ?? "")
        text("due", words.settlementDueDays)
        text("minimum", words.settlementMinimum)
      }
      ending(words)
    }
  }

  @Nodes private func ending(_ words: Words) -> [Node] {
    fieldset {
      legend { words.settlementPreview }
      p(.class("hint")) { words.settlementPreviewNote }
      text("first", words.commonFrom, type: "date", length: 10)
      text("last", words.commonTo, type: "date", length: 10)
      div { button(.class("button plain"), .name("do"), .value("preview")) { words.settlementPreviewAct } }
    }
    text("reason", words.approvalReason, length: 200)
    div { button(.class("button"), .name("do"), .value("propose")) { words.settlementPropose } }
  }

  private func text(
    _ name: String, _ title: String, type: StaticString = "text", length: Int = 20
  ) -> Node {
    deskField(name, title, typed[name] ?? "", type: type, isRequired: false, length: length)
  }
}
