// What the one who serves a member sees around the account: holds, devices, messages, feedback, notes, and
// what staff did.
extension MemberPage {
  struct Service: Sendable {
    var holds: Loaded<[Hold]>
    var devices: Loaded<[Device]>
    var messages: Loaded<[Message]>
    var feedback: Loaded<[Thread]>
    /// Accounts elsewhere, with those that ended.
    var links: Loaded<[ShownLink]>
    /// Newest first.
    var notes: Loaded<[TimelineStep]>
    /// Nil for those without the right to the log.
    var logged: Loaded<[AuditRow]>?
    /// What the log calls this member.
    var subject = ""
    var mayNote = false
    var mayPropose = false
    var typedNote = ""
    /// Why the note was not taken.
    var noteFault: String?
  }

  /// Points set aside for a payment.
  struct Hold: Sendable {
    let transactionID: String
    let program: String
    let place: String?
    let points: ShownPoints
    let until: ShownTime
  }

  /// Where the member is signed in.
  struct Device: Sendable {
    let name: String
    let enteredAt: ShownTime
    let seenAt: ShownTime
  }

  /// What the member was told.
  struct Message: Sendable {
    let kind: ShownMessage
    let at: ShownTime
    let isRead: Bool
    /// Beside the site.
    let ways: [(way: ShownWay, progress: DeliveriesPage.Progress)]
  }

  struct Thread: Sendable {
    let id: String
    let beginning: String
    let to: String
    let state: ShownFeedback
    let at: ShownTime
  }

  func heldCard(_ service: Service, _ visit: Visit) -> Node {
    let words = visit.words
    if case .loaded(let holds) = service.holds, holds.isEmpty { return .nothing }
    return card(words.memberHolds, words.memberHoldsNote, id: "holds") {
      service.holds.node(visit) { holds in
        DataTable(
          name: words.memberHolds,
          columns: [
            Column(words.commonProgram), Column(words.commonPoints, .number),
            Column(words.memberHeldUntil, .number),
          ],
          rows: holds.map { hold in
            [
              twoLines(
                a(.href(.transaction(hold.transactionID))) { hold.program }, hold.place ?? words.commonNone),
              .text(words.points(hold.points)), moment(hold.until, words),
            ]
          }
        ).node
      }
    }
  }

  func loggedCard(_ service: Service, _ visit: Visit) -> Node {
    guard let logged = service.logged else { return .nothing }
    let words = visit.words
    return card(words.memberLogged, words.memberLoggedNote, id: "logged") {
      logged.node(visit) { rows in
        if rows.isEmpty { return p(.class("none")) { words.memberLoggedNone } }
        return Node {
          DataTable(
            name: words.memberLogged,
            columns: [
              Column(words.auditAction), Column(words.auditWho), Column(words.auditChange),
              Column(words.commonTime, .number),
            ],
            rows: rows.map { row in
              [
                code { row.action },
                twoLines(.text(row.who), row.origin.isEmpty ? words.commonNone : row.origin),
                AuditPage.change(row, words), .text(words.exactTime(row.at)),
              ]
            }
          ).node
          p(.class("more")) {
            a(.href(Link.audit.query([("subject", service.subject)]))) { words.memberLoggedAll }
          }
        }
      }
    }
  }

  func actCard(_ service: Service, _ visit: Visit) -> Node {
    guard service.mayPropose, standing != .closed else { return .nothing }
    let words = visit.words
    return card(words.memberActs, words.memberActsNote) {
      p { a(.class("button"), .href(.memberAdjust(id))) { words.adjustTitle } }
      p { a(.class("button plain"), .href(.memberMerge(id))) { words.mergeTitle } }
    }
  }

  func noteCard(_ service: Service, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.memberNotes, words.memberNotesNote, id: "notes") {
      service.notes.node(visit) { notes in
        notes.isEmpty ? p(.class("none")) { words.memberNotesNone } : timeline(notes, words)
      }
      if service.mayNote { noteForm(service, visit) }
    }
  }

  private func noteForm(_ service: Service, _ visit: Visit) -> Node {
    let words = visit.words
    var attributes: [Attribute] = [.id("note"), .name("text"), .maxlength(500), .required]
    if service.noteFault != nil {
      attributes += [.aria(.invalid, "true"), .aria(.describedby, "note-fault")]
    }
    return form(.class("decision"), .method(.post), .action(.memberNotes(id))) {
      formToken(visit)
      div(.class("field")) {
        label(.for("note")) { words.memberNoteNew }
        textarea(attributes) { service.typedNote }
        if let fault = service.noteFault { p(.id("note-fault"), .class("fault"), .role("alert")) { fault } }
      }
      div { button(.class("button plain")) { words.memberNoteSave } }
    }
  }

  func aroundCards(_ service: Service, _ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      card(words.memberDevices) {
        service.devices.node(visit) { list(of: $0, words.memberNoDevices) { deviceItem($0, words) } }
      }
      card(words.memberMessages, id: "messages") {
        service.messages.node(visit) { list(of: $0, words.memberNoMessages) { messageItem($0, words) } }
      }
      card(words.memberFeedback, id: "feedback") {
        service.feedback.node(visit) { list(of: $0, words.memberNoFeedback) { threadItem($0, words) } }
      }
    }
  }

  func linkCard(_ service: Service, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.linkTitle, id: "links") {
      service.links.node(visit) { list(of: $0, words.linkDeskNone) { linkItem($0, service, visit) } }
    }
  }

  private func linkItem(_ link: ShownLink, _ service: Service, _ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      twoLines(
        .text(link.system + " " + link.account),
        [words.time(link.since), link.way, link.ended ?? words.linkStateCurrent].joined(
          separator: " \u{00B7} "))
      if service.mayNote, link.ended == nil {
        deskForm(
          Link.links.appending(link.id).appending("end"), words.linkEnd, isMain: false,
          name: words.linkEndName(account: link.account), visit
        ) { input(.type("hidden"), .name("member"), .value(id)) }
      }
    }
  }

  private func list<Item>(of items: [Item], _ none: String, _ item: (Item) -> Node) -> Node {
    if items.isEmpty { return p(.class("none")) { none } }
    return ul(.class("plain-list")) { for one in items { li { item(one) } } }
  }

  private func deviceItem(_ device: Device, _ words: Words) -> Node {
    twoLines(
      .text(device.name.isEmpty ? words.commonNone : device.name),
      words.memberDeviceSeen(entered: words.time(device.enteredAt), seen: words.time(device.seenAt)))
  }

  private func messageItem(_ message: Message, _ words: Words) -> Node {
    let read = message.isRead ? words.memberMessageRead : words.memberMessageUnread
    let ways = message.ways.map { $0.way.name(words) + " " + $0.progress.name(words) }
    return twoLines(
      .text(message.kind.name(words)),
      ([words.time(message.at), read] + ways).joined(separator: " \u{00B7} "))
  }

  private func threadItem(_ thread: Thread, _ words: Words) -> Node {
    Node {
      twoLines(
        a(.href(.feedback(thread.id))) { thread.beginning }, thread.to + " \u{00B7} " + words.time(thread.at))
      thread.state.badge(words)
    }
  }
}
