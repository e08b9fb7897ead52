/// The member's own account: who they are, their settings, and everything they can do with it.
struct SiteMePage: SitePage {
  struct CardShown: Sendable {
    let number: String
    let standing: ShownStanding
  }

  let id: String
  let name: String
  let phone: String
  let email: (address: String, isProven: Bool)?
  let language: Language
  let standing: ShownStanding
  let cards: [CardShown]
  let devices: Int64
  let hasPassword: Bool
  let pin: ShownPIN
  let sendsEmail: Bool
  let unread: Int64
  var fault: String?
  /// As `02-29`; nil where the member has not said it, who says it once.
  var birthday: String?
  /// Why the birthday was not taken.
  var birthdayFault: String?

  var tab: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.siteMe }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          standing.badge(words)
          h1 { name.isEmpty ? words.siteMe : name }
          copyable(id, words)
        }
      }
      card(words.memberProfile, id: "profile") {
        form(.method(.post), .action(.siteProfile), .class("decision")) {
          formToken(visit)
          siteField(
            "name", words.enterName, fault: fault,
            [.type("text"), .autocomplete("name"), .maxlength(100), .value(name)])
          languageField(language, words)
          if birthday == nil { birthdayField(words) }
          button(.class("button")) { words.meSave }
        }
        facts(
          [
            (words.commonPhone, .text(phone)), (words.commonEmail, emailShown(words)),
          ]
            + (birthday.map { [(words.tierBirthday, .text($0))] } ?? [])
            + cards.map { card in
              (words.memberCards, twoLines(code { card.number }, card.standing.name(words)))
            })
      }
      card(words.meSettings) {
        form(.method(.post), .action(.siteType), .class("inline")) {
          formToken(visit)
          span { words.meType }
          button(
            .class("button plain"), .name("size"), .value(visit.isLargeType ? "normal" : "large")
          ) { visit.isLargeType ? words.meTypeNormal : words.meTypeLarge }
        }
        rowLinks([
          (words.tierMine, words.tierMineNote, .siteLevels),
          (words.poolTitle, words.poolIntro, .sitePools),
          (words.siteMessages, words.homeUnread(count: unread), .siteMessages),
          (words.meNotices, words.meNoticesNote, .sitePreferences),
          (words.siteFeedback, words.meFeedbackNote, .siteFeedback),
          (words.siteHelpTitle, words.siteHelpIntro, .siteHelp),
        ])
      }
      card(words.meSafety) {
        rowLinks([
          (words.meDevices, words.meDevicesNote(count: devices), .siteDevices),
          (words.mePhone, words.mePhoneNote, .sitePhone),
          (words.cardMine, words.cardMineNote(count: Int64(cards.count)), .siteCards),
          (words.linkTitle, words.linkIntro, .siteLinks),
          (words.mePin, pin.note(words), .sitePIN), (words.meEmail, emailNote(words), .siteEmail),
          (words.mePassword, hasPassword ? words.mePasswordSet : words.mePasswordNone, .sitePassword),
          (words.meFreeze, words.meFreezeNote, .siteFreeze),
        ])
      }
      card(words.meData) {
        rowLinks([
          (words.meExport, words.meExportNote, .siteExport), (words.meLeave, words.meLeaveNote, .siteLeave),
        ])
      }
      form(.method(.post), .action(.siteLeaveSession)) {
        formToken(visit)
        button(.class("button plain wide")) { words.shellSignOut }
      }
    }
  }

  private func birthdayField(_ words: Words) -> Node {
    siteField(
      "birthday", words.tierBirthday, hint: words.tierBirthdayNote, fault: birthdayFault,
      [.type("text"), .maxlength(5), .placeholder("02-29"), .autocomplete("off")])
  }

  private func emailShown(_ words: Words) -> Node {
    guard let email else { return .text(words.commonNone) }
    return email.isProven ? .text(email.address) : twoLines(.text(email.address), words.emailUnproven)
  }

  private func emailNote(_ words: Words) -> String {
    guard let email else { return sendsEmail ? words.meEmailNone : words.emailUnavailable }
    return email.isProven ? words.meEmailNote : words.emailUnproven
  }
}

/// The devices on which the member is signed in; each ends by itself.
struct SiteDevicesPage: SitePage {
  struct Device: Sendable {
    let id: String
    let name: String
    let enteredAt: ShownTime
    let seenAt: ShownTime
    let isCurrent: Bool
  }

  let devices: [Device]

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.meDevices }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.deviceIntro)
      section(.class("card")) {
        h2(.class("unseen")) { words.meDevices }
        ul(.class("moves")) {
          for device in devices {
            li {
              twoLines(
                .text(device.name.isEmpty ? words.deviceUnknown : device.name),
                words.deviceTimes(entered: words.time(device.enteredAt), seen: words.time(device.seenAt)))
              if device.isCurrent {
                badge(words.deviceCurrent, .good)
              } else {
                form(.method(.post), .action(.siteDevice(device.id))) {
                  formToken(visit)
                  button(.class("button plain")) { words.deviceEnd }
                }
              }
            }
          }
        }
      }
      if devices.count > 1 {
        form(.method(.post), .action(.siteDevicesOthers)) {
          formToken(visit)
          button(.class("button plain wide")) { words.deviceEndOthers }
        }
      }
    }
  }
}

