internal import Ledger
internal import Loyalty
internal import Storage

/// Something an order names is not in memory: the order must be prepared again, inside a snapshot.
struct NotInMemory: Error {}

/// What orders need to know of the tables: from memory, else from one snapshot, each thing once a batch.
struct Directory {
  /// Nil while memory alone is asked.
  let tx: (any Storage.Transaction)?
  let cache: DirectoryCache
  let now: Instant
  /// What was read from the tables.
  private(set) var found = DirectoryCache.Findings()
  private let countryCode: String
  /// Whose each live code is.
  private let codes: [String: Result<LiveCode, MemberRefusal>]

  init(
    _ tx: (any Storage.Transaction)?, _ cache: DirectoryCache, at now: Instant, countryCode: String,
    codes: [String: Result<LiveCode, MemberRefusal>] = [:]
  ) {
    self.tx = tx
    self.cache = cache
    self.now = now
    self.countryCode = countryCode
    self.codes = codes
  }

  /// A member as far as an order needs to know.
  struct KnownMember: Sendable, Hashable {
    var id: MemberID
    var status: Member.Status
    /// When value may leave to others again, after a change of phone or password.
    var cashOutFrom: Instant
    var since: Instant
    /// It stands for a household or company.
    var isPool = false
    /// When the card that named the member runs out.
    var knownUntil = Instant.distantFuture
    /// The card that named the member gives points away with a proof only, however few.
    var needsPIN = false
    /// Of the card that named the member; none where something else did, or a card of no kind.
    var cardType = CardTypeID.none
  }

  /// The snapshot.
  /// - Throws: ``NotInMemory`` while memory alone is asked.
  private var tables: any Storage.Transaction {
    get throws {
      guard let tx else { throw NotInMemory() }
      return tx
    }
  }

  /// The snapshot, for what is read with each order.
  var snapshot: any Storage.Transaction { get throws { try tables } }

  mutating func ladders(of asset: AssetID) throws -> [TierLadder] {
    if let known = cache.ladders(asset, at: now) ?? found.ladders[asset] { return known }
    let read = try tables.ladders(of: [asset], at: now)
    found.ladders[asset] = read
    return read
  }

  mutating func merchant(_ id: MerchantID) throws -> Merchant? {
    if let known = cache.merchant(id, at: now) ?? found.merchants[id] { return known }
    let read = try tables.merchant(id)
    found.merchants[id] = read
    return read
  }

  mutating func program(_ claim: ProgramClaim) throws -> Program? {
    if let known = cache.program(claim, at: now) ?? found.programs[claim] { return known }
    let read =
      switch claim {
      case .universal: try tables.program("kind = 'universal'")
      case .asset(let asset): try tables.program("asset_id = \(asset)")
      case .code(let code): try tables.program("code = \(code)")
      }
    found.programs[claim] = read
    return read
  }

  mutating func terms(of merchant: MerchantID, in asset: AssetID) throws -> MerchantTerms? {
    let all: [MerchantTerms]
    if let known = cache.terms(merchant, at: now) ?? found.terms[merchant] {
      all = known
    } else {
      all = try tables.terms(merchant: merchant)
      found.terms[merchant] = all
    }
    return all.first { $0.asset == asset }
  }

  /// The codes by which orders come to a merchant by its settlement terms of the day.
  mutating func referralCodes(
    of merchant: MerchantID, in asset: AssetID, on day: BusinessDay
  ) throws -> Set<String> {
    let key = DirectoryCache.TermsDay(place: TermsPlace(merchant: merchant, asset: asset), day: day)
    if let known = cache.referralCodes(key, at: now) ?? found.referralCodes[key] { return known }
    let agreed = try tables.settlementAgreement(of: merchant, in: asset, on: day)
    let read = Set((agreed?.terms.referrals ?? []).map(\.code))
    found.referralCodes[key] = read
    return read
  }

  /// The rules that may count for a purchase of the moment.
  mutating func rules(of asset: AssetID, at moment: Instant) throws -> RuleBook {
    // What happened long ago, as an advice that a till kept, meets the rules of its own time.
    if moment < now.adding(seconds: -86_400) { return try tables.ruleBook(of: asset, endingAfter: moment) }
    if let known = cache.rules(asset, at: now) ?? found.rules[asset] { return known }
    let read = try tables.ruleBook(of: asset, endingAfter: now.adding(seconds: -2 * 86_400))
    found.rules[asset] = read
    return read
  }

  /// What limited rules gave before; never from memory.
  func uses(
    of rules: [UInt32], _ asset: AssetID, to member: MemberID, on day: BusinessDay,
    besides request: ClaimingRequest
  ) throws -> [UInt32: RuleUse] {
    rules.isEmpty ? [:] : try tables.uses(of: rules, asset, to: member, on: day, besides: request)
  }

  /// How many others the two sides of a transfer reached that day; never from memory.
  func reached(_ reach: TransferReach) throws -> ReachedOthers { try tables.reached(reach) }

  /// Rates and quotes are about money: never from memory.
  func exchangeRate(from: AssetID, into: AssetID) throws -> ExchangeTerms? {
    try tables.exchangeRate(from: from, into: into, at: now)
  }

  func exchangeRate(of quote: HeldQuote) throws -> ExchangeTerms? {
    try tables.exchangeRate(from: quote.from, into: quote.into, version: quote.version)
  }

