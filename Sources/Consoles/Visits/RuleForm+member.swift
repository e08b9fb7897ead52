import Coalition
import Ledger
import Loyalty

extension RuleForm {
  /// How it was paid, by which card, and what the member is tagged with.
  func member(_ places: RulePlaces) throws(Fault) -> [RuleCondition] {
    var conditions: [RuleCondition] = []
    let payments = PaymentKind.allCases.filter { typed[EarningRulePage.box($0)] != nil }
    if !payments.isEmpty { conditions.append(.payments(Set(payments))) }
    let codes = try list("card_types")
    let unknown = codes.filter { places.cardTypes[$0] == nil }
    guard unknown.isEmpty else { throw .cardTypes(unknown) }
    if !codes.isEmpty { conditions.append(.cardTypes(Set(codes.compactMap { places.cardTypes[$0] }))) }
    let (tags, others) = (try tags("tags", places), try tags("without_tags", places))
    if !tags.isEmpty { conditions.append(.tagged(tags)) }
    if !others.isEmpty { conditions.append(.untagged(others)) }
    return conditions
  }

  private func tags(_ field: String, _ places: RulePlaces) throws(Fault) -> Set<TagID> {
    let names = try list(field)
    let unknown = names.filter { places.tags[$0] == nil }
    guard unknown.isEmpty else { throw .tags(field, unknown) }
    return Set(names.compactMap { places.tags[$0] })
  }
}
