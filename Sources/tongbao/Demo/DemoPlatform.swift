import Coalition
import Ledger

/// Makes the demo's merchants, programmes, members, keys and sign-ins, as they stood when its history began.
struct DemoPlatform {
  static let memberCount = 300
  /// Members whose sign-ins are written down.
  static let shownMembers = 20

  private let coalition: Coalition
  private var chance: DemoChance
  private(set) var access = DemoAccess()
  private(set) var shops: [Shop] = []
  private(set) var members: [MemberID] = []

  struct Shop {
    var merchant: MerchantID
    var stores: [(id: StoreID, terminals: [TerminalID])]
  }

  init(_ coalition: Coalition, seed: UInt64) {
    self.coalition = coalition
    chance = DemoChance(seed: seed)
  }

  mutating func make(progress: (Int64, Int64) -> Void) async throws {
    try await makeOperator()
    for shop in DemoNames.shops { try await make(shop) }
    try await makePrograms()
    for number in 0..<Self.memberCount {
      try await makeMember(number)
      progress(Int64(number + 1), Int64(Self.memberCount))
    }
  }

  private mutating func makeOperator() async throws {
    let password = coalition.newPassword()
    _ = try await coalition.createUser(
      UserDraft(login: "admin", name: "运营管理员", password: password, roles: .administrator), by: .system)
    let reviewer = coalition.newPassword()
    _ = try await coalition.createUser(
      UserDraft(login: "reviewer", name: "复核员", password: reviewer, roles: [.reviewer, .auditor]), by: .system
    )
    let key = try await coalition.createAPIKey(
      APIKeyDraft(forOperator: "demo", scopes: .all), by: .system)
    access.operator = DemoAccess.Operator(login: "admin", password: password, apiKey: key.secret)
    access.reviewer = DemoAccess.SignIn(login: "reviewer", password: reviewer)
  }

  private mutating func make(_ shop: DemoNames.Shop) async throws {
    let merchant = try await coalition.createMerchant(code: shop.code, names: shop.names, by: .system)
    var made = Shop(merchant: merchant.id, stores: [])
    var terminals: [String] = []
    for (index, name) in shop.stores.enumerated() {
      let store = try await coalition.createStore(
        of: merchant.id, code: "S\(index + 1)", name: name, by: .system)
      let code = "T\(index + 1)01"
      let terminal = try await coalition.createTerminal(in: store.id, code: code, kind: .pos, by: .system)
      made.stores.append((store.id, [terminal.id]))
      terminals.append(code)
    }
    var draft = APIKeyDraft("demo", for: merchant.id, scopes: .merchantMost)
    // The demo's contract: the merchant's log-in is proof, so that the first steps stay short.
    draft.isLoginProof = true
    let key = try await coalition.createAPIKey(draft, by: .system)
    let (login, password) = ("\(shop.code.lowercased())-till", coalition.newPassword())
    _ = try await coalition.createUser(
      UserDraft(
        login: login, name: "\(shop.names.hans)收银员", password: password, roles: [.cashier, .merchantOwner],
        merchant: merchant.id), by: .system)
    shops.append(made)
    access.merchants.append(
      DemoAccess.Merchant(
        code: shop.code, name: shop.names.hans, apiKey: key.secret, seatLogin: login, seatPassword: password,
        terminals: terminals))
  }

  /// The universal points (500 are 1.00 CNY), and points of the second merchant's own that end soon.
  private func makePrograms() async throws {
    var draft = ProgramDraft(
      code: "universal", names: Names(hans: "通宝积分", hant: "通寶積分", en: "Tongbao points"),
      worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY")))
    draft.policies.transfer.minimum = 100
    draft.policies.transfer.feeBasisPoints = 200
    let universal = try await coalition.createProgram(draft, by: .system)
    for (shop, made) in zip(DemoNames.shops, shops) {
      try await coalition.setTerms(
        MerchantTerms(
          merchant: made.merchant, asset: universal.asset,
          earning: EarnTerms(Points(shop.rate), perMinorUnits: 100)), by: .system)
    }
    var hosted = ProgramDraft(
      code: "cloud-beans", names: Names(hans: "云豆", hant: "雲豆", en: "Cloud beans"),
      worth: Worth(10, are: Money(minorUnits: 100, currency: "CNY")), merchant: shops[1].merchant)
    hosted.validity = [.awarded: .months(1)]
    let beans = try await coalition.createProgram(hosted, by: .system)
    try await coalition.setTerms(
      MerchantTerms(
        merchant: shops[1].merchant, asset: beans.asset, earning: EarnTerms(1, perMinorUnits: 500)),
      by: .system)
  }

  private mutating func makeMember(_ number: Int) async throws {
    let digits = String(10_000_000 + number * 7_919)
    let phone = "138\(digits)"
    let isShown = number < Self.shownMembers
    let member = try await coalition.createMember(
      MemberDraft(.phone(phone), name: DemoNames.person(&chance), wantsCard: isShown), by: .system)
    members.append(member.id)
    guard isShown else { return }
    let pin = String(274_135 + number * 1_117)
    try await coalition.setPIN(pin, of: member.id, by: .system)
    let card = try await coalition.cards(of: member.id, by: .system).first?.number
    access.members.append(DemoAccess.Member(phone: member.phone ?? phone, card: card ?? "", pin: pin))
  }
}

extension Coalition {
  /// Sixteen characters that are easily read, some 80 bits of chance.
  fileprivate func newPassword() -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    let text = (0..<16).map { _ in String(letters[Int(ids.number(below: UInt64(letters.count)))]) }
    return stride(from: 0, to: 16, by: 4).map { text[$0..<$0 + 4].joined() }.joined(separator: "-")
  }
}
