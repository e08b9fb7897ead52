/// Every address the faces link to.
extension Link {
  static let start = Link("/")
  static let developers = Link("/developers")
  static let openAPI = Link("/openapi.json")
  static let help = Link("/help")
  static let language = Link("/language")
  static let signIn = Link("/operator/sign-in")
  static let signOut = Link("/operator/sign-out")
  static let dashboard = Link("/operator")
  static let dashboardExport = Link("/operator/days.csv")
  static let settings = Link("/operator/settings")
  static let settingsDevices = Link("/operator/settings/devices")
  static let account = Link("/operator/account")
  static let staff = Link("/operator/staff")
  static let audit = Link("/operator/audit")
  static let verifyAudit = Link("/operator/audit/verify")
  static let approvalRules = Link("/operator/approvals/rules")
  static let membersExportAsking = Link("/operator/members/export")
  static let search = Link("/operator/search")
  static let members = Link("/operator/members")
  static let tags = Link("/operator/tags")
  static func memberTags(_ id: String) -> Link { member(id).appending("tags") }
  static let transactions = Link("/operator/transactions")
  static let approvals = Link("/operator/approvals")
  static let merchants = Link("/operator/merchants")
  static let terminals = Link("/operator/terminals")
  static let devices = Link("/operator/devices")
  static let dayFiles = Link("/operator/day-files")
  static let newTerminal = Link("/operator/terminals/new")
  static let cases = Link("/operator/cases")
  static let programs = Link("/operator/programs")
  static let cards = Link("/operator/cards")
  static func card(_ id: String) -> Link { cards.appending(id) }
  static let cardTypes = Link("/operator/card-types")
  static let cardBatches = Link("/operator/card-batches")
  static func cardFile(_ id: String) -> Link { cardBatches.appending(id).appending("file") }
  static let earningRules = Link("/operator/earning-rules")
  static let pointsCards = Link("/operator/points-cards")
  static let newEarningRule = Link("/operator/earning-rules/new")
  static let settlements = Link("/operator/settlements")
  static let businessDays = Link("/operator/business-days")
  static let agents = Link("/operator/agents")
  static let costShares = Link("/operator/cost-shares")
  static let liability = Link("/operator/liability")
  static let outlook = Link("/operator/liability/outlook")
  static let liabilityExport = Link("/operator/liability.csv")
  static let money = Link("/operator/money")
  static let moneyJournal = Link("/operator/money/journal")
  static let moneyIncome = Link("/operator/money/income")
  static let moneyAgeing = Link("/operator/money/ageing")
  static let moneyExport = Link("/operator/journal-lines.csv")
  static let moneyWorkbook = Link("/operator/journal-lines.xlsx")
  static let bankFiles = Link("/operator/bank-files")
  static func bankFile(_ id: String) -> Link { bankFiles.appending(id) }
  static func settlementTerms(_ merchant: String) -> Link {
    Link("/operator/settlement-terms").appending(merchant)
  }
  static let ledger = Link("/operator/ledger")
  static let accounts = Link("/operator/ledger/accounts")
  static let accountsExport = Link("/operator/ledger/accounts.csv")
  static let verify = Link("/operator/ledger/verify")
  static let membersExport = Link("/operator/members.csv")
  static let transactionsExport = Link("/operator/transactions.csv")
  static let approvalsExport = Link("/operator/approvals.csv")
  static let auditExport = Link("/operator/audit.csv")
  static let terminalsExport = Link("/operator/terminals.csv")
  static let dayFilesExport = Link("/operator/day-files.csv")
  static let exports = Link("/operator/exports")
  static let imports = Link("/operator/imports")

  static let applications = Link("/operator/applications")
  static let announcements = Link("/operator/announcements")
  static let siteNews = Link("/member/news")
  static let news = Link("/operator/news")
  static let deskNews = Link("/merchant/news")
  static let publications = Link("/operator/publications")
  static let apply = Link("/apply")
  static let applyStatus = Link("/apply/status")
  static let applyWithdraw = Link("/apply/withdraw")
  static let applyInvitation = Link("/apply/invitation")

