import Coalition

/// A brief or promotion as its merchant writes it and follows it.
struct DeskPublicationPage: DeskPage {
  /// Nil for one that is to be written.
  let id: String?
  let isBrief: Bool
  let state: ShownPublication
  /// Why it was rejected or ended by the operator.
  var reason = ""
  var typed = TypedPublication()
  /// What it says, to be read; nil while it is written.
  var text: PublicationText?
  /// What is shown now beside it; empty where it takes nobody's place.
  var differences: [ApprovalPage.Difference] = []
  let stores: [(id: String, name: String)]
  let mayWrite: Bool
  /// Makes the form sent twice one publication.
  var key = ""
  /// The published one that a new one takes the place of.
  var replaces = ""
  var fault: String?

  var desk: DeskPlace { .promotions }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String {
    if isBrief { return words.promotionBrief }
    return id == nil ? words.promotionNew : words.promotionOne
  }

  private var isWritable: Bool { mayWrite && (state == .draft || state == .rejected) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          if id != nil { state.badge(words) }
          h1 { heading(words) }
          if let id { copyable(id, words) }
        }
      }
      faultNotice(fault)
      if !reason.isEmpty {
        div(.class("notice bad"), .role("note")) { p { words.promotionBecause(reason: reason) } }
      }
      if let id, mayWrite { card(words.applicationDecision) { acts(id, visit) } }
      if !differences.isEmpty {
        card(words.promotionChange) { differenceTable(words.promotionChange, differences, words) }
      }
      if let text { card(words.promotionText) { text.node(words) } }
      if isWritable { card(id == nil ? words.promotionWrite : words.promotionEdit) { writing(visit) } }
    }
  }

  @Nodes private func acts(_ id: String, _ visit: Visit) -> [Node] {
    let words = visit.words
    let link = Link.deskPromotion(id)
    switch state {
    case .draft, .rejected:
      p { words.promotionDraftNote }
      deskForm(link.appending("submit"), words.promotionSubmit, visit)
      withdrawal(link, visit)
    case .submitted:
      p { words.promotionSubmittedNote }
      withdrawal(link, visit)
    case .scheduled, .live:
      p { words.promotionLiveNote }
      p(.class("actions")) {
        a(
          .class("button plain"),
          .href(Link.deskPromotion(isBrief ? "brief" : "new").query([("replaces", isBrief ? "" : id)]))
        ) { words.promotionReplace }
      }
      finalForm(link.appending("end"), words.promotionEnd, words.promotionEndNote, visit)
    case .withdrawn, .ended: p { words.promotionOverNote }
    }
  }

  private func withdrawal(_ link: Link, _ visit: Visit) -> Node {
    let words = visit.words
    return finalForm(
      link.appending("withdraw"), words.promotionWithdraw, words.promotionWithdrawNote, visit)
  }

  private func writing(_ visit: Visit) -> Node {
    let words = visit.words
    let target = id.map { Link.deskPromotion($0) } ?? .deskPromotions
    return deskForm(target, words.promotionSave, visit) {
      input(.type("hidden"), .name("kind"), .value(isBrief ? "brief" : "promotion"))
      if id == nil {
        input(.type("hidden"), .name("key"), .value(key))
        input(.type("hidden"), .name("replaces"), .value(replaces))
      }
      p(.class("hint")) { words.promotionLanguagesNote }
      if !isBrief {
        languageFields("title", words.promotionName, typed, length: 60, isLong: false, words)
      }
      languageFields("body", words.promotionBody, typed, length: 1_000, isLong: true, words)
      if isBrief { briefFields(words) } else { dates(words) }
    }
  }

  @Nodes private func briefFields(_ words: Words) -> [Node] {
    deskChoice("category", words.categoryName, MerchantCategory.choices(words), typed["category"])
    deskField("hours", words.promotionHours, typed["hours"], isRequired: false, length: 200)
    deskField("phone", words.promotionPhone, typed["phone"], isRequired: false, length: 20)
  }

  @Nodes private func dates(_ words: Words) -> [Node] {
    deskField("from", words.promotionFrom, typed["from"], type: "datetime-local", length: 20)
    deskField("until", words.promotionUntil, typed["until"], type: "datetime-local", length: 20)
    p(.class("hint")) { words.shellZone(zone: words.zoneName) }
    if stores.count > 1 {
      fieldset {
        legend { words.promotionStores }
        div(.class("checks")) {
          for store in stores {
            deskCheck("store_" + store.id, store.name, isOn: typed.stores.contains(store.id))
          }
        }
      }
    }
  }
}
