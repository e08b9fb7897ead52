/// What a merchant needs before it trades, and how far it is; worked out from what there is.
struct DeskSetUpPage: DeskPage {
  enum Step: CaseIterable, Sendable { case store, terms, staff, terminal, sale }

  let code: String
  let names: [String]
  let steps: [(step: Step, isDone: Bool)]

  var desk: DeskPlace { .setUp }

  /// A name that is the same in two languages is said once.
  private static func once(_ names: [String]) -> [String] {
    names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
  }

  func heading(_ words: Words) -> String { words.deskSetUp }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let done = steps.filter(\.isDone).count
    return Node {
      pageHead(heading(words), words.deskSetUpIntro(all: String(steps.count), done: String(done)))
      card(words.deskProfile) {
        facts([
          (words.commonMerchant, .text(Self.once(names).joined(separator: " \u{00B7} "))),
          (words.deskCode, copyable(code, words)),
        ])
        p(.class("hint")) { words.deskProfileNote }
      }
      card(words.deskSteps) {
        ol(.class("plain-list")) {
          for step in steps {
            li {
              span(.class("two")) {
                strong { step.step.name(words) }
                small { step.step.why(words) }
              }
              if step.isDone {
                badge(words.deskDone, .good)
              } else if let link = step.step.link {
                a(.class("button plain"), .href(link)) { words.deskDoNow }
              } else {
                badge(words.deskWaits, .warn)
              }
            }
          }
        }
      }
    }
  }
}

extension DeskSetUpPage.Step {
  func name(_ words: Words) -> String {
    switch self {
    case .store: words.deskStepStore
    case .terms: words.deskStepTerms
    case .staff: words.deskStepStaff
    case .terminal: words.deskStepTerminal
    case .sale: words.deskStepSale
    }
  }

  func why(_ words: Words) -> String {
    switch self {
    case .store: words.deskStepStoreWhy
    case .terms: words.deskStepTermsWhy
    case .staff: words.deskStepStaffWhy
    case .terminal: words.deskStepTerminalWhy
    case .sale: words.deskStepSaleWhy
    }
  }

  /// Nil for what the operator does, or what happens at a till.
  var link: Link? {
    switch self {
    case .store: .deskStores
    case .staff: .deskStaff
    case .terminal: .deskTerminals
    case .terms, .sale: nil
    }
  }
}
