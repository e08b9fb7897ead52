import Coalition

// How a merchant stands, its terms and its profile, with what may be changed about them.
extension MerchantPage {
  func standingCard(_ visit: Visit) -> Node {
    let words = visit.words
    let text =
      switch standing {
      case .suspended: words.merchantStandingSuspended
      case .closed: words.merchantStandingClosed
      default: words.merchantStandingActive
      }
    return Node {
      p { text }
      if !reason.isEmpty { facts([(words.commonReason, .text(reason))]) }
      if rights.changes, standing != .closed {
        if standing == .suspended {
          stand("active", words.merchantResume, "resume", nil, visit)
        } else {
          stand("suspended", words.merchantSuspend, "suspend", words.merchantSuspendNote, visit)
        }
        details {
          summary { words.merchantClose }
          stand("closed", words.merchantClose, "close", words.merchantCloseNote, visit)
        }
      }
    }
  }

  /// A form that changes the standing; with a note it asks why.
  private func stand(
    _ status: String, _ act: String, _ name: String, _ note: String?, _ visit: Visit
  ) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.merchant(id).appending("standing"))) {
      formToken(visit)
      input(.type("hidden"), .name("status"), .value(status))
      if let note {
        div(.class("field")) {
          label(.for(name)) { words.merchantStandingReason }
          textarea(
            .id(name), .name("reason"), .maxlength(200), .required, .aria(.describedby, name + "-note")
          ) {}
          small(.id(name + "-note")) { note }
        }
      }
      div { button(note == nil ? [.class("button")] : [.class("button plain")]) { act } }
    }
  }

  func termsCard(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      terms.node(visit) { rows in
        if rows.isEmpty { return p(.class("none")) { words.merchantTermsNone } }
        return DataTable(
          name: words.merchantTerms,
          columns: [
            Column(words.commonProgram), Column(words.merchantTermsRole), Column(words.merchantTermsRate),
            Column(words.merchantTermsLimit, .number),
          ],
          rows: rows.map { [.text($0.program)] + cells($0, words) }
        ).node
      }
      history.node(visit) { versions in
        if versions.isEmpty { return .nothing }
        return details {
          summary { words.merchantHistory }
          DataTable(
            name: words.merchantHistory,
            columns: [
              Column(words.commonProgram), Column(words.merchantTermsRole), Column(words.merchantTermsRate),
              Column(words.merchantTermsLimit, .number), Column(words.merchantSetBy),
              Column(words.commonTime, .number),
            ],
            rows: versions.map { version in
              [twoLines(.text(version.term.program), words.merchantVersion(number: version.number))]
                + cells(version.term, words) + [.text(version.by), moment(version.at, words)]
            }
          ).node
        }
      }
      if rights.proposesTerms, !termsForm.programs.isEmpty, standing != .closed { changeTerms(visit) }
    }
  }

  private func cells(_ term: Term, _ words: Words) -> [Node] {
    [.text(term.role), .text(term.rate ?? words.commonNone), .text(term.limit)]
  }

  private func changeTerms(_ visit: Visit) -> Node {
    let words = visit.words
    let fields = termsForm
    return details(fault == nil ? [] : [.open]) {
      summary { words.merchantTermsChange }
      deskForm(.merchant(id).appending("terms"), words.merchantTermsPropose, visit) {
        termsFields(fields, words)
        deskChoice("program", words.commonProgram, fields.programs, fields.program)
        deskField("limit", words.merchantTermsLimit, fields.limit, isRequired: false, length: 16)
        div(.class("field")) {
          label(.for("terms-reason")) { words.merchantTermsReason }
          textarea(.id("terms-reason"), .name("reason"), .maxlength(200), .required) { fields.reason }
        }
      }
    }
  }

  func profileCard(_ visit: Visit) -> Node {
    let words = visit.words
    let category = MerchantCategory(rawValue: profile.category) ?? .other
    func shown(_ text: String) -> Node { .text(text.isEmpty ? words.commonNone : text) }
    return card(words.merchantProfile, words.merchantProfileNote, id: "profile") {
      facts([
        (words.deskName, .text(names.joined(separator: " \u{00B7} "))),
        (words.deskCode, copyable(code, words)),
        (words.categoryName, .text(category.name(words))),
        (words.merchantLegalName, shown(profile.legalName)),
        (words.merchantRegistration, shown(profile.registration)),
        (words.merchantContact, shown(profile.contact)), (words.merchantPhone, shown(profile.phone)),
        (words.merchantEmail, shown(profile.email)), (words.commonJoined, moment(joinedAt, words)),
      ])
      if rights.changes {
        details(fault == nil ? [] : [.open]) {
          summary { words.merchantProfileChange }
          deskForm(.merchant(id).appending("profile"), words.staffSave, visit) {
            deskChoice("category", words.categoryName, MerchantCategory.choices(words), category.rawValue)
            deskField("legal_name", words.merchantLegalName, profile.legalName, isRequired: false)
            deskField(
              "registration", words.merchantRegistration, profile.registration, isRequired: false, length: 32)
            deskField("contact", words.merchantContact, profile.contact, isRequired: false)
            deskField("phone", words.merchantPhone, profile.phone, isRequired: false, length: 20)
            deskField("email", words.merchantEmail, profile.email, isRequired: false, length: 254)
          }
        }
      }
    }
  }
}

/// What is given for what, and which of the two a merchant does.
@Nodes func termsFields(_ fields: MerchantPage.TermsForm, _ words: Words) -> [Node] {
  deskCheck("issuing", words.merchantIssuing, isOn: fields.isIssuing)
  deskCheck("accepting", words.merchantAccepting, isOn: fields.isAccepting)
  deskField("points", words.merchantTermsPoints, fields.points, length: 12)
  deskField("per", words.merchantTermsPer, fields.per, length: 12)
  deskChoice(
    "rounding", words.merchantTermsRounding,
    [
      ("down", words.merchantTermsDown), ("half_up", words.merchantTermsHalf), ("up", words.merchantTermsUp),
    ], fields.rounding)
}
