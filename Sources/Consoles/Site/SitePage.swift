/// A page of the member site: for thumbs first, and whole without script.
protocol SitePage: Page {
  /// Where it stands in the bar at the bottom; nil for pages before entering.
  var tab: SiteTab? { get }
  /// Seconds after which a browser without script asks again; nil for pages that stay as they are.
  var refreshSeconds: Int64? { get }
  /// The page above it, for the way back.
  var above: SiteTab? { get }
}

extension SitePage {
  var refreshSeconds: Int64? { nil }
  var above: SiteTab? { nil }
}

/// The places of the bar at the bottom.
enum SiteTab: CaseIterable, Sendable {
  case home, code, points, places, me

  var link: Link {
    switch self {
    case .home: .site
    case .code: .siteCode
    case .points: .sitePoints
    case .places: .sitePlaces
    case .me: .siteMe
    }
  }

  func name(_ words: Words) -> String {
    switch self {
    case .home: words.siteHome
    case .code: words.siteCode
    case .points: words.sitePoints
    case .places: words.sitePlaces
    case .me: words.siteMe
    }
  }

  /// Drawn above the name, which says it all.
  var picture: Node {
    switch self {
    case .home: .raw("<path d=\"M3 9l7-6l7 6v8h-5v-5H8v5H3z\"/>")
    case .code:
      .raw(
        "<path d=\"M3 3h5v5H3zM12 3h5v5h-5zM3 12h5v5H3zM12 12h2v2h-2zM15.5 15.5h1.5v1.5h-1.5z\"/>")
    case .points: .raw("<path d=\"M4 3h12v14H4zM7 7h6M7 10h6M7 13h3\"/>")
    case .places: .raw("<path d=\"M3 8l1.5-5h11L17 8zM4.5 8v9h11V8M8 17v-5h4v5\"/>")
    case .me:
      .raw("<path d=\"M10 10a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7zM3 17c.6-3.2 3.4-5 7-5s6.4 1.8 7 5z\"/>")
    }
  }
}

extension SitePage {
  func render(_ visit: Visit) -> [UInt8] {
    var frame = DocumentFrame(face: "site", styles: [.stylesheet, .siteStyle], scripts: [.comfort])
    if let refreshSeconds {
      frame.scripts.append(.live)
      frame.refreshSeconds = refreshSeconds
    }
    frame.isLargeType = visit.isLargeType
    return Markup.document(frame.node(visit, heading: heading(visit.words)) { siteBody(visit) })
  }

  @Nodes private func siteBody(_ visit: Visit) -> [Node] {
    let words = visit.words
    header(.class("top site-top")) {
      brand(words, to: .site)
      div(.class("top-end")) {
        a(.class("quiet"), .href(.siteHelp)) { words.shellHelp }
        languageSwitch(visit)
      }
    }
    main(.id("content"), .tabindex(-1)) {
      if let above {
        p(.class("back")) { a(.href(above.link)) { "\u{2039} " + above.name(words) } }
      }
      announcements(visit)
      notices(visit)
      content(visit)
    }
    pageFoot(words, zone: tab != nil)
    if let tab { tabBar(words, current: tab) }
  }

  private func tabBar(_ words: Words, current: SiteTab) -> Node {
    nav(.class("tabs"), .aria(.label, words.shellMenu)) {
      for place in SiteTab.allCases {
        a(place == current ? [.href(place.link), .aria(.current, "page")] : [.href(place.link)]) {
          svg(
            Attribute("viewBox", "0 0 20 20"), Attribute("width", "22"), Attribute("height", "22"),
            Attribute("fill", "none"), Attribute("stroke", "currentColor"),
            Attribute("stroke-width", "1.5"), Attribute("stroke-linejoin", "round"), .aria(.hidden, "true")
          ) { place.picture }
          span { place.name(words) }
        }
      }
    }
  }
}

/// A field of a form with its label, and where something is wrong with it, what.
func siteField(
  _ id: String, _ name: String, field: String? = nil, hint: String? = nil, fault: String? = nil,
  _ attributes: [Attribute]
) -> Node {
  // Where a page has several forms, their fields share a name and no id.
  var all: [Attribute] = [.id(id), .name(field ?? id)] + attributes
  if fault != nil { all += [.aria(.invalid, "true"), .aria(.describedby, id + "-fault")] }
  return div(.class("field")) {
    label(.for(id)) { name }
    input(all)
    if let fault { p(.id(id + "-fault"), .class("fault")) { fault } }
    if let hint { p(.class("hint")) { hint } }
  }
}

/// A list of links to pages of their own, each a full row for a thumb.
func rowLinks(_ rows: [(name: String, note: String, link: Link)]) -> Node {
  ul(.class("rows")) {
    for row in rows {
      li {
        a(.href(row.link)) {
          span { row.name }
          small { row.note }
        }
      }
    }
  }
}
