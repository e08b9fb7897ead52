/// How the viewer likes the list that they look at: views that were kept, and columns that are left out.
///
/// Every list has it, since every list is a ``Listing``; the door reads it by the list's path.
struct Shelf: Sendable {
  struct View: Sendable {
    let id: String
    let name: String
    let link: Link
    let isOwn: Bool
    let isShared: Bool
  }

  /// The list's own address.
  let base: Link
  let views: [View]
  /// Places from 0 of columns left out.
  let hidden: Set<Int>
  /// How many columns the list had when that was chosen; another number makes the choice void.
  let width: Int
  /// Where forms go, as `/operator/views`.
  let target: Link

  func isShown(_ place: Int, of count: Int) -> Bool {
    place == 0 || count != width || !hidden.contains(place)
  }

  /// What the viewer looks at now; nil where no view is like it.
  func current(_ query: ListQuery) -> View? {
    let asked = query.first.link(on: base)
    return views.first { $0.link == asked }
  }

  /// The views side by side, the first of them everything; nothing where there is no other.
  func tabs(_ query: ListQuery, _ words: Words) -> Node {
    if views.isEmpty { return .nothing }
    let isAll = query.first.link(on: base) == base
    let chosen = current(query)
    return nav(.class("tabs"), .aria(.label, words.viewTitle)) {
      a(isAll ? [.href(base), .aria(.current, "page")] : [.href(base)]) { words.viewAll }
      for view in views {
        a(view.id == chosen?.id ? [.href(view.link), .aria(.current, "page")] : [.href(view.link)]) {
          view.isOwn ? view.name : words.viewOthers(name: view.name)
        }
      }
    }
  }

  /// Keeping a view, changing one's own, and choosing columns.
  func tools(_ query: ListQuery, columns: [Column], _ visit: Visit) -> Node {
    let words = visit.words
    return div(.class("shelf")) {
      if let own = current(query), own.isOwn {
        details {
          summary { words.viewChange }
          deskForm(target.appending(own.id).appending("rename"), words.viewRename, isMain: false, visit) {
            deskField("view-rename", words.viewName, own.name, length: 40, sentAs: "name")
          }
          deskForm(target.appending(own.id).appending("delete"), words.viewDelete, isMain: false, visit)
        }
      } else if query.isFiltered || query.sort != nil {
        details {
          summary { words.viewSave }
          deskForm(target, words.viewSave, isMain: false, visit) {
            listFields(query)
            deskField("view-name", words.viewName, length: 40, sentAs: "name")
            deskCheck("shared", words.viewShare, isOn: false)
          }
        }
      }
      if columns.count > 2 {
        details {
          summary { words.viewColumns }
          deskForm(target.appending("columns"), words.viewColumnsKeep, isMain: false, visit) {
            listFields(query)
            input(.type("hidden"), .name("width"), .value(String(columns.count)))
            fieldset {
              legend { words.viewColumnsHint }
              div(.class("checks")) {
                columns.enumerated().dropFirst().map { place, column in
                  deskCheck("column_\(place)", column.name, isOn: isShown(place, of: columns.count))
                }
              }
            }
          }
        }
      }
    }
  }

  @Nodes private func listFields(_ query: ListQuery) -> [Node] {
    let asked = query.first.link(on: base).text.dropFirst(base.text.count).drop { $0 == "?" }
    input(.type("hidden"), .name("list"), .value(base.text))
    input(.type("hidden"), .name("query"), .value(String(asked)))
  }
}
