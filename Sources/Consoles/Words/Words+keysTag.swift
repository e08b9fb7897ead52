// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var tagAll: String { text("tag.all") }
  var tagClear: String { text("tag.clear") }
  func tagClearThis(name: String) -> String { text("tag.clear_this", ["name": .text(name)]) }
  var tagFaultExists: String { text("tag.fault_exists") }
  var tagFaultName: String { text("tag.fault_name") }
  var tagFaultNotFound: String { text("tag.fault_not_found") }
  var tagFaultRetired: String { text("tag.fault_retired") }
  var tagFaultTooMany: String { text("tag.fault_too_many") }
  var tagInUse: String { text("tag.in_use") }
  var tagIntro: String { text("tag.intro") }
  var tagMake: String { text("tag.make") }
  var tagName: String { text("tag.name") }
  var tagNew: String { text("tag.new") }
  var tagNone: String { text("tag.none") }
  var tagNoneOnMember: String { text("tag.none_on_member") }
  var tagNote: String { text("tag.note") }
  var tagRetire: String { text("tag.retire") }
  var tagRetired: String { text("tag.retired") }
  var tagRevive: String { text("tag.revive") }
  var tagSet: String { text("tag.set") }
  func tagSince(day: String) -> String { text("tag.since", ["day": .text(day)]) }
  var tagSinceColumn: String { text("tag.since_column") }
  var tagTitle: String { text("tag.title") }
}
