import Coalition
import Ledger
import Loyalty

extension OperatorConsole {
  /// What a ladder says now, and what it would say.
  func differences(
    _ proposal: LadderProposal, _ approval: Approval, _ naming: Naming, _ visit: SignedInVisit
  ) async throws -> [ApprovalPage.Difference] {
    let asset = AssetID(proposal.asset)
    // Whoever decides but may not see programmes has the proposal itself.
    let isSeen = visit.principal.scopes.contains(.readPrograms) && proposal.number > 0
    let versions =
      isSeen ? try await coalition.ladders(of: asset, number: proposal.number, by: visit.principal) : []
    let isOpen = approval.state == .requiresReview
    let before = isOpen ? versions.first.map { naming.lines(of: $0.definition, asset) } ?? [] : []
    let after = proposal.definition.map { naming.lines(of: $0, asset) } ?? []
    let none = visit.words.commonNone
    // Versions may have more or fewer levels.
    return (0..<max(before.count, after.count)).map { place in
      let (old, new) = (before.dropFirst(place).first, after.dropFirst(place).first)
      return .init(
        name: new?.name ?? old?.name ?? "", before: old?.text ?? none, after: new?.text ?? none)
    }
  }
}
