internal import Ledger
internal import Storage

/// What orders need to know of the platform's tables: read inside one snapshot, each thing once for a whole
/// batch.
struct Directory {
  let tx: any Storage.Transaction
  private var merchants: [MerchantID: Merchant?] = [:]
  private var programs: [ProgramClaim: Program?] = [:]
  private var terms: [MerchantID: [MerchantTerms]] = [:]
  private var stores: [PlaceKey<Identified.Store>: Store?] = [:]
  private var terminals: [PlaceKey<Identified.Terminal>: Terminal?] = [:]
  private var members: [MemberClaim: KnownMember] = [:]
  private let countryCode: String
  /// Whose each live code is.
  private let codes: [String: Result<MemberID, MemberRefusal>]

  init(
    _ tx: any Storage.Transaction, countryCode: String, codes: [String: Result<MemberID, MemberRefusal>] = [:]
  ) {
    self.tx = tx
    self.countryCode = countryCode
    self.codes = codes
  }

  /// A member as far as an order needs to know.
  struct KnownMember: Sendable, Hashable {
    var id: MemberID
    var status: Member.Status
  }

  private struct PlaceKey<Kind>: Hashable {
    var merchant: MerchantID
    var place: PlaceClaim<Kind>
  }

  mutating func merchant(_ id: MerchantID) throws -> Merchant? {
    if let known = merchants[id] { return known }
    let found = try tx.merchant(id)
    merchants[id] = .some(found)
    return found
  }

  mutating func program(_ claim: ProgramClaim) throws -> Program? {
    if let known = programs[claim] { return known }
    let found =
      switch claim {
      case .universal: try tx.program("kind = 'universal'")
      case .asset(let asset): try tx.program("asset_id = \(asset)")
      case .code(let code): try tx.program("code = \(code)")
      }
    programs[claim] = .some(found)
    return found
  }

  mutating func terms(of merchant: MerchantID, in asset: AssetID) throws -> MerchantTerms? {
    if terms[merchant] == nil { terms[merchant] = try tx.terms(merchant: merchant) }
    return terms[merchant]?.first { $0.asset == asset }
  }

  mutating func store(_ place: PlaceClaim<Identified.Store>, of merchant: MerchantID) throws -> Store? {
    let key = PlaceKey(merchant: merchant, place: place)
    if let known = stores[key] { return known }
    let condition: SQL =
      switch place {
      case .id(let id): "WHERE merchant_id = \(merchant) AND id = \(id)"
      case .code(let code): "WHERE merchant_id = \(merchant) AND code = \(code)"
      }
    let found = try tx.queryFirst(Store.select + condition) { Store($0) }
    stores[key] = .some(found)
    return found
  }

  mutating func terminal(
    _ place: PlaceClaim<Identified.Terminal>, of merchant: MerchantID
  ) throws -> Terminal? {
    let key = PlaceKey(merchant: merchant, place: place)
    if let known = terminals[key] { return known }
    let condition: SQL =
      switch place {
      case .id(let id): "WHERE merchant_id = \(merchant) AND id = \(id)"
      case .code(let code): "WHERE merchant_id = \(merchant) AND code = \(code)"
      }
    let found = try tx.queryFirst(Terminal.select + condition) { Terminal($0) }
    terminals[key] = .some(found)
    return found
  }

  /// The member that is meant, whatever their status; live codes were read before.
  /// - Throws: `MemberRefusal`.
  mutating func member(_ claim: MemberClaim) throws -> KnownMember {
    if let known = members[claim] { return known }
    let found = try find(claim)
    members[claim] = found
    return found
  }

  private func find(_ claim: MemberClaim) throws -> KnownMember {
    switch claim {
    case .id(let id): try member(id)
    case .phone(let text): try member(.phone(text))
    case .email(let text): try member(.email(text))
    case .own(let text, let merchant): try member(.own(text, of: merchant))
    case .external(let text, let provider): try member(.external(text, provider: provider))
    case .card(let text): try member(card: text)
    case .code(let text):
      switch codes[text] {
      case .success(let id): try member(id)
      case .failure(let refusal): throw refusal
      case nil: throw MemberRefusal.codeExpired
      }
    }
  }

  private func member(card text: String) throws -> KnownMember {
    guard let number = ContactForm.card(text) else { throw MemberRefusal.invalid(.card) }
    guard let card = try tx.card(number: number) else { throw MemberRefusal.memberNotFound }
    try card.requireActive()
    guard let id = card.member else { throw MemberRefusal.memberNotFound }
    return try member(id)
  }

  private func member(_ identity: MemberIdentity) throws -> KnownMember {
    guard let id = try tx.memberID(known: identity.columns(countryCode: countryCode)) else {
      throw MemberRefusal.memberNotFound
    }
    return try member(id)
  }

  private func member(_ id: MemberID) throws -> KnownMember {
    let found = try tx.queryFirst("SELECT id, status FROM member WHERE id = \(id)") {
      KnownMember(id: $0[0], status: $0[1])
    }
    guard let found else { throw MemberRefusal.memberNotFound }
    return found
  }
}
