/// Where a cashier looks a card up, by its number or by who holds it, or makes one.
struct SeatCardsPage: SeatPage {
  struct Row: Sendable {
    let id: String
    /// Masked.
    let number: String
    let kind: String
    let standing: String
  }

  let place: SeatHere
  /// Of the form that makes a card.
  let key: String
  /// Kinds that cards may be made of; the first is the platform's own.
  let types: [(id: String, name: String)]
  /// Whose cards these are, masked; nil where nobody was looked up.
  var owner: String?
  var rows: [Row] = []
  var sought = ""
  var member = ""
  var fault: String?
  var note: String?

  var here: SeatHere? { place }

  func heading(_ words: Words) -> String { words.cardTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return .group([
      h1 { words.cardTitle },
      faultNotice(fault),
      note.map { text in div(.class("notice good"), .role("status")) { p { text } } } ?? .nothing,
      div(.class("desk")) {
        section(.class("card")) {
          h2 { words.cardFind }
          form(.method(.post), .action(.seatCards)) {
            formToken(visit)
            seatField(
              "find", words.cardSeatFind, hint: words.cardSeatFindHint,
              [.type("text"), .value(sought), .required, .maxlength(64)] + (owner == nil ? [.autofocus] : []))
            button(.class("button")) { words.cardFindButton }
          }
          if let owner { found(owner, words) }
        }
        card(words.cardSeatIssue, words.cardSeatIssueNote) { issuing(visit) }
      },
      p(.class("actions")) {
        a(.class("button plain"), .href(.seat)) { keyed("Esc", words.seatSlipBack) }
      },
    ])
  }

  private func found(_ owner: String, _ words: Words) -> Node {
    .group([
      h3 { words.cardSeatOf(name: owner) },
      rows.isEmpty
        ? p(.class("none")) { words.cardNone }
        : ol(.class("entries")) {
          for row in rows {
            li {
              a(.href(.seatCard(row.id))) {
                span(.class("two")) {
                  strong { row.number }
                  small { row.kind }
                }
                span(.class("two end")) { row.standing }
              }
            }
          }
        },
    ])
  }

  private func issuing(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(.seatIssueCard)) {
      formToken(visit)
      input(.type("hidden"), .name("key"), .value(key))
      seatField(
        "member", words.seatMember, hint: words.seatMemberHint,
        [.type("text"), .value(member), .required, .maxlength(64), Attribute("autocapitalize", "none")])
      div(.class("field")) {
        label(.for("type")) { words.cardKind }
        select(.id("type"), .name("type")) {
          for type in types { option(.value(type.id)) { type.name } }
        }
      }
      seatHolderProof("issue", isSentByCode: note != nil, sending: .seatIssueCode, words)
      p(.class("actions")) { button(.class("button")) { words.cardSeatIssue } }
    }
  }
}

/// How a holder shows that they agree.
func seatHolderProof(_ id: String, isSentByCode: Bool, sending: Link?, _ words: Words) -> Node {
  fieldset(.class("proof")) {
    legend { words.cardSeatProof }
    div(.class("sum")) {
      div(.class("field")) {
        label(.for(id + "-how")) { words.seatProofHow }
        select(.id(id + "-how"), .name("how")) {
          option(isSentByCode ? [.value("pin")] : [.value("pin"), .selected]) { words.seatProofPin }
          option(isSentByCode ? [.value("sms"), .selected] : [.value("sms")]) { words.seatProofSms }
          option(.value("live")) { words.seatProofLive }
        }
      }
      div(.class("field")) {
        label(.for(id + "-proof")) { words.seatProofWhat }
        input(
          .id(id + "-proof"), .name("proof"), .type("password"), .maxlength(64), .autocomplete("off"))
      }
    }
    if let sending {
      button(.class("button plain"), Attribute("formaction", sending.text), Attribute("formnovalidate", "")) {
        words.seatProofSend
      }
    }
  }
}
