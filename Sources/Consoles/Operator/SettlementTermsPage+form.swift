import Loyalty

// The form of settlement terms: each part as a contract says it, in money and points as people write them.
extension SettlementTermsPage {
  static let fields = [
    "program", "from", "issue_money", "issue_points", "moment", "accept_money", "accept_points", "expired",
    "pool",
    "share", "fixed", "least", "most", "giving_fixed", "giving_money", "giving_points", "giving_share",
    "giving_least", "giving_most", "taking_fixed", "taking_money", "taking_points", "taking_share",
    "taking_least", "taking_most", "fees", "referrals", "agents", "exchange_out_money",
    "exchange_out_points", "exchange_in_money", "exchange_in_points", "cycle", "due", "minimum", "first",
    "last", "reason",
  ]

  /// The most characters of a list: more than ``KindFee/most`` lines of the longest kind have.
  static let longest = 6_000

  /// The most characters of a field.
  static func length(of field: String) -> Int {
    switch field {
    case "reason": 200
    case "referrals", "agents", "fees": longest
    default: 32
    }
  }

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
        legend { words.financePrices }
        p(.class("hint")) { words.financePricesNote }
        text("issue_money", words.financeIssueMoney)
        text("issue_points", words.financeIssuePoints)
        deskChoice(
          "moment", words.financeMoment,
          [("given", words.settlementAsGiven), ("used", words.settlementAsUsed)], typed["moment"] ?? "")
        text("expired", words.financeExpiredField)
        text("pool", words.financePoolField)
        text("accept_money", words.financeAcceptMoney)
        text("accept_points", words.financeAcceptPoints)
      }
      fieldset {
        legend { words.settlementCommission }
        text("share", words.financeShareField)
        text("fixed", words.financeFixed)
        text("least", words.financeLeast)
        text("most", words.financeMost)
      }
      fee("giving", words.settlementGivingFee, words)
      fee("taking", words.settlementTakingFee, words)
      fieldset {
        legend { words.feeTitle }
        lines("fees", words.feeField, words.feeHint)
      }
      fieldset {
        legend { words.financeExchange }
        p(.class("hint")) { words.settlementExchangeHint }
        text("exchange_out_money", words.settlementExchangeOut + " \u{00B7} " + words.financeFeeMoney)
        text("exchange_out_points", words.settlementExchangeOut + " \u{00B7} " + words.financeFeePoints)
        text("exchange_in_money", words.settlementExchangeIn + " \u{00B7} " + words.financeFeeMoney)
        text("exchange_in_points", words.settlementExchangeIn + " \u{00B7} " + words.financeFeePoints)
      }
      fieldset {
        legend { words.referralTitle }
        lines("referrals", words.referralField, words.referralHint)
      }
      fieldset {
        legend { words.agentTitle }
        lines("agents", words.agentField, words.agentHint)
      }
      fieldset {
        legend { words.settlementCycle }
        deskChoice("cycle", words.settlementCycle, Self.cycles(words), typed["cycle"] ?? "")
        text("due", words.financeDueDays)
        text("minimum", words.settlementMinimum)
      }
      ending(words)
    }
  }

  @Nodes private func ending(_ words: Words) -> [Node] {
    fieldset {
      legend { words.financePreview }
      p(.class("hint")) { words.financePreviewNote }
      text("first", words.commonFrom, type: "date", length: 10)
      text("last", words.commonTo, type: "date", length: 10)
      div { button(.class("button plain"), .name("do"), .value("preview")) { words.financePreviewAct } }
    }
    text("reason", words.approvalReason, length: 200)
    div { button(.class("button"), .name("do"), .value("propose")) { words.financePropose } }
  }

  private func fee(_ name: String, _ title: String, _ words: Words) -> Node {
    fieldset {
      legend { title }
      text(name + "_fixed", words.financeFeeFixed)
      text(name + "_money", words.financeFeeMoney)
      text(name + "_points", words.financeFeePoints)
      text(name + "_share", words.feeShare)
      text(name + "_least", words.financeLeast)
      text(name + "_most", words.financeMost)
    }
  }

  private func lines(_ name: String, _ title: String, _ hint: String) -> Node {
    div(.class("field")) {
      label(.for(name)) { title }
      textarea(.id(name), .name(name), .maxlength(Self.longest), .aria(.describedby, name + "-hint")) {
        typed[name] ?? ""
      }
      small(.class("hint"), .id(name + "-hint")) { hint }
    }
  }

  private func text(
    _ name: String, _ title: String, type: StaticString = "text", length: Int = 20
  ) -> Node {
    deskField(name, title, typed[name] ?? "", type: type, isRequired: false, length: length)
  }
}
