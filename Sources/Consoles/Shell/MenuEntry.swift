/// A page in a menu.
struct MenuEntry: Sendable {
  let link: Link
  let name: String
  let picture: Node
  let isCurrent: Bool
}

/// A console's menu: beside the page where there is room; on narrow screens one line with the name of the
/// page that opens it. Both are written and the style sheet shows one, so that neither needs script.
func menu(_ groups: [(name: String, entries: [MenuEntry])], _ words: Words) -> Node {
  let current = groups.lazy.flatMap(\.entries).first(where: \.isCurrent)
  return Node {
    details(.class("menu-fold")) {
      summary {
        span { words.shellMenu }
        if let current { strong { current.name } }
      }
      nav(.class("menu-folded"), .aria(.label, words.shellMenu)) { sections(groups) { $0.name } }
    }
    nav(.class("menu"), .aria(.label, words.shellMenu)) {
      sections(groups) { entry in
        // How they are drawn stands once in the style sheet: thirty times here it would be a tenth of a page.
        svg(Attribute("viewBox", "0 0 20 20"), .aria(.hidden, "true")) { entry.picture }
        span { entry.name }
      }
    }
  }
}

private func sections(
  _ groups: [(name: String, entries: [MenuEntry])], @Nodes face: (MenuEntry) -> [Node]
) -> [Node] {
  groups.map { group in
    section {
      h2 { group.name }
      ul {
        for entry in group.entries {
          li {
            a(entry.isCurrent ? [.href(entry.link), .aria(.current, "page")] : [.href(entry.link)]) {
              face(entry)
            }
          }
        }
      }
    }
  }
}
