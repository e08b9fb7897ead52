import Loyalty

/// A page of the seat: one screen at a time, for the keyboard first, and whole without script.
protocol SeatPage: Page {
  /// Where the browser stands; nil before it is paired.
  var here: SeatHere? { get }
  /// What stands around it: nothing but the page on slips.
  var frame: DocumentFrame { get }
}

/// What a seat is called, and how its shift stands.
struct SeatHere: Sendable {
  /// The terminal's public name: what is taken without a line belongs to it.
  let seat: String
  let merchant: String
  let store: String
  let terminal: String
  var shiftSince: ShownTime?
  /// Why the merchant is suspended; nil while it trades.
  var suspension: String?
}

extension SeatPage {
  var frame: DocumentFrame {
    DocumentFrame(face: "seat", styles: [.stylesheet, .seatStyle], scripts: [.seat])
  }

  func render(_ visit: Visit) -> [UInt8] {
    Markup.document(frame.node(visit, heading: heading(visit.words)) { seatBody(visit) })
  }

  @Nodes private func seatBody(_ visit: Visit) -> [Node] {
    let words = visit.words
    header(.class("top seat-top")) {
      brand(words, to: .seat)
      if let here {
        p(.class("here")) {
          words.seatHere(merchant: here.merchant, store: here.store, terminal: here.terminal)
          if let since = here.shiftSince { small { words.seatShiftSince(time: words.time(since)) } }
        }
      }
      div(.class("top-end")) {
        button(
          .id("sound"), .type("button"), .class("quiet"), .hidden,
          Attribute("data-on", words.seatSoundOn), Attribute("data-off", words.seatSoundOff)
        ) { words.seatSoundOff }
        a(.class("quiet"), .id("to-keys"), .href(.seatKeys)) { words.seatKeys + " ?" }
        languageSwitch(visit)
        if let person = visit.person {
          form(.class("person leave"), .method(.post), .action(.seatSignOut)) {
            formToken(visit)
            span(.class("who")) {
              strong { person.name }
              small { person.role }
            }
            button(.class("quiet")) { words.seatLock }
          }
        }
      }
    }
    lineBar(words)
    main(.id("content"), .tabindex(-1)) {
      if let reason = here?.suspension { suspendedBanner(reason, words) }
      notices(visit)
      content(visit)
    }
  }

  /// Shown by script alone: without it nothing waits in the browser.
  private func lineBar(_ words: Words) -> Node {
    div(
      .id("line"), .class("line"), .role("status"), .hidden, Attribute("data-seat", here?.seat ?? "")
    ) {
      span(.id("line-down"), .hidden) { words.seatOfflineBar }
      span(.id("line-leave"), .hidden) { words.seatOfflineLeave }
      span(.id("line-waiting"), .hidden) {
        words.seatOfflineWaiting + " "
        strong(.id("waiting")) { "0" }
      }
      ul(
        .id("line-refused"), Attribute("data-text", words.seatOfflineRefused),
        Attribute(
          "data-clear", words.seatOfflineClear)
      ) {}
    }
  }
}

/// A field with its label; the fault is said at the top of the page, where it is seen first.
func seatField(
  _ id: String, _ name: String, hint: String? = nil, _ attributes: [Attribute]
) -> Node {
  div(.class("field")) {
    label(.for(id)) { name }
    input(
      [.id(id), .name(id), .autocomplete("off"), Attribute("spellcheck", "false")]
        + (hint == nil ? [] : [.aria(.describedby, id + "-hint")]) + attributes)
    if let hint { p(.id(id + "-hint"), .class("hint")) { hint } }
  }
}

/// How a purchase was paid, where rules ask for it: nothing chosen says nothing.
func seatPayment(_ chosen: PaymentKind?, _ words: Words) -> Node {
  div(.class("field payment")) {
    label(.for("payment")) { words.paymentName }
    select(.id("payment"), .name("payment")) {
      option(.value("")) { words.paymentUnknown }
      for kind in PaymentKind.allCases {
        option(kind == chosen ? [.value(kind.name), .selected] : [.value(kind.name)]) { kind.name(words) }
      }
    }
  }
}

/// A key as it is printed on keyboards.
func keyCap(_ name: String) -> Node { Tag("kbd")() { name } }

/// How much may be taken without the line, for script to keep to; the server does as well.
func seatLimits(_ limits: SeatLimits) -> Node {
  span(
    .id("limits"), .hidden, Attribute("data-one", String(limits.one)),
    Attribute("data-all", String(limits.all)), Attribute("data-count", String(limits.count)),
    Attribute("data-seconds", String(limits.seconds))
  ) {}
}

/// In minor units of the seat's currency.
struct SeatLimits: Sendable {
  let one: Int64
  let all: Int64
  let count: Int64
  let seconds: Int64
  let currency: String
}
