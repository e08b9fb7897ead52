internal import Ledger
internal import Storage

extension Coalition {
  /// Makes sure that whoever holds the card agrees. The operator and keys whose contract makes their log-in
  /// proof answer for it themselves.
  /// - Parameters:
  ///   - code: the security code, which stands for whoever has a good card without a name. It is printed on
  ///     the card, so it proves nothing of one that was lost.
  ///   - isLogInEnough: whether a log-in that is proof by its contract is proof of this.
  ///   - request: what a proof is used up for; nil where it is sent once.
  /// - Throws: `MemberRefusal.memberProofRequired`, and what the proof is refused for.
  func requireHolder(
    of card: Card, _ proof: MemberProof?, code: String? = nil, isLogInEnough: Bool = true,
    for request: IdempotencyKey?, by principal: Principal
  ) async throws {
    if principal.merchant == nil || principal.isLoginProof && isLogInEnough { return }
    guard let member = card.member else { throw card.refusal(at: clock.now()) }
    if let code, card.status == .active, try await database.read({ try $0.isBearer(member) }) {
      guard try await provenCard(card.number, by: code) != nil else { throw MemberRefusal.codeExpired }
      return
    }
    guard let proof else { throw MemberRefusal.memberProofRequired }
    let request = request ?? IdempotencyKey(job: "card", card.id.rawValue, clock.now().microseconds)
    _ = try await identify(.id(member), proof: proof, request: request, by: principal)
  }
}
