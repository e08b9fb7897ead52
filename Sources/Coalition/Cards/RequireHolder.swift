internal import Ledger
internal import Storage

extension Coalition {
  /// Makes sure that whoever holds the card agrees. Keys whose contract makes their log-in proof answer for
  /// it themselves, and so does the operator where no points of a card without a name are opened: none of its
  /// people moves those alone (decisions 0024 and 0036).
  /// - Parameters:
  ///   - code: the security code, which stands for whoever has a good card without a name. It is printed on
  ///     the card, so it proves nothing of one that was lost.
  ///   - isLogInEnough: whether a log-in that is proof by its contract is proof of this.
  ///   - opensPoints: whether what is done opens the way to what lies on the card.
  ///   - request: what a proof is used up for; nil where it is sent once.
  /// - Throws: `MemberRefusal.memberProofRequired`, and what the proof is refused for.
  func requireHolder(
    of card: Card, _ proof: MemberProof?, code: String? = nil, isLogInEnough: Bool = true,
    opensPoints: Bool = false, for request: IdempotencyKey?, by principal: Principal
  ) async throws {
    if principal.merchant == nil {
      guard opensPoints, let member = card.member, try await mustProve(member, by: principal) else { return }
    } else if principal.isLoginProof && isLogInEnough {
      return
    }
    guard let member = card.member else { throw card.refusal(at: clock.now()) }
    if let code, card.status == .active || card.ending == .expired,
      try await database.read({ try $0.isBearer(member) })
    {
      guard try await provenCard(card.number, by: code) != nil else { throw MemberRefusal.codeExpired }
      return
    }
    guard let proof else { throw MemberRefusal.memberProofRequired }
    let request = request ?? IdempotencyKey(job: "card", card.id.rawValue, clock.now().microseconds)
    _ = try await identify(.id(member), proof: proof, request: request, by: principal)
  }

  /// Whether the member stands for the bearer of a card with points, which one of the operator's people or
  /// keys may not move alone.
  /// - Throws: ``OrderRefusal/busy``.
  func mustProve(_ member: MemberID, by principal: Principal) async throws -> Bool {
    guard principal.actor != .system, try await database.read({ try $0.isBearer(member) }) else {
      return false
    }
    return try await hasPoints(member)
  }
}
