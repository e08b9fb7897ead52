/// Buys points: which and how many, then the price, then an order that waits for its payment.
struct SiteBuyPage: SitePage {
  struct Program: Sendable {
    let code: String
    let name: String
    /// What it says of buying, in sentences.
    let rules: [String]
  }

  /// One of the member's own orders.
  struct Order: Sendable {
    let id: String
    let program: String
    let points: ShownPoints
    let price: ShownMoney
    let state: ShownOrderState
    let at: ShownTime
    /// For whom it is, as its buyer may know them; nil: for themselves.
    var receiver: String?
    /// What they wrote to them.
    var words = ""
  }

  let programs: [Program]
  let orders: Loaded<[Order]>
  var chosen = ""
  var points = ""
  /// Whether any of the programmes sells for others.
  var allowsGifts = false
  var to = ""
  var message = ""
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.buyTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.buyIntro)
      if programs.isEmpty {
        emptyState(.quiet, words.buyNone, words.buyNoneText) {
          a(.class("button"), .href(.sitePoints)) { words.sitePoints }
        }
      } else {
        section(.class("card")) {
          h2(.class("unseen")) { heading(words) }
          form(.method(.post), .action(.siteBuy), .class("decision")) {
            formToken(visit)
            programField(words)
            siteField(
              "points", words.commonPoints, fault: fault,
              [
                .type("text"), .autocomplete("off"), Attribute("inputmode", "decimal"), .maxlength(20),
                .required, .value(points),
              ])
            if allowsGifts { gift(words) }
            button(.class("button wide")) { words.transferGoOn }
          }
        }
        card(words.buyRules) {
          for program in programs {
            h3 { program.name }
            ul(.class("ways")) { for rule in program.rules { li { rule } } }
          }
        }
      }
      card(words.buyOwn) { orders.node(visit) { list($0, words) } }
    }
  }

  @Nodes private func gift(_ words: Words) -> [Node] {
    siteField(
      "to", words.buyTo, hint: words.buyToHint,
      [.type("text"), .autocomplete("off"), .maxlength(60), .value(to)])
    siteField(
      "message", words.buyMessage, hint: words.buyMessageHint,
      [.type("text"), .autocomplete("off"), .maxlength(100), .value(message)])
  }

  private func programField(_ words: Words) -> Node {
    div(.class("field")) {
      label(.for("program")) { words.commonProgram }
      select(.id("program"), .name("program")) {
        for program in programs {
          option(
            program.code == chosen ? [.value(program.code), .selected] : [.value(program.code)]
          ) { program.name }
        }
      }
    }
  }

  private func list(_ orders: [Order], _ words: Words) -> Node {
    if orders.isEmpty { return p(.class("none")) { words.buyOwnNone } }
    return ul(.class("rows")) {
      for order in orders {
        li {
          a(.href(.siteBuyOrder(order.id))) {
            span { words.points(order.points) + " \u{00B7} " + order.program }
            if let receiver = order.receiver { small { words.buyFor(name: receiver) } }
            small {
              order.state.name(words) + " \u{00B7} " + words.money(order.price) + " \u{00B7} "
                + words.time(order.at)
            }
          }
        }
      }
    }
  }
}

/// One of the member's own orders of points: what it costs and where it stands.
struct SiteBuyOrderPage: SitePage {
  let order: SiteBuyPage.Order
  let payUntil: ShownTime
  /// The last day of its points; nil for never.
  let end: ShownTime?
  let returnUntil: ShownTime?
  /// The movement that credited it.
  let entry: String?
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.buyOrder }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(
        heading(words), order.state == .waiting ? words.buyWaitingText : order.state.following(words) ?? "")
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      section(.class("card")) {
        h2 { words.points(order.points) + " \u{00B7} " + order.program }
        facts(lines(words))
        if order.state == .credited, returnUntil != nil {
          deskForm(
            .siteBuyOrder(order.id).appending("return"), words.buyReturnAct, isMain: false, visit
          ) { p(.class("hint")) { words.buyReturnNote } }
        }
        if let entry { p(.class("more")) { a(.href(.siteEntry(entry))) { words.serviceEntry } } }
        p(.class("more")) { a(.href(.siteBuy)) { words.buyTitle } }
      }
    }
  }

  private func lines(_ words: Words) -> [(name: String, value: Node)] {
    var lines: [(name: String, value: Node)] = [(words.commonState, order.state.badge(words))]
    if let receiver = order.receiver { lines.append((words.buyReceiver, strong { receiver })) }
    if !order.words.isEmpty { lines.append((words.buyMessage, .text(order.words))) }
    lines += [
      (words.buyPrice, strong { words.money(order.price) }), (words.buyNumber, code { order.id }),
      (words.buyOrderedAt, .text(words.time(order.at))),
      (words.reinstateNewEnd, .text(end.map(words.day) ?? words.commonNever)),
    ]
    if order.state == .waiting { lines.append((words.buyPayUntil, .text(words.time(payUntil)))) }
    if order.state == .credited, let returnUntil {
      lines.append((words.buyReturnUntil, .text(words.time(returnUntil))))
    }
    return lines
  }
}