  static let site = Link("/member")
  static let siteCode = Link("/member/code")
  static let siteRedeem = Link("/member/redeem")
  static let sitePoints = Link("/member/points")
  static func siteEntry(_ id: String) -> Link { Link("/member/entries").appending(id) }
  static let rates = Link("/rates")
  static let ladders = Link("/operator/ladders")
  static let newLadder = Link("/operator/ladders/new")
  static func ladder(_ id: String) -> Link { ladders.appending(id) }
  static let siteLevels = Link("/member/levels")
  static let discounts = Link("/operator/discounts")
  static let deskDiscounts = Link("/merchant/discounts")
  static let exchangeRates = Link("/operator/exchange")
  static let partners = Link("/operator/partners")
  static let partnerExchanges = Link("/operator/partner-exchanges")
  static func siteMall(_ id: String) -> Link { Link("/member/malls").appending(id) }
  static let sitePartners = Link("/member/partners")
  static let sitePartnersCode = Link("/member/partners/code")
  static let sitePartnersSend = Link("/member/partners/send")
  static let siteExchange = Link("/member/exchange")
  static let siteExchangeCode = Link("/member/exchange/code")
  static let siteExchangeSend = Link("/member/exchange/send")
  static func siteExchangeDone(_ id: String) -> Link { Link("/member/exchange/done").appending(id) }
  static let pointsOrders = Link("/operator/points-orders")
  static let pointsBlocks = Link("/operator/points-blocks")
  static func issuingFunding(_ merchant: String) -> Link {
    Link("/operator/issuing-funding").appending(merchant)
  }
  static let siteBuy = Link("/member/buy")
  static let siteBuySend = Link("/member/buy/order")
  static func siteBuyOrder(_ id: String) -> Link { Link("/member/buy/orders").appending(id) }
  static let siteAdvance = Link("/member/advance")
  static let siteAdvanceCode = Link("/member/advance/code")
  static let siteAdvanceSend = Link("/member/advance/send")
  static func siteAdvanceDone(_ id: String) -> Link { Link("/member/advance/done").appending(id) }
  static let siteReinstate = Link("/member/reinstate")
  static let siteReinstateCode = Link("/member/reinstate/code")
  static let siteReinstateSend = Link("/member/reinstate/send")
  static func siteReinstateDone(_ id: String) -> Link { Link("/member/reinstate/done").appending(id) }
  static let pools = Link("/operator/pools")
  static let sitePools = Link("/member/pools")
  static func sitePool(_ id: String) -> Link { sitePools.appending(id) }
  static let siteTransfer = Link("/member/transfer")
  static let siteTransferCode = Link("/member/transfer/code")
  static let siteTransferSend = Link("/member/transfer/send")
  static func siteTransferDone(_ id: String) -> Link { Link("/member/transfer/done").appending(id) }
  static let sitePointsExport = Link("/member/points.csv")
  static let sitePlaces = Link("/member/places")
  static let sitePromotions = Link("/member/promotions")
  static let siteMe = Link("/member/me")
  static let siteHelp = Link("/member/help")
  static let siteEnter = Link("/member/enter")
  static let siteEnterCode = Link("/member/enter/code")
  static let siteEnterAgree = Link("/member/enter/agree")
  static let siteEnterPassword = Link("/member/enter/password")
  static let siteLeaveSession = Link("/member/sign-out")
  static let siteProfile = Link("/member/me/profile")
  static let siteType = Link("/member/me/type")
  static let siteDevices = Link("/member/me/devices")
  static let siteDevicesOthers = Link("/member/me/devices/others")
  static func siteStop(_ ticket: String) -> Link { Link("/member/stop").appending(ticket) }
  static let siteLinks = Link("/member/me/links")
  static let siteLinksConfirm = Link("/member/me/links/confirm")
  static let siteLinksProof = Link("/member/me/links/proof")
  static let links = Link("/operator/links")
  static let siteCards = Link("/member/me/cards")
  static let siteCardsCode = Link("/member/me/cards/code")
  static func siteCard(_ id: String) -> Link { siteCards.appending(id) }
  static let sitePIN = Link("/member/me/pin")
  static let sitePINCode = Link("/member/me/pin/code")
  static let siteEmail = Link("/member/me/email")
  static let siteEmailChange = Link("/member/me/email/change")
  static let sitePassword = Link("/member/me/password")
  static let sitePasswordCode = Link("/member/me/password/code")
  static let sitePhone = Link("/member/me/phone")
  static let sitePhoneChange = Link("/member/me/phone/change")
  static let siteFreeze = Link("/member/me/freeze")
  static let siteLeave = Link("/member/me/leave")
  static let siteLeaveCode = Link("/member/me/leave/code")
  static let siteExport = Link("/member/me/export.json")
  static let siteFeedback = Link("/member/feedback")
  static let feedback = Link("/operator/feedback")
  static let siteMessages = Link("/member/messages")
  static let sitePreferences = Link("/member/me/notices")
  static let templates = Link("/operator/messages")
  static let deliveries = Link("/operator/deliveries")
  static let webhooks = Link("/operator/webhooks")
  static let webhookDeliveries = Link("/operator/webhook-deliveries")
  static let jobs = Link("/operator/jobs")
  static let projections = Link("/operator/projections")
  static let jobRuns = Link("/operator/job-runs")
  static let demoInbox = Link("/demo/inbox")

