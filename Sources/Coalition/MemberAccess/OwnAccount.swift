package import Ledger
internal import LedgerStore
internal import Storage

// What a member reads and changes of their own. None of these takes a member's number: it is the session's.

extension Coalition {
  /// Changes the member's own name and language.
  /// - Throws: `MemberAccessRefusal.nameInvalid`.
  package func updateOwnProfile(
    name: String?, language: Language?, by me: MemberPrincipal
  ) async throws {
    if let name, !name.isEmpty, !name.isName { throw MemberAccessRefusal.nameInvalid }
    let now = clock.now()
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      let old = try tx.requireMember(me.member)
      try tx.execute(
        """
        UPDATE member_profile SET name = \(name ?? old.name), language = \(language ?? old.language),
          updated_at = \(now)
        WHERE member_id = \(me.member)
        """)
    }
  }

  /// The member's own wallets, the universal programme's first.
  /// - Throws: ``OrderRefusal/busy``.
  package func wallets(by me: MemberPrincipal) async throws -> [WalletView] {
    try await wallets(of: me.member, by: me.reading)
  }

  /// The movements of one of the member's own wallets, newest first.
  /// - Throws: ``OrderRefusal/busy``.
  package func entries(
    in asset: AssetID, before: TransactionID? = nil, limit: Int = 50, by me: MemberPrincipal
  ) async throws -> Page<PointDetail> {
    try await entries(
      of: WalletKey(member: me.member, asset: asset), before: before, limit: limit, by: me.reading)
  }

  /// The member's own cards, newest first.
  package func cards(by me: MemberPrincipal) async throws -> [Card] {
    try await cards(of: me.member, by: me.reading)
  }

  /// The member's own live code of this minute.
  /// - Throws: `MemberRefusal.memberFrozen`, `.codesUsedUp`.
  package func issueMemberCode(by me: MemberPrincipal) async throws -> MemberCode {
    try await issueMemberCode(of: me.member, by: me.reading)
  }

  /// The public names that a member's pages need: never other members'.
  package func names(_ question: NameQuestion, by me: MemberPrincipal) async throws -> NameBook {
    var question = question
    question.members = []
    question.operators = []
    return try await names(question, by: me.reading)
  }
}

/// The languages that members may choose, under a name that other modules can write.
package typealias MemberLanguage = Language

extension WalletView {
  /// The points that run out first, however far away that is.
  package func nextExpiry(after now: Instant) -> ExpiringPoints? {
    let alive = lots.map(\.lot).filter {
      $0.available > 0 && $0.expiresAt > now && $0.expiresAt < .distantFuture
    }
    guard let first = alive.map(\.expiresAt).min() else { return nil }
    let points = alive.filter { $0.expiresAt == first }.reduce(Points(0)) { $0 + $1.available }
    return ExpiringPoints(points: points, expiresAt: first)
  }
}
