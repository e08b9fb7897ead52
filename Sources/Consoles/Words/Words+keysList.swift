// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var listAny: String { text("list.any") }
  var listApply: String { text("list.apply") }
  var listClear: String { text("list.clear") }
  func listCondition(name: String, value: String) -> String {
    text(
      "list.condition", ["name": .text(name), "value": .text(value)])
  }
  var listConditionJoin: String { text("list.condition_join") }
  var listExport: String { text("list.export") }
  var listFilter: String { text("list.filter") }
  var listFirst: String { text("list.first") }
  var listLimit: String { text("list.limit") }
  var listNext: String { text("list.next") }
  func listNoMatchText(filters: String) -> String { text("list.no_match_text", ["filters": .text(filters)]) }
  var listNoMatchTitle: String { text("list.no_match_title") }
  var listPaging: String { text("list.paging") }
  var listPastEnd: String { text("list.past_end") }
  var listSearch: String { text("list.search") }
  func listShown(count: Int64) -> String { text("list.shown", ["count": .count(count)]) }
}
