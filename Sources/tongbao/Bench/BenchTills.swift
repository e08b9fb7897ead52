import Coalition
import Ledger
import Loyalty
import TerminalCrypto

/// What `tongbao bench pos` works with: a merchant with terminals that have keys, and a member with card and
/// PIN at each; made with the ordinary operations.
struct BenchTills {
  let tills: [LoadTill]

  init(_ coalition: Coalition, count: Int) async throws {
    let merchant = try await coalition.createMerchant(
      code: "BENCH", names: Names(hans: "测试商户", hant: "測試商戶", en: "Bench"), by: .system)
    let program = try await coalition.createProgram(
      ProgramDraft(
        code: "universal", names: Names(hans: "通宝积分", hant: "通寶積分", en: "Tongbao points"),
        worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY"))), by: .system)
    try await coalition.setTerms(
      MerchantTerms(
        merchant: merchant.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    let store = try await coalition.createStore(
      of: merchant.id, code: "S1", name: "Bench", by: .system)
    let holders = try await Self.keyHolders(coalition)
    var tills: [LoadTill] = []
    for number in 1...count {
      let terminal = try await coalition.createTerminal(
        in: store.id, code: "T\(number)", kind: .pos, by: .system)
      tills.append(try await Self.till(terminal.id, number, coalition, holders))
    }
    self.tills = tills
  }

  private static func till(
    _ id: TerminalID, _ number: Int, _ coalition: Coalition, _ holders: [Principal]
  ) async throws -> LoadTill {
    let (acceptor, name) = ("898310054110001", Int64(number).digits(8))
    let terminal = try await coalition.registerPOSTerminal(id, acceptor: acceptor, number: name, by: .system)
    var key = [UInt8](repeating: 0, count: 16)
    for holder in holders {
      let component = coalition.ids.bytes(16)
      _ = try await coalition.enterKeyComponent(
        component, checkValue: terminal.parameters.mac.checkValue(of: component), ofPOSTerminal: id,
        by: holder)
      key = zip(key, component).map { $0 ^ $1 }
    }
    let member = try await coalition.createMember(
      MemberDraft(.phone("138\(10_000_000 + number)"), wantsCard: true), by: .system)
    let pin = "274135"
    try await coalition.setPIN(pin, of: member.id, by: .system)
    let card = try await coalition.cards(of: member.id, by: .system).first?.number ?? ""
    return LoadTill(
      terminalID: name, merchantID: acceptor, masterKey: HexText.text(key), card: card, pin: pin)
  }

  /// The two people who enter a key's components.
  private static func keyHolders(_ coalition: Coalition) async throws -> [Principal] {
    var holders: [Principal] = []
    for login in ["first", "second"] {
      let user = try await coalition.createUser(
        UserDraft(
          login: login, name: login, password: "bench-\(HexText.text(coalition.ids.bytes(8)))",
          roles: .administrator), by: .system)
      holders.append(
        Principal(
          kind: .platform, scopes: .all,
          actor: Actor(kind: .user, id: user.id.rawValue, answerable: user.id.rawValue, origin: "bench")))
    }
    return holders
  }
}