  func quote(_ id: ExchangeQuoteID) throws -> HeldQuote? { try tables.quote(id) }

  func requireRoom(for claim: ExchangeClaim, of request: ClaimingRequest) throws {
    try tables.requireRoom(for: claim, of: request)
  }

  func requireRoom(for claim: ServiceClaim, of request: ClaimingRequest) throws {
    try tables.requireRoom(for: claim, of: request)
  }

  mutating func store(_ place: PlaceClaim<Identified.Store>, of merchant: MerchantID) throws -> Store? {
    let key = DirectoryCache.PlaceKey(merchant: merchant, place: place)
    if let known = cache.store(key, at: now) ?? found.stores[key] { return known }
    let condition: SQL =
      switch place {
      case .id(let id): "WHERE merchant_id = \(merchant) AND id = \(id)"
      case .code(let code): "WHERE merchant_id = \(merchant) AND code = \(code)"
      }
    let read = try tables.queryFirst(Store.select + condition) { Store($0) }
    found.stores[key] = read
    return read
  }

  mutating func terminal(
    _ place: PlaceClaim<Identified.Terminal>, of merchant: MerchantID
  ) throws -> Terminal? {
    let key = DirectoryCache.PlaceKey(merchant: merchant, place: place)
    if let known = cache.terminal(key, at: now) ?? found.terminals[key] { return known }
    let condition: SQL =
      switch place {
      case .id(let id): "WHERE merchant_id = \(merchant) AND id = \(id)"
      case .code(let code): "WHERE merchant_id = \(merchant) AND code = \(code)"
      }
    let read = try tables.queryFirst(Terminal.select + condition) { Terminal($0) }
    found.terminals[key] = read
    return read
  }

  /// The member that is meant, whatever their status; live codes were read before.
  /// - Throws: `MemberRefusal`.
  mutating func member(_ claim: MemberClaim) throws -> KnownMember {
    if let known = cache.member(claim, at: now) ?? found.members[claim], now < known.knownUntil {
      return known
    }
    let read = try find(claim)
    switch claim {
    // A card that is lost or replaced makes the cache forget, as a frozen member does.
    case .id, .phone, .email, .card, .own, .external, .linked: found.members[claim] = read
    // A code has its minute.
    case .code: break
    }
    return read
  }

  private func find(_ claim: MemberClaim) throws -> KnownMember {
    switch claim {
    case .id(let id): try member(id)
    case .phone(let text): try member(.phone(text))
    case .email(let text): try member(.email(text))
    case .own(let text, let merchant): try member(.own(text, of: merchant))
    case .external(let text, let provider): try member(.external(text, provider: provider))
    case .card(let text): try member(card: text)
    case .linked(let account, let merchant):
      if let id = try tables.memberID(linked: account, at: merchant) {
        try member(id)
      } else {
        throw MemberRefusal.memberNotFound
      }
    case .code(let text): try member(live(text).member)
    }
  }

  /// Whose a live code is.
  /// - Throws: `MemberRefusal.codeExpired`.
  func live(_ code: String) throws -> LiveCode {
    switch codes[code] {
    case .success(let live): live
    case .failure(let refusal): throw refusal
    case nil: throw MemberRefusal.codeExpired
    }
  }

  private func member(card text: String) throws -> KnownMember {
    guard let number = ContactForm.card(text) else { throw MemberRefusal.invalid(.card) }
    guard let card = try tables.card(number: number) else { throw MemberRefusal.memberNotFound }
    try card.requireActive(at: now)
    guard let id = card.member else { throw MemberRefusal.memberNotFound }
    var known = try member(id)
    known.knownUntil = card.expiresAt ?? .distantFuture
    known.cardType = card.type ?? .none
    if let type = card.type { known.needsPIN = try tables.cardType(type)?.needsPIN ?? false }
    return known
  }

  private func member(_ identity: MemberIdentity) throws -> KnownMember {
    let identity = try identity.columns(countryCode: countryCode)
    let read = try tables.queryFirst(
      """
      SELECT coalesce(heir.id, member.id), coalesce(heir.status, member.status),
        coalesce(heir.cash_out_from, member.cash_out_from), coalesce(heir.created_at, member.created_at)
      FROM member_identity
      JOIN member ON member.id = member_identity.member_id
      LEFT JOIN member AS heir ON heir.id = member.merged_into
      WHERE member_identity.kind = \(identity.kind) AND member_identity.merchant_id = \(identity.merchant)
        AND member_identity.provider = \(identity.provider) AND member_identity.value = \(identity.value)
      """
    ) { KnownMember(id: $0[0], status: $0[1], cashOutFrom: $0[2], since: $0[3]) }
    guard let read else { throw MemberRefusal.memberNotFound }
    return read
  }

  private func member(_ id: MemberID) throws -> KnownMember {
    // A merged member's number leads to the one that took over.
    let read = try tables.queryFirst(
      """
      SELECT coalesce(heir.id, member.id), coalesce(heir.status, member.status),
        coalesce(heir.cash_out_from, member.cash_out_from), coalesce(heir.created_at, member.created_at),
        member.is_pool
      FROM member
      LEFT JOIN member AS heir ON heir.id = member.merged_into WHERE member.id = \(id)
      """
    ) { KnownMember(id: $0[0], status: $0[1], cashOutFrom: $0[2], since: $0[3], isPool: $0[4]) }
    guard let read else { throw MemberRefusal.memberNotFound }
    return read
  }
}
