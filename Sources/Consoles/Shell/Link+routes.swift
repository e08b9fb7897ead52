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
  static let account = Link("/operator/account")
  static let search = Link("/operator/search")
  static let members = Link("/operator/members")
  static let transactions = Link("/operator/transactions")
  static let approvals = Link("/operator/approvals")
  static let merchants = Link("/operator/merchants")
  static let terminals = Link("/operator/terminals")
  static let cases = Link("/operator/cases")
  static let programs = Link("/operator/programs")
  static let ledger = Link("/operator/ledger")
  static let verify = Link("/operator/ledger/verify")
  static let membersExport = Link("/operator/members.csv")
  static let transactionsExport = Link("/operator/transactions.csv")

  static func member(_ id: String) -> Link { members.appending(id) }
  static func approval(_ id: String) -> Link { approvals.appending(id) }
  static func transaction(_ id: String) -> Link { transactions.appending(id) }
  static func transactions(at merchant: String) -> Link { transactions.query([("merchant", merchant)]) }
  static func terminal(_ id: String) -> Link { terminals.appending(id) }
  static func transactions(ofTerminal id: String) -> Link { transactions.query([("terminal", id)]) }
  static func caseFile(_ id: String) -> Link { cases.appending(id) }
  static func cases(ofTerminal id: String) -> Link { cases.query([("terminal", id)]) }
}
