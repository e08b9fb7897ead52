// What the forms of the consoles are made of.

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
/// - Parameter name: what the button is called where the page has more of the kind; begins as `act`.
func deskForm(
  _ target: Link, _ act: String, isMain: Bool = true, name: String? = nil, _ visit: Visit,
  @Nodes fields: () -> [Node] = { [] }
) -> Node {
  let looks: [Attribute] = isMain ? [.class("button")] : [.class("button plain")]
  return form(.class("decision"), .method(.post), .action(target)) {
    formToken(visit)
    fields()
    div { button(name.map { looks + [.aria(.label, $0)] } ?? looks) { act } }
  }
}

/// An act that cannot be taken back: unfolded first, and said to be final before it is sent.
func finalForm(
  _ target: Link, _ act: String, _ note: String, _ visit: Visit, @Nodes fields: () -> [Node] = { [] }
) -> Node {
  details {
    summary { act }
    deskForm(target, act, isMain: false, visit) {
      fields()
      p(.class("hint")) { note }
    }
  }
}

/// Why what was sent was refused, read out at once; nothing where nothing was. Fields at fault are described
/// by it, hence its id.
func faultNotice(_ fault: String?, id: String = "fault") -> Node {
  guard let fault else { return .nothing }
  return div(.class("notice bad"), .role("alert"), .id(id)) { p { fault } }
}
