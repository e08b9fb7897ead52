/// One's own account: password, second factor, and where one is signed in.
struct AccountPage: ConsolePage {
  enum Fault: Sendable { case passwordsDiffer, passwordWeak }

  /// A session of the viewer.
  struct Line: Sendable {
    let id: String
    let openedAt: ShownTime
    let seenAt: ShownTime
    let address: String
    let agent: String
    let isThis: Bool
  }

  let link: Link
  let login: String
  let factorSince: ShownTime?
  let recoveryCodesLeft: Int
  let isFactorRequired: Bool
  let sessions: [Line]
  var fault: Fault?

  var place: MenuPlace { .account }

  func heading(_ words: Words) -> String { words.ownTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.ownIntro(login: login))
      faultNotice(fault.map { text($0, words) })
      card(words.ownFactor, words.ownFactorNote) { factor(visit) }
      card(words.ownSessions, words.ownSessionsNote) { sessionTable(visit) }
      card(words.signInPassword, words.ownPasswordNote) { passwordForm(visit) }
    }
  }

  private func factor(_ visit: Visit) -> Node {
    let words = visit.words
    guard let since = factorSince else {
      return Node {
        p { words.ownFactorOff }
        act("factor", words.ownFactorBegin, isMain: true, visit)
      }
    }
    return Node {
      facts([
        (words.ownFactorSince, moment(since, words)),
        (words.ownRecoveryLeft, .text(words.number(Int64(recoveryCodesLeft)))),
      ])
      act("recovery", words.ownRecoveryRenew, visit)
      if isFactorRequired {
        p(.class("hint")) { words.ownFactorRequired }
      } else {
        act("factor/remove", words.ownFactorRemove, visit)
      }
    }
  }

  private func act(_ path: String, _ name: String, isMain: Bool = false, _ visit: Visit) -> Node {
    let target = path.split(separator: "/").reduce(link) { $0.appending(String($1)) }
    return form(.class("decision"), .method(.post), .action(target)) {
      formToken(visit)
      div { button(isMain ? [.class("button")] : [.class("button plain")]) { name } }
    }
  }

  private func sessionTable(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      DataTable(
        name: words.ownSessions,
        columns: [
          Column(words.ownSessionWith), Column(words.ownSessionWhere), Column(words.ownSessionOpened),
          Column(words.ownSessionSeen), Column(words.ownSessionEnd),
        ],
        rows: sessions.map { line in
          [
            .text(line.agent.isEmpty ? words.commonNone : line.agent), .text(line.address),
            moment(line.openedAt, words), moment(line.seenAt, words),
            line.isThis
              ? badge(words.ownSessionThis, .good)
              : act("sessions/\(line.id)/end", words.ownSessionEnd, visit),
          ]
        }
      ).node
      if sessions.count > 1 { act("sessions/end-others", words.ownSessionEndOthers, visit) }
    }
  }

  private func passwordForm(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(link.appending("password"))) {
      formToken(visit)
      secret("password", words.ownPasswordNew)
      secret("again", words.ownPasswordAgain)
      div { button(.class("button")) { words.ownPasswordSave } }
    }
  }

  private func secret(_ name: String, _ text: String) -> Node {
    div(.class("field")) {
      label(.for(name)) { text }
      input(
        [
          .id(name), .name(name), .type("password"), .autocomplete("new-password"), .required,
          .maxlength(128),
        ]
          + (fault == nil ? [] : [.aria(.describedby, "fault")]))
    }
  }

  private func text(_ fault: Fault, _ words: Words) -> String {
    switch fault {
    case .passwordsDiffer: words.ownPasswordDiffer
    case .passwordWeak: words.ownPasswordWeak
    }
  }
}
