import Coalition
import Ledger
import Loyalty

/// What `tongbao bench http` works with: a universal programme, a merchant with a key, members; made with the
/// ordinary operations.
struct BenchPlatform {
  /// The merchant's key; its log-in is proof, so that a request is one request.
  let key: String
  /// How requests name the members, in JSON: by phone and by id in turn.
  let members: [String]

  init(_ coalition: Coalition, members count: Int) async throws {
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
    var draft = APIKeyDraft("bench", for: merchant.id, scopes: .merchantMost)
    draft.isLoginProof = true
    key = try await coalition.createAPIKey(draft, by: .system).secret
    var members: [String] = []
    for number in 0..<count {
      let phone = "138\(10_000_000 + number)"
      let member = try await coalition.createMember(MemberDraft(.phone(phone)), by: .system)
      members.append(
        number.isMultiple(of: 2) ? "{\"phone\":\"\(phone)\"}" : "\"\(coalition.publicIDs.text(member.id))\"")
    }
    self.members = members
  }
}
