func documentFrame(_ visit: Visit, heading: String, face: StaticString, @Nodes content: () -> [Node]) -> Node
{
  DocumentFrame(face: face).node(visit, heading: heading, content: content)
}

/// What a face puts around its pages.
struct DocumentFrame {
  let face: StaticString
  var styles: [Asset] = [.stylesheet]
  var scripts: [Asset] = [.comfort]
  /// Where script runs, it asks anew; elsewhere the browser does after so many seconds.
  var refreshSeconds: Int64?
  var isLargeType = false

  func node(_ visit: Visit, heading: String, @Nodes content: () -> [Node]) -> Node {
    let words = visit.words
    return html(isLargeType ? [.lang(words.language), .class("large")] : [.lang(words.language)]) {
      head(visit, heading)
      body(.class(face)) {
        a(.class("skip"), .href(.fragment("content"))) { words.shellSkip }
        environmentStripe(visit)
        content()
      }
    }
  }

  private func head(_ visit: Visit, _ heading: String) -> Node {
    let words = visit.words
    return Consoles.head {
      meta(Attribute("charset", "utf-8"))
      meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
      meta(.name("color-scheme"), .content("light dark"))
      title { heading == words.productName ? words.productName : words.shellTitle(page: heading) }
      for style in styles { link(.rel("stylesheet"), .href(visit.assets[style])) }
      link(.rel("icon"), .type("image/svg+xml"), .href(visit.assets[.icon]))
      for module in scripts { script(.type("module"), .src(visit.assets[module])) {} }
      if let refreshSeconds {
        noscript { meta(Attribute("http-equiv", "refresh"), .content(String(refreshSeconds))) }
      }
    }
  }
}

private func environmentStripe(_ visit: Visit) -> Node {
  switch visit.environment {
  case .live: .nothing
  case .sandbox: p(.class("stripe")) { visit.words.shellSandbox }
  case .demo: p(.class("stripe")) { visit.words.shellDemo }
  }
}

/// The coin: round with a square hole, as cash was cast.
let coin = Node.raw(
  """
  <svg class="coin" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">\
  <path fill="currentColor" fill-rule="evenodd" d="M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22z\
  M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 4.4a7.6 7.6 0 1 1 0 15.2a7.6 7.6 0 0 1 0-15.2z\
  M8.9 8.9v6.2h6.2v-6.2z"/></svg>
  """)

func brand(_ words: Words, to target: Link) -> Node {
  a(.class("brand"), .href(target)) {
    coin
    span { words.productName }
  }
}

/// One button a language; a form, because choosing is kept, and because it needs no script.
func languageSwitch(_ visit: Visit) -> Node {
  form(.class("languages"), .method(.post), .action(.language), .aria(.label, visit.words.shellLanguage)) {
    input(.type("hidden"), .name("back"), .value(visit.path.text))
    for language in Language.allCases {
      let attributes: [Attribute] = [
        .name("language"), .value(language.rawValue), .lang(language),
        .aria(.current, language == visit.words.language ? "true" : "false"),
      ]
      button(attributes) { language.name(in: visit.words) }
    }
  }
}

func notices(_ visit: Visit) -> Node {
  .group(
    visit.notices.map { notice in
      let isGood = notice.tone == .good
      return div(
        .classes(isGood ? ["notice", "good"] : ["notice", "bad"]),
        isGood ? .role("status") : .role("alert")
      ) { p { notice.text } }
    })
}

func pageFoot(_ words: Words, zone: Bool = false) -> Node {
  footer(.class("foot")) {
    p { words.productTagline }
    if zone { p { words.shellZone(zone: words.zoneName) } }
  }
}

/// The hidden field that proves a form came from our own page.
func formToken(_ visit: Visit) -> Node {
  guard let token = visit.formToken else { return .nothing }
  return input(.type("hidden"), .name("form_token"), .value(token))
}
