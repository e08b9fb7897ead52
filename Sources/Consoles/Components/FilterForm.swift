/// A field of a list's filter form.
struct FilterField: Sendable {
  enum Kind: Sendable {
    case text(placeholder: String)
    case choice([(value: String, name: String)])
    case day
  }

  let parameter: String
  let name: String
  let kind: Kind
  /// Of a choice: what the list shows where nothing is chosen; its choices then name whatever is everything.
  let standard: String?

  init(_ parameter: String, _ name: String, _ kind: Kind, standard: String? = nil) {
    self.parameter = parameter
    self.name = name
    self.kind = kind
    self.standard = standard
  }
}

/// A plain GET form: what it says ends up in the address.
func filterForm(_ fields: [FilterField], _ query: ListQuery, base: Link, _ words: Words) -> Node {
  // A button that filters by nothing is no use.
  if fields.isEmpty { return .nothing }
  return form(
    .class("filters"), .method(.get), .action(base), .role("search"), .aria(.label, words.listFilter)
  ) {
    for item in query.viewItems { input(.type("hidden"), .name(item.name), .value(item.value)) }
    for field in fields { filterField(field, query.filters[field.parameter] ?? field.standard ?? "", words) }
    div(.class("filter-end")) {
      button(.class("button")) { words.listApply }
      if query.isFiltered {
        a(.class("quiet"), .href(query.unfiltered.link(on: base))) { words.listClear }
      }
    }
  }
}

private func filterField(_ field: FilterField, _ value: String, _ words: Words) -> Node {
  let id = "f-" + field.parameter
  return div(.class("field")) {
    label(.for(id)) { field.name }
    switch field.kind {
    case .text(let placeholder):
      input(.id(id), .type("search"), .name(field.parameter), .value(value), .placeholder(placeholder))
    case .day:
      input(.id(id), .type("date"), .name(field.parameter), .value(value))
    case .choice(let choices):
      select(.id(id), .name(field.parameter)) {
        if field.standard == nil { option(.value("")) { words.listAny } }
        for choice in choices {
          option(choice.value == value ? [.value(choice.value), .selected] : [.value(choice.value)]) {
            choice.name
          }
        }
      }
    }
  }
}
