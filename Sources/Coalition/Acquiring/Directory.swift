internal import Ledger
internal import Storage

/// What orders need to know of the platform's tables: read inside one snapshot, each thing once for a whole batch.
struct Directory {
  let tx: any Storage.Transaction
  private var merchants: [MerchantID: Merchant?] = [:]
  private var programs: [ProgramClaim: Program?] = [:]
  private var terms: [MerchantID: [MerchantTerms]] = [:]
  private var stores: [PlaceKey<Identified.Store>: Store?] = [:]
  private var terminals: [PlaceKey<Identified.Terminal>: Terminal?] = [:]
  private var members: [MemberKey: KnownMember?] = [:]

  init(_ tx: any Storage.Transaction) { self.tx = tx }

  /// A member as far as an order needs to know.
  struct KnownMember: Sendable, Hashable {
    var id: MemberID
    var status: Member.Status
    var card: Card.Status?
  }

  private struct PlaceKey<Kind>: Hashable {
    var merchant: MerchantID
    var place: PlaceClaim<Kind>
  }

  /// A merchant's own numbers mean nothing elsewhere.
  private struct MemberKey: Hashable {
    var merchant: MerchantID
    var claim: MemberClaim
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

  mutating func member(
    _ claim: MemberClaim, for merchant: MerchantID, reading code: (String) throws -> MemberID?
  ) throws -> KnownMember? {
    let key = MemberKey(merchant: merchant, claim: claim)
    if let known = members[key] { return known }
    let found = try find(claim, for: merchant, reading: code)
    members[key] = .some(found)
    return found
  }

  private func find(
    _ claim: MemberClaim, for merchant: MerchantID, reading code: (String) throws -> MemberID?
  ) throws -> KnownMember? {
    switch claim {
    case .id(let id): try member(id)
    case .phone(let phone): try member("kind = 'phone' AND merchant_id = 0 AND provider = '' AND value = \(phone)")
    case .email(let mail): try member("kind = 'email' AND merchant_id = 0 AND provider = '' AND value = \(mail)")
    case .ownID(let own): try member("kind = 'own' AND merchant_id = \(merchant) AND provider = '' AND value = \(own)")
    case .externalID(let value, let provider):
      try member("kind = 'external' AND merchant_id = 0 AND provider = \(provider) AND value = \(value)")
    case .card(let number):
      try tx.queryFirst(
        """
        SELECT member.id, member.status, card.status FROM card JOIN member ON member.id = card.member_id
        WHERE card.number = \(number)
        """
      ) { KnownMember(id: $0[0], status: $0[1], card: $0[2] as Card.Status) }
    case .code(let text): try code(text).flatMap { try member($0) }
    }
  }

  private func member(_ id: MemberID) throws -> KnownMember? {
    try tx.queryFirst("SELECT id, status FROM member WHERE id = \(id)") {
      KnownMember(id: $0[0], status: $0[1], card: nil)
    }
  }

  private func member(_ identity: SQL) throws -> KnownMember? {
    try tx.queryFirst(
      """
      SELECT id, status FROM member
      WHERE id = (SELECT member_id FROM member_identity WHERE \(identity))
      """
    ) { KnownMember(id: $0[0], status: $0[1], card: nil) }
  }
}
