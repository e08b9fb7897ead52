import Coalition
import Ledger

extension IssuingFunding.Mode {
  func text(_ words: Words) -> String {
    switch self {
    case .open: words.fundingModeOpen
    case .prepaid: words.fundingModePrepaid
    case .credit: words.fundingModeCredit
    }
  }
}

extension FundingProposal {
  func title(_ naming: Naming) -> String {
    naming.words.fundingProposal(
      merchant: naming.merchant(MerchantID(merchant)) ?? naming.words.commonNone,
      program: naming.program(AssetID(asset)))
  }
}

extension OperatorConsole {
  /// What a proposal changes of what a merchant's points are paid for with.
  func differences(
    _ proposal: FundingProposal, _ approval: Approval, _ naming: Naming, _ visit: SignedInVisit
  ) async throws -> [ApprovalPage.Difference] {
    let (words, asset) = (visit.words, AssetID(proposal.asset))
    let isOpen = approval.state == .requiresReview
    let old =
      isOpen
      ? try await coalition.issuingFunding(of: MerchantID(proposal.merchant), by: visit.principal)
        .first { $0.funding.asset == asset }?.funding : nil
    func limit(_ points: Points) -> String {
      points == 0 ? words.commonNone : words.points(naming.points(points, of: asset))
    }
    return [
      .init(
        name: words.fundingMode, before: old?.mode.text(words) ?? words.commonNone,
        after: proposal.funding?.text(words) ?? words.commonNone),
      .init(
        name: words.fundingLimit, before: limit(old?.creditLimit ?? 0),
        after: limit(Points(proposal.creditLimit))),
    ]
  }
}

extension [SettlementTermsPage.Funding] {
  /// Those of programmes where something bounds what may be given.
  static func shown(_ fundings: [FundingShown], _ naming: Naming) -> Self {
    fundings.filter { $0.funding.mode != .open }.map { Element($0, naming, isWhole: false) }
  }
}

extension SettlementTermsPage.Funding {
  /// - Parameter isWhole: with the figures that the ceiling is reckoned from.
  init(_ one: FundingShown, _ naming: Naming, isWhole: Bool) {
    let (words, funding) = (naming.words, one.funding)
    func points(_ points: Points) -> String { words.points(naming.points(points, of: funding.asset)) }
    var lines = [(name: words.fundingMode, text: funding.mode.text(words))]
    if funding.mode == .credit { lines.append((words.fundingLimit, points(funding.creditLimit))) }
    if funding.mode != .open {
      lines.append((words.fundingLeft, points(funding.room)))
      lines.append((words.fundingLowAt, points(funding.low)))
    }
    // The next ones; a merchant that has many has them in the interface.
    for left in one.blocks.prefix(5) where funding.mode == .prepaid {
      lines.append(
        (
          words.fundingBlock(number: words.number(left.block.number ?? 0)),
          words.fundingBlockLeft(left: points(left.left), points: points(left.block.points))
        ))
    }
    if isWhole {
      if funding.mode != .open { lines.append((words.fundingMeasure, points(funding.measure))) }
      lines.append((words.fundingConsumed, points(funding.consumed)))
      if let ceiling = funding.ceiling { lines.append((words.fundingCeiling, points(ceiling))) }
    }
    self.init(program: naming.program(funding.asset), lines: lines, isLow: funding.isLow)
  }
}