/// Sets a password, by a code to the member's number.
struct SitePasswordPage: SitePage {
  let phone: String
  let hasPassword: Bool
  /// Whether the code is on its way.
  var isSent = false
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.mePassword }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.passwordIntro)
      card(hasPassword ? words.passwordChange : words.passwordSet) {
        if isSent {
          form(.method(.post), .action(.sitePassword), .class("decision")) {
            formToken(visit)
            codeField(words.enterCodeSent(phone: phone), fault: fault, words)
            siteField(
              "password", words.passwordNew, hint: words.passwordRule,
              [.type("password"), .autocomplete("new-password"), .maxlength(128), .required])
            p(.class("hint")) { words.passwordEffect }
            button(.class("button wide")) { words.meSave }
          }
        } else {
          codeRequest(.sitePasswordCode, phone, fault, visit)
        }
      }
    }
  }
}

/// Changes the number, proven by codes to the old and the new one.
struct SitePhonePage: SitePage {
  let phone: String
  /// The new number, once codes are on their way.
  var new: String?
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.mePhone }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.phoneIntro(phone: phone))
      section(.class("card")) {
        h2(.class("unseen")) { words.phoneNew }
        if let new {
          form(.method(.post), .action(.sitePhoneChange), .class("decision")) {
            formToken(visit)
            input(.type("hidden"), .name("phone"), .value(new))
            siteField(
              "old_code", words.phoneOldCode(phone: phone), fault: fault, codeAttributes)
            siteField("new_code", words.phoneNewCode(phone: new), codeAttributes)
            p(.class("hint")) { words.phoneEffect }
            button(.class("button wide")) { words.phoneChange }
          }
        } else {
          form(.method(.post), .action(.sitePhone), .class("decision")) {
            formToken(visit)
            siteField(
              "phone", words.phoneNew, fault: fault,
              [.type("tel"), .autocomplete("tel"), .maxlength(30), .required])
            button(.class("button wide")) { words.phoneSend }
          }
        }
      }
    }
  }
}

/// Stops one's own account, as when the phone was lost.
struct SiteFreezePage: SitePage {
  let isFrozen: Bool

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.meFreeze }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.freezeIntro)
      section(.class("card")) {
        h2 { words.freezeWhat }
        ol(.class("ways")) {
          for line in [words.freezeNothing, words.freezeKept, words.freezeDevices, words.freezeEnd] {
            li { line }
          }
        }
        if isFrozen {
          p { badge(words.standingFrozen, .bad) }
        } else {
          form(.method(.post), .action(.siteFreeze), .class("decision")) {
            formToken(visit)
            button(.class("button wide danger")) { words.freezeAction }
          }
        }
      }
    }
  }
}

/// Leaving: what is erased, what becomes of the points, and the code that makes it so.
struct SiteLeavePage: SitePage {
  struct Loss: Sendable {
    let program: String
    let points: ShownPoints
    let worth: ShownMoney
    /// Names programme and points in the form.
    let value: String
  }

  let phone: String
  let losses: [Loss]
  let isHeld: Bool
  var isSent = false
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.meLeave }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.leaveIntro)
      card(words.leaveWhat) {
        ol(.class("ways")) {
          for line in [words.leaveErased, words.leaveBooks, words.leaveCards, words.leaveFinal] {
            li { line }
          }
        }
        p(.class("more")) { a(.href(.siteExport)) { words.meExport } }
      }
      card(words.leavePoints, losses.isEmpty ? words.leaveNoPoints : words.leavePointsNote) {
        ul(.class("moves")) {
          for loss in losses {
            li {
              twoLines(.text(loss.program), words.commonWorth(money: words.money(loss.worth)))
              strong { words.points(loss.points) }
            }
          }
        }
        if !losses.isEmpty {
          p(.class("more")) { a(.href(.sitePlaces)) { words.homeUseThem } }
        }
      }
      section(.class("card")) {
        h2 { words.leaveConfirm }
        if isHeld {
          p { words.leaveHeld }
        } else if isSent {
          confirmation(visit)
        } else {
          codeRequest(.siteLeaveCode, phone, fault, visit)
        }
      }
    }
  }

  private func confirmation(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(.siteLeave), .class("decision")) {
      formToken(visit)
      input(
        .type("hidden"), .name("losses"), .value(losses.map(\.value).joined(separator: ",")))
      codeField(words.enterCodeSent(phone: phone), fault: fault, words)
      label(.class("check")) {
        input(.type("checkbox"), .name("agree"), .value("1"), .required)
        span { losses.isEmpty ? words.leaveAgree : words.leaveAgreePoints }
      }
      button(.class("button wide danger")) { words.leaveAction }
    }
  }
}

/// What is left to say to somebody who left.
struct SiteLeftPage: SitePage {
  var tab: SiteTab? { nil }

  func heading(_ words: Words) -> String { words.leaveDone }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return emptyStateWithHeading(words.leaveDone, words.leaveDoneText, words.errorHome)
  }

  private func emptyStateWithHeading(_ name: String, _ text: String, _ home: String) -> Node {
    section(.class("card sign-in")) {
      coin
      h1 { name }
      p { text }
      p(.class("actions")) { a(.class("button"), .href(.start)) { home } }
    }
  }
}
