import Coalition
import Ledger
import Loyalty

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
  /// The two people who enter the terminals' keys.
  private var keyHolders: [Principal] = []

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
    let admin = try await coalition.createUser(
      UserDraft(login: "admin", name: "运营管理员", password: password, roles: .administrator), by: .system)
    let reviewer = coalition.newPassword()
    let second = try await coalition.createUser(
      UserDraft(login: "reviewer", name: "复核员", password: reviewer, roles: [.reviewer, .auditor]), by: .system
    )
    keyHolders = [admin.id, second.id].map { id in
      Principal(
        kind: .platform, scopes: .all,
        actor: Actor(kind: .user, id: id.rawValue, answerable: id.rawValue, origin: "demo"))
    }
    let key = try await coalition.createAPIKey(
      APIKeyDraft(forOperator: "demo", scopes: .all), by: .system)
    let doer = coalition
    for (login, person) in zip(["admin", "reviewer"], keyHolders) {
      let draft = APIKeyDraft(forOperator: "keys of \(login)", scopes: .keys)
      let proposed = try await coalition.propose(
        .key(KeyProposal(draft)), reason: "终端密钥录入", by: person)
      let other = keyHolders.first { $0 != person } ?? person
      let permit = try await coalition.approve(proposed.id, by: other) { try await doer.execute($0) }
      let own = try await coalition.createAPIKey(draft, permit: permit.id, by: person)
      access.keyHolders.append(DemoAccess.KeyHolder(login: login, apiKey: own.secret))
    }
    access.operator = DemoAccess.Operator(login: "admin", password: password, apiKey: key.secret)
    access.reviewer = DemoAccess.SignIn(login: "reviewer", password: reviewer)
  }

  /// What waits for a second person: something for each of the two to decide, and something of their own.
  func propose() async throws {
    let asset = try await coalition.universalProgram().asset
    let adjust = AdjustProposal(
      member: members[3], asset: asset, points: 5_000, issuer: shops[0].merchant, memo: "")
    _ = try await coalition.propose(
      .adjust(adjust), reason: "小票遗失，已核对刷卡记录", by: keyHolders[0])
    _ = try await coalition.propose(
      .merge(MergeProposal(from: members[5], into: members[4])), reason: "同一人注册两次", by: keyHolders[1])
  }

  /// Briefs, promotions, applications and announcements.
  func makeKnown() async throws {
    try await DemoPromotions(coalition: coalition, people: keyHolders, shops: shops).make()
  }

  private mutating func make(_ shop: DemoNames.Shop) async throws {
    let merchant = try await coalition.createMerchant(code: shop.code, names: shop.names, by: .system)
    var made = Shop(merchant: merchant.id, stores: [])
    var terminals: [DemoAccess.Terminal] = []
    for (index, name) in shop.stores.enumerated() {
      let store = try await coalition.createStore(
        of: merchant.id, code: "S\(index + 1)", name: name, by: .system)
      let code = "T\(index + 1)01"
      let terminal = try await coalition.createTerminal(in: store.id, code: code, kind: .pos, by: .system)
      made.stores.append((store.id, [terminal.id]))
      terminals.append(try await register(terminal.id, shop: shops.count + 1, number: index + 1))
    }
    var draft = APIKeyDraft("demo", for: merchant.id, scopes: .merchantMost)
    // The demo's contract: the merchant's log-in is proof, so that the first steps stay short.
    draft.isLoginProof = true
    let key = try await coalition.createAPIKey(draft, by: .system)
    let signing = try await coalition.createSigningSecret(for: key.key.id, by: .system)
    let (login, password) = ("\(shop.code.lowercased())-till", coalition.newPassword())
    let (number, pin) = (String(101 + shops.count), String(582_913 + shops.count * 1_709))
    let cashier = try await coalition.createUser(
      UserDraft(
        login: login, name: "\(shop.names.hans)收银员", password: password, roles: [.cashier, .merchantOwner],
        merchant: merchant.id, number: number), by: .system)
    try await coalition.setStaffPIN(pin, of: cashier.id, by: .system)
    _ = try await coalition.createTerminal(in: made.stores[0].id, code: "W101", kind: .seat, by: .system)
    let owner = DemoAccess.SignIn(login: "\(shop.code.lowercased())-owner", password: coalition.newPassword())
    _ = try await coalition.createUser(
      UserDraft(
        login: owner.login, name: "\(shop.names.hans)店主", password: owner.password, roles: .merchantOwner,
        merchant: merchant.id), by: .system)
    shops.append(made)
    access.merchants.append(
      DemoAccess.Merchant(
        code: shop.code, name: shop.names.hans, apiKey: key.secret,
        keyID: coalition.publicIDs.text(key.key.id), signingSecret: signing.secret, seatLogin: login,
        seatPassword: password, owner: owner, seatNumber: number, seatPIN: pin,
        terminals: terminals))
  }

  /// Gives a terminal its numbers and its master key, each component entered by another person.
  private func register(_ id: TerminalID, shop: Int, number: Int) async throws -> DemoAccess.Terminal {
    let acceptor = "898310054110" + Int64(shop).digits(3)
    let name = Int64(shop).digits(3) + Int64(number).digits(5)
    let terminal = try await coalition.registerPOSTerminal(id, acceptor: acceptor, number: name, by: .system)
    var key = [UInt8](repeating: 0, count: 16)
    for person in keyHolders {
      let component = coalition.ids.bytes(16)
      _ = try await coalition.enterKeyComponent(
        component, checkValue: terminal.parameters.mac.checkValue(of: component), ofPOSTerminal: id,
        by: person)
      key = zip(key, component).map { $0 ^ $1 }
    }
    let hex = key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    return DemoAccess.Terminal(number: name, acceptor: acceptor, masterKey: hex)
  }

  /// The universal points (500 are 1.00 CNY), and points of the second merchant's own that end soon.
  private func makePrograms() async throws {
    var draft = ProgramDraft(
      code: "universal", names: Names(hans: "通宝积分", hant: "通寶積分", en: "Tongbao points"),
      worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY")))
    // Those who try the demo have just joined.
    draft.policies.transfer.coolingDays = 0
    draft.policies.transfer.minimum = 100
    draft.policies.transfer.feeBasisPoints = 200
    let universal = try await coalition.createProgram(draft, by: .system)
    for (shop, made) in zip(DemoNames.shops, shops) {
      try await coalition.setTerms(
        MerchantTerms(
          merchant: made.merchant, asset: universal.asset,
          earning: EarnTerms(Points(shop.rate), perMinorUnits: 100)), by: .system)
    }
    try await DemoSettlementTerms(coalition: coalition, people: keyHolders).make(
      shops[1].merchant, universal.asset)
    try await DemoDiscounts(coalition: coalition, people: keyHolders).make(
      universal.asset, of: shops[4].merchant, in: shops[4].stores[0].0)
    var hosted = ProgramDraft(
      code: "cloud-beans", names: Names(hans: "云豆", hant: "雲豆", en: "Cloud beans"),
      worth: Worth(10, are: Money(minorUnits: 100, currency: "CNY")), merchant: shops[1].merchant)
    hosted.validity = [.awarded: .endOfMonth(1)]
    hosted.policies.services = DemoServices.hosted
    let beans = try await coalition.createProgram(hosted, by: .system)
    try await DemoRates(coalition: coalition, people: keyHolders).make(universal.asset, beans.asset)
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
