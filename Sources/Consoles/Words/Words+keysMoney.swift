// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func moneyAbout(currency: String, year: String) -> String {
    text(
      "money.about", ["currency": .text(currency), "year": .text(year)])
  }
  var moneyAboutAgents: String { text("money.about_agents") }
  var moneyAboutBank: String { text("money.about_bank") }
  var moneyAboutBankCharges: String { text("money.about_bank_charges") }
  var moneyAboutBlocksReceived: String { text("money.about_blocks_received") }
  var moneyAboutBreakage: String { text("money.about_breakage") }
  var moneyAboutCampaigns: String { text("money.about_campaigns") }
  var moneyAboutCommission: String { text("money.about_commission") }
  var moneyAboutCorrections: String { text("money.about_corrections") }
  var moneyAboutDeferredEnded: String { text("money.about_deferred_ended") }
  var moneyAboutDeferredReceived: String { text("money.about_deferred_received") }
  var moneyAboutDeferredRecognised: String { text("money.about_deferred_recognised") }
  var moneyAboutExchange: String { text("money.about_exchange") }
  var moneyAboutGivingFees: String { text("money.about_giving_fees") }
  var moneyAboutMembersToRepay: String { text("money.about_members_to_repay") }
  var moneyAboutMerchantsOpen: String { text("money.about_merchants_open") }
  var moneyAboutMerchantsSettled: String { text("money.about_merchants_settled") }
  var moneyAboutOrdersPaid: String { text("money.about_orders_paid") }
  var moneyAboutOtherParties: String { text("money.about_other_parties") }
  var moneyAboutPointsPaidAsUsed: String { text("money.about_points_paid_as_used") }
  var moneyAboutPointsTaken: String { text("money.about_points_taken") }
  var moneyAboutPointsUsed: String { text("money.about_points_used") }
  var moneyAboutPool: String { text("money.about_pool") }
  var moneyAboutPoolContributions: String { text("money.about_pool_contributions") }
  var moneyAboutReferrals: String { text("money.about_referrals") }
  var moneyAboutSharesInTransit: String { text("money.about_shares_in_transit") }
  var moneyAboutSoldReceived: String { text("money.about_sold_received") }
  var moneyAboutSoldRecognised: String { text("money.about_sold_recognised") }
  var moneyAboutSoldUsed: String { text("money.about_sold_used") }
  var moneyAboutTakingFees: String { text("money.about_taking_fees") }
  var moneyAboutUnclassified: String { text("money.about_unclassified") }
  var moneyAccount: String { text("money.account") }
  var moneyAccountAgents: String { text("money.account_agents") }
  var moneyAccountBank: String { text("money.account_bank") }
  var moneyAccountBankCharges: String { text("money.account_bank_charges") }
  var moneyAccountBlocksReceived: String { text("money.account_blocks_received") }
  var moneyAccountBreakage: String { text("money.account_breakage") }
  var moneyAccountCampaigns: String { text("money.account_campaigns") }
  var moneyAccountCommission: String { text("money.account_commission") }
  var moneyAccountCorrections: String { text("money.account_corrections") }
  var moneyAccountDeferredEnded: String { text("money.account_deferred_ended") }
  var moneyAccountDeferredReceived: String { text("money.account_deferred_received") }
  var moneyAccountDeferredRecognised: String { text("money.account_deferred_recognised") }
  var moneyAccountExchange: String { text("money.account_exchange") }
  var moneyAccountGivingFees: String { text("money.account_giving_fees") }
  var moneyAccountMembersToRepay: String { text("money.account_members_to_repay") }
  var moneyAccountMerchantsOpen: String { text("money.account_merchants_open") }
  var moneyAccountMerchantsSettled: String { text("money.account_merchants_settled") }
  var moneyAccountOrdersPaid: String { text("money.account_orders_paid") }
  var moneyAccountOtherParties: String { text("money.account_other_parties") }
  var moneyAccountPointsPaidAsUsed: String { text("money.account_points_paid_as_used") }
  var moneyAccountPointsTaken: String { text("money.account_points_taken") }
  var moneyAccountPointsUsed: String { text("money.account_points_used") }
  var moneyAccountPool: String { text("money.account_pool") }
  var moneyAccountPoolContributions: String { text("money.account_pool_contributions") }
  var moneyAccountReferrals: String { text("money.account_referrals") }
  var moneyAccountSharesInTransit: String { text("money.account_shares_in_transit") }
  var moneyAccountSoldReceived: String { text("money.account_sold_received") }
  var moneyAccountSoldRecognised: String { text("money.account_sold_recognised") }
  var moneyAccountSoldUsed: String { text("money.account_sold_used") }
  var moneyAccountTakingFees: String { text("money.account_taking_fees") }
  var moneyAccountUnclassified: String { text("money.account_unclassified") }
  var moneyAgeing: String { text("money.ageing") }
  func moneyAgeingAbout(currency: String) -> String {
    text(
      "money.ageing_about", ["currency": .text(currency)])
  }
  var moneyAgeingIntro: String { text("money.ageing_intro") }
  var moneyAgeingNone: String { text("money.ageing_none") }
  var moneyAgeingNoneText: String { text("money.ageing_none_text") }
  var moneyAllMerchants: String { text("money.all_merchants") }
  var moneyAsOf: String { text("money.as_of") }
  var moneyBalance: String { text("money.balance") }
  func moneyBeingWritten(all: String, done: String) -> String {
    text(
      "money.being_written", ["all": .text(all), "done": .text(done)])
  }
  var moneyByMerchant: String { text("money.by_merchant") }
  var moneyByMerchantNote: String { text("money.by_merchant_note") }
  var moneyByMonth: String { text("money.by_month") }
  var moneyChart: String { text("money.chart") }
  var moneyChartNote: String { text("money.chart_note") }
  var moneyClassAsset: String { text("money.class_asset") }
  var moneyClassCost: String { text("money.class_cost") }
  var moneyClassIncome: String { text("money.class_income") }
  var moneyClassLiability: String { text("money.class_liability") }
  var moneyClassTransit: String { text("money.class_transit") }
  func moneyClosedThrough(day: String) -> String { text("money.closed_through", ["day": .text(day)]) }
  var moneyClosingCredit: String { text("money.closing_credit") }
  var moneyClosingDebit: String { text("money.closing_debit") }
  var moneyCosts: String { text("money.costs") }
  var moneyCredit: String { text("money.credit") }
  var moneyCurrency: String { text("money.currency") }
  var moneyDebit: String { text("money.debit") }
  var moneyEntry: String { text("money.entry") }
  func moneyFaultCeiling(kept: String, party: String, reckoned: String) -> String {
    text(
      "money.fault_ceiling", ["kept": .text(kept), "party": .text(party), "reckoned": .text(reckoned)])
  }
  func moneyFaultLines(closed: String, day: String, lines: String, party: String) -> String {
    text(
      "money.fault_lines",
      ["closed": .text(closed), "day": .text(day), "lines": .text(lines), "party": .text(party)])
  }
  func moneyFaultNotBooked(day: String) -> String { text("money.fault_not_booked", ["day": .text(day)]) }
  var moneyFaultNotProven: String { text("money.fault_not_proven") }
  func moneyFaultOrder(booked: String, entry: String, price: String) -> String {
    text(
      "money.fault_order", ["booked": .text(booked), "entry": .text(entry), "price": .text(price)])
  }
  func moneyFaultPoints(points: String, program: String) -> String {
    text(
      "money.fault_points", ["points": .text(points), "program": .text(program)])
  }
  func moneyFaultPosition(account: String, booked: String, cleared: String, party: String) -> String {
    text(
      "money.fault_position",
      ["account": .text(account), "booked": .text(booked), "cleared": .text(cleared), "party": .text(party)])
  }
  func moneyFaultSettlement(booked: String, net: String, settlement: String) -> String {
    text(
      "money.fault_settlement", ["booked": .text(booked), "net": .text(net), "settlement": .text(settlement)])
  }
  func moneyFaultSides(credit: String, currency: String, debit: String) -> String {
    text(
      "money.fault_sides", ["credit": .text(credit), "currency": .text(currency), "debit": .text(debit)])
  }
  func moneyFaultSum(account: String, first: String, last: String, money: String) -> String {
    text(
      "money.fault_sum",
      ["account": .text(account), "first": .text(first), "last": .text(last), "money": .text(money)])
  }
  func moneyFaultTransit(day: String, money: String) -> String {
    text(
      "money.fault_transit", ["day": .text(day), "money": .text(money)])
  }
  var moneyFrom: String { text("money.from") }
  var moneyIncome: String { text("money.income") }
  var moneyIncomeIntro: String { text("money.income_intro") }
  var moneyIncomeNone: String { text("money.income_none") }
  var moneyIncomeNoneText: String { text("money.income_none_text") }
  var moneyIncomes: String { text("money.incomes") }
  var moneyIntro: String { text("money.intro") }
  var moneyJournal: String { text("money.journal") }
  var moneyJournalIntro: String { text("money.journal_intro") }
  var moneyKind: String { text("money.kind") }
  var moneyKindBought: String { text("money.kind_bought") }
  var moneyKindCleared: String { text("money.kind_cleared") }
  var moneyKindCorrected: String { text("money.kind_corrected") }
  var moneyKindDrawn: String { text("money.kind_drawn") }
  var moneyKindOrdered: String { text("money.kind_ordered") }
  var moneyKindOwed: String { text("money.kind_owed") }
  var moneyKindPaid: String { text("money.kind_paid") }
  var moneyKindRecognised: String { text("money.kind_recognised") }
  var moneyKindRepaid: String { text("money.kind_repaid") }
  var moneyKindReturned: String { text("money.kind_returned") }
  var moneyKindSettled: String { text("money.kind_settled") }
  var moneyKindSold: String { text("money.kind_sold") }
  var moneyMeaning: String { text("money.meaning") }
  var moneyMonth: String { text("money.month") }
  func moneyMonthSoFar(currency: String, first: String, last: String) -> String {
    text(
      "money.month_so_far", ["currency": .text(currency), "first": .text(first), "last": .text(last)])
  }
  var moneyNoEntries: String { text("money.no_entries") }
  var moneyNoEntriesText: String { text("money.no_entries_text") }
  var moneyNone: String { text("money.none") }
  var moneyNoneText: String { text("money.none_text") }
  var moneyNotDue: String { text("money.not_due") }
  var moneyNotProven: String { text("money.not_proven") }
  var moneyNothingClosed: String { text("money.nothing_closed") }
  var moneyOpening: String { text("money.opening") }
  var moneyOtherParty: String { text("money.other_party") }
  func moneyOverdue(first: String, last: String) -> String {
    text(
      "money.overdue", ["first": .text(first), "last": .text(last)])
  }
  func moneyOverdueMore(days: String) -> String { text("money.overdue_more", ["days": .text(days)]) }
  var moneyPayable: String { text("money.payable") }
  var moneyPointsMargin: String { text("money.points_margin") }
  var moneyPointsMarginNote: String { text("money.points_margin_note") }
  var moneyPool: String { text("money.pool") }
  var moneyProven: String { text("money.proven") }
  var moneyReceivable: String { text("money.receivable") }
  func moneyRest(count: String) -> String { text("money.rest", ["count": .text(count)]) }
  var moneySettlement: String { text("money.settlement") }
  var moneyStopped: String { text("money.stopped") }
  var moneyTitle: String { text("money.title") }
  var moneyTo: String { text("money.to") }
  var moneyTotal: String { text("money.total") }
  func moneyUnit(currency: String) -> String { text("money.unit", ["currency": .text(currency)]) }
  func moneyValueDay(day: String) -> String { text("money.value_day", ["day": .text(day)]) }
  var moneyViews: String { text("money.views") }
  var moneyWhat: String { text("money.what") }
  var moneyXlsx: String { text("money.xlsx") }
  var moneyYear: String { text("money.year") }
}
