import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension Coalition {
  /// A member's tags as the viewer may see and change them.
  func shownTags(
    of member: MemberID, at action: Link, list: Link, _ visit: SignedInVisit
  ) async throws -> MemberTags {
    let by = visit.principal
    let found = try await tags(of: member, by: by)
    let own = try await tags(by: by)
    var question = NameQuestion()
    let others = found.map(\.tag.merchant).filter { $0 != by.merchant ?? .none && $0.isGiven }
    question.merchants = Set(others)
    let naming = Naming(try await names(question, by: by), visit, self)
    let mine = by.merchant ?? .none
    let had = Set(found.map(\.tag.id))
    return MemberTags(
      entries: found.map { entry in
        MemberTags.Entry(
          id: publicIDs.text(entry.tag.id), name: entry.tag.name,
          owner: entry.tag.merchant == mine ? nil : naming.merchant(entry.tag.merchant) ?? "",
          setAt: ShownTime(entry.setAt))
      },
      free: own.filter { !$0.isRetired && !had.contains($0.id) }.map { (publicIDs.text($0.id), $0.name) },
      action: by.mayTag ? action : nil, list: list)
  }

  /// The viewer's own tags.
  func shownTags(at base: Link, typed: String, fault: String?, _ visit: SignedInVisit) async throws -> TagList
  {
    try visit.principal.require(.readMembers)
    return TagList(
      base: base,
      rows: await visit.loaded {
        try await tags(by: visit.principal).map {
          TagList.Row(
            id: publicIDs.text($0.id), name: $0.name, isRetired: $0.isRetired,
            createdAt: ShownTime($0.createdAt))
        }
      },
      mayChange: visit.principal.mayDefineTags, typed: typed, fault: fault)
  }

  /// What the form of ``TagList`` asks for; the tag is named where one is ended or begun again.
  func changeTags(_ id: String?, _ form: FormFields, by principal: Principal) async throws {
    try principal.requireTagging()
    if let id {
      guard let tag: TagID = publicIDs.id(id) else { throw TagRefusal.tagNotFound }
      _ = try await retireTag(tag, form["retired"] == "1", by: principal)
    } else {
      _ = try await createTag(form["name"] ?? "", by: principal)
    }
  }

  /// What the form of ``MemberTags`` asks for.
  func changeTags(of member: MemberID, _ form: FormFields, by principal: Principal) async throws {
    try principal.requireTagging()
    guard let tag: TagID = publicIDs.id(form["tag"] ?? "") else { throw TagRefusal.tagNotFound }
    try await setTag(tag, form["do"] != "clear", of: member, by: principal)
  }
}

extension TagRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .tagNotFound: words.tagFaultNotFound
    case .nameInvalid: words.tagFaultName
    case .tagExists: words.tagFaultExists
    case .tagRetired: words.tagFaultRetired
    case .tooManyTags: words.tagFaultTooMany
    }
  }
}

extension OperatorConsole {
  func tags(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let list = try await coalition.shownTags(at: .tags, typed: "", fault: nil, visit)
      return faces.page(TagsPage(list: list).render(visit.visit))
    }
  }

  func makeTag(_ asked: Asked) async throws -> Response { try await changeTags(asked, nil) }

  func changeTag(_ asked: Asked) async throws -> Response { try await changeTags(asked, asked.id) }

  private func changeTags(_ asked: Asked, _ id: String?) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      do {
        try await coalition.changeTags(id, form, by: visit.principal)
        return faces.redirect(to: .tags)
      } catch let refusal as TagRefusal {
        let list = try await coalition.shownTags(
          at: .tags, typed: form["name"] ?? "", fault: refusal.text(visit.words), visit)
        return faces.page(TagsPage(list: list).render(visit.visit), status: .unprocessableContent)
      }
    }
  }

  func tagMember(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireTagging()
      guard let id: MemberID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
      do {
        try await coalition.changeTags(of: id, form, by: visit.principal)
      } catch MemberRefusal.memberNotFound { throw HTTPError(.notFound) } catch let refusal as TagRefusal {
        let member = try await coalition.member(.id(id), by: visit.principal)
        return try await shown(member, visit, tagFault: refusal.text(visit.words))
      } catch MemberRefusal.memberClosed {
        // Somebody else was quicker: the page shows how it is now.
      }
      return faces.redirect(to: .member(asked.id))
    }
  }
}

extension MerchantDesk {
  func tags(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let list = try await coalition.shownTags(at: .deskTags, typed: "", fault: nil, visit.visit)
      return faces.page(DeskTagsPage(list: list).render(visit.visit.visit))
    }
  }

  func makeTag(_ asked: Asked) async throws -> Response { try await changeTags(asked, nil) }

  func changeTag(_ asked: Asked) async throws -> Response { try await changeTags(asked, asked.id) }

  private func changeTags(_ asked: Asked, _ id: String?) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      do {
        try await coalition.changeTags(id, form, by: visit.principal)
        return faces.redirect(to: .deskTags)
      } catch let refusal as TagRefusal {
        let list = try await coalition.shownTags(
          at: .deskTags, typed: form["name"] ?? "", fault: refusal.text(visit.words), visit.visit)
        return faces.page(DeskTagsPage(list: list).render(visit.visit.visit), status: .unprocessableContent)
      }
    }
  }

  func tagMember(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireTagging()
      let member: MemberID = try id(asked, Identified.Member.self)
      do {
        try await coalition.changeTags(of: member, form, by: visit.principal)
      } catch MemberRefusal.memberNotFound { throw HTTPError(.notFound) } catch let refusal as TagRefusal {
        return try await shownMember(member, visit, fault: refusal.text(visit.words))
      } catch MemberRefusal.memberClosed {
        // Somebody else was quicker: the page shows how it is now.
      }
      return faces.redirect(to: .deskMember(asked.id))
    }
  }
}
