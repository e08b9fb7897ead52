import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  /// Where the member stands on every ladder, and how they came there.
  func levels(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let shown = await visit.loaded { try await tiers(visit) }
      return faces.page(SiteLevelsPage(tiers: shown).render(visit.visit))
    }
  }

  private func tiers(_ visit: MemberVisit) async throws -> ShownTiers {
    let tiers = try await coalition.tiers(by: visit.me)
    var question = NameQuestion()
    question.programs = Set(tiers.map(\.ladder.asset))
    let naming = Naming(
      try await coalition.names(question, by: visit.me), visit.words, coalition.publicIDs)
    return ShownTiers(
      levels: tiers.map { ShownTier($0, naming, coalition.settings.calendar) },
      changes: try await coalition.tierHistory(by: visit.me).map { ShownTierChange($0, visit.words) })
  }
}
