/// A page: a value with what it shows, and how it shows it.
protocol Page: Sendable {
  func heading(_ words: Words) -> String
  func content(_ visit: Visit) -> Node
}

/// A page in front of sign-in, or for everybody: start, sign-in, developers, errors.
protocol FrontPage: Page {}

/// A page of the operator's console, or, with a ``Visit/desk``, of a merchant's.
protocol ConsolePage: Page {
  var place: MenuPlace { get }
  /// Set on pages below a list; the list itself is the crumb before it.
  var isBelowPlace: Bool { get }
  /// Where it stands in a merchant's console.
  var deskPlace: DeskPlace { get }
}

extension ConsolePage {
  var isBelowPlace: Bool { false }
}

extension FrontPage {
  func render(_ visit: Visit) -> [UInt8] {
    Markup.document(
      documentFrame(visit, heading: heading(visit.words), face: "front") { frontBody(visit) })
  }

  @Nodes private func frontBody(_ visit: Visit) -> [Node] {
    let words = visit.words
    header(.class("top front-top")) {
      brand(words, to: .start)
      nav(.class("front-nav"), .aria(.label, words.shellMenu)) {
        a(.href(.developers)) { words.menuDevelopers }
        a(.href(.help)) { words.shellHelp }
        a(.href(.site)) { words.startSite }
        a(.href(.dashboard)) { words.startConsole }
        a(.href(.apply)) { words.applyTitle }
      }
      languageSwitch(visit)
    }
    main(.id("content"), .tabindex(-1)) {
      notices(visit)
      content(visit)
    }
    pageFoot(words)
  }
}

extension ConsolePage {
  func render(_ visit: Visit) -> [UInt8] {
    Markup.document(
      documentFrame(visit, heading: heading(visit.words), face: "console") {
        if let desk = visit.desk { deskBody(visit, desk) } else { consoleBody(visit) }
      })
  }

  @Nodes private func consoleBody(_ visit: Visit) -> [Node] {
    consoleTop(visit)
    div(.class("console")) {
      consoleMenu(visit.words, current: place)
      main(.id("content"), .tabindex(-1)) {
        breadcrumbs(visit.words)
        announcements(visit)
        notices(visit)
        content(visit)
      }
    }
    pageFoot(visit.words, zone: true)
  }

  private func breadcrumbs(_ words: Words) -> Node {
    if place == .dashboard && !isBelowPlace { return .nothing }
    return nav(.class("crumbs"), .aria(.label, words.shellTrail)) {
      ol {
        li { a(.href(.dashboard)) { words.menuDashboard } }
        if isBelowPlace {
          li { a(.href(place.link)) { place.name(words) } }
        }
        li(.aria(.current, "page")) { heading(words) }
      }
    }
  }
}
