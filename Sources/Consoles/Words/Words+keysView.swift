// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var viewAll: String { text("view.all") }
  var viewBadList: String { text("view.bad_list") }
  var viewBadName: String { text("view.bad_name") }
  var viewChange: String { text("view.change") }
  var viewColumns: String { text("view.columns") }
  var viewColumnsHint: String { text("view.columns_hint") }
  var viewColumnsKeep: String { text("view.columns_keep") }
  var viewDelete: String { text("view.delete") }
  var viewName: String { text("view.name") }
  func viewOthers(name: String) -> String { text("view.others", ["name": .text(name)]) }
  var viewRename: String { text("view.rename") }
  var viewSave: String { text("view.save") }
  var viewShare: String { text("view.share") }
  var viewTitle: String { text("view.title") }
  func viewTooMany(limit: String) -> String { text("view.too_many", ["limit": .text(limit)]) }
}