  static let seat = Link("/seat")
  static let seatPair = Link("/seat/pair")
  static let seatSignIn = Link("/seat/sign-in")
  static let seatSignOut = Link("/seat/sign-out")
  static let seatShift = Link("/seat/shift")
  static let seatClose = Link("/seat/shift/close")
  static let seatFind = Link("/seat/find")
  static let seatCode = Link("/seat/code")
  static let seatTrade = Link("/seat/trade")
  static let seatResult = Link("/seat/result")
  static let seatDrop = Link("/seat/result/drop")
  static let seatVoid = Link("/seat/void")
  static let seatRefund = Link("/seat/refund")
  static let seatSlip = Link("/seat/slip")
  static let seatSlipFile = Link("/seat/slip/escpos")
  static let seatCards = Link("/seat/cards")
  static let seatIssueCard = Link("/seat/cards/issue")
  static let seatIssueCode = Link("/seat/cards/code")
  static func seatCard(_ id: String) -> Link { seatCards.appending(id) }
  static let seatKeys = Link("/seat/keys")
  static let seatOffline = Link("/seat/offline")

  static func seatHandover(_ id: String) -> Link { Link("/seat/shifts").appending(id) }
  static func seatHandoverFile(_ id: String) -> Link { seatHandover(id).appending("escpos") }
  static func siteDevice(_ id: String) -> Link { siteDevices.appending(id) }
  static func siteFeedback(_ id: String) -> Link { siteFeedback.appending(id) }
  static func template(_ kind: String) -> Link { templates.appending(kind) }
  static func feedback(_ id: String) -> Link { feedback.appending(id) }
  static func member(_ id: String) -> Link { members.appending(id) }
  static func memberNotes(_ id: String) -> Link { member(id).appending("notes") }
  static func memberAdjust(_ id: String) -> Link { member(id).appending("adjust") }
  static func memberMerge(_ id: String) -> Link { member(id).appending("merge") }
  static func memberSeparation(_ id: String) -> Link { member(id).appending("separation") }
  static func program(_ id: String) -> Link { programs.appending(id) }
  static func programChange(_ id: String) -> Link { program(id).appending("change") }
  static func ledgerAccount(_ id: String) -> Link { accounts.appending(id) }
  static func ledgerAccountExport(_ id: String) -> Link { ledgerAccount(id).appending("postings.csv") }
  static func staff(_ id: String) -> Link { staff.appending(id) }
  static func approval(_ id: String) -> Link { approvals.appending(id) }
  static func transaction(_ id: String) -> Link { transactions.appending(id) }
  static func transactions(at merchant: String) -> Link { transactions.query([("merchant", merchant)]) }
  static func announcement(_ id: String) -> Link { announcements.appending(id) }
  static func publication(_ id: String) -> Link { publications.appending(id) }
  static func application(_ id: String) -> Link { applications.appending(id) }
  static func merchant(_ id: String) -> Link { merchants.appending(id) }
  static func terminal(_ id: String) -> Link { terminals.appending(id) }
  static func transactions(ofTerminal id: String) -> Link { transactions.query([("terminal", id)]) }
  /// A rule by its programme and number, as `prg_…-7`.
  static func earningRule(_ id: String) -> Link { earningRules.appending(id) }
  static func device(_ id: String) -> Link { devices.appending(id) }
  static func dayFile(_ id: String) -> Link { dayFiles.appending(id) }
  static func caseFile(_ id: String) -> Link { cases.appending(id) }
  static func cases(ofTerminal id: String) -> Link { cases.query([("terminal", id)]) }
}
