// What the forms of a merchant's console are made of.

/// A field with its name; it is sent by its id unless that would stand twice on a page.
func deskField(
  _ id: String, _ title: String, _ value: String = "", type: StaticString = "text", isRequired: Bool = true,
  length: Int = 100, sentAs name: String? = nil
) -> Node {
  var attributes: [Attribute] = [
    .id(id), .name(name ?? id), .type(type), .value(value), .maxlength(length), .autocomplete("off"),
  ]
  if isRequired { attributes.append(.required) }
  return div(.class("field")) {
    label(.for(id)) { title }
    input(attributes)
  }
}

/// A box to tick; ticked ones are sent by their name.
func deskCheck(_ name: String, _ text: String, isOn: Bool) -> Node {
  let attributes: [Attribute] = [.type("checkbox"), .name(name), .value("1")]
  return label(.class("check")) {
    input(isOn ? attributes + [.checked] : attributes)
    span { text }
  }
}

func deskChoice(
  _ id: String, _ name: String, _ choices: [(value: String, name: String)], _ chosen: String = ""
)
  -> Node
{
  div(.class("field")) {
    label(.for(id)) { name }
    select(.id(id), .name(id)) {
      for choice in choices {
        option(choice.value == chosen ? [.value(choice.value), .selected] : [.value(choice.value)]) {
          choice.name
        }
      }
    }
  }
}

/// A form of our own with its token; without fields it is a button.
func deskForm(
  _ target: Link, _ act: String, isMain: Bool = true, _ visit: Visit, @Nodes fields: () -> [Node] = { [] }
) -> Node {
  form(.class("decision"), .method(.post), .action(target)) {
    formToken(visit)
    fields()
    div { button(isMain ? [.class("button")] : [.class("button plain")]) { act } }
  }
}

func deskFault(_ fault: String?) -> Node {
  guard let fault else { return .nothing }
  return div(.class("notice bad"), .role("alert"), .id("fault")) { p { fault } }
}
