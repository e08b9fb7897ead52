import Coalition
import HTTPTypes
import Hummingbird
import Ledger

/// Takes what people want of their lists, in both consoles.
struct ShelfFace: Sendable {
  let faces: Faces
  let coalition: Coalition
  let door: StaffDoor

  /// - Parameter face: the console's first part of every path.
  func routes(under face: String) -> [FaceRoute] {
    func path(_ rest: String) -> RouterPath { RouterPath(face + "/" + rest) }
    return [
      (.post, path("views"), save), (.post, path("views/columns"), chooseColumns),
      (.post, path("views/:id/rename"), rename), (.post, path("views/:id/delete"), delete),
    ]
  }

  func save(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      try await taken(asked, visit) {
        try await coalition.saveView(
          form["name"] ?? "", of: form["list"] ?? "", query: form["query"] ?? "",
          isShared: form["shared"] == "1", by: visit.principal
        ).link
      }
    }
  }

  func rename(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      try await taken(asked, visit) {
        try await coalition.renameView(try id(asked), to: form["name"] ?? "", by: visit.principal).link
      }
    }
  }

  func delete(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, _ in
      try await taken(asked, visit) {
        Link(local: try await coalition.deleteView(try id(asked), by: visit.principal).list)
      }
    }
  }

  func chooseColumns(_ asked: Asked) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in
      let width = form["width"].flatMap { Int($0) } ?? 0
      let list = form["list"] ?? ""
      return try await taken(asked, visit) {
        guard 1...50 ~= width else { throw ViewRefusal.listInvalid }
        let hidden = (1..<max(width, 1)).filter { form["column_\($0)"] != "1" }
        try await coalition.hideColumns(Set(hidden), of: width, in: list, by: visit.principal)
        let query = form["query"] ?? ""
        return Link(local: query.isEmpty ? list : list + "?" + query)
      }
    }
  }

  private func id(_ asked: Asked) throws -> SavedViewID {
    guard let id: SavedViewID = coalition.publicIDs.id(asked.id) else { throw HTTPError(.notFound) }
    return id
  }

  /// Back to the list, or a page that says what was wrong.
  private func taken(
    _ asked: Asked, _ visit: SignedInVisit, _ body: () async throws -> Link?
  ) async throws -> Response {
    do {
      return faces.redirect(to: try await body() ?? door.home)
    } catch ViewRefusal.viewNotFound {
      throw HTTPError(.notFound)
    } catch let refusal as ViewRefusal {
      let page = ViewFaultPage(fault: refusal.text(visit.words), back: door.home)
      return faces.page(page.render(visit.visit), status: .unprocessableContent)
    }
  }
}

/// Says why a view was not kept.
struct ViewFaultPage: ConsolePage {
  let fault: String
  let back: Link

  var place: MenuPlace { .dashboard }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.viewTitle }

  func content(_ visit: Visit) -> Node {
    Node {
      pageHead(heading(visit.words))
      faultNotice(fault)
    }
  }
}

extension SavedView {
  fileprivate var link: Link? { Link(local: query.isEmpty ? list : list + "?" + query) }
}

extension ViewRefusal {
  fileprivate func text(_ words: Words) -> String {
    switch self {
    case .nameInvalid: words.viewBadName
    case .listInvalid, .viewNotFound: words.viewBadList
    case .tooMany(let limit): words.viewTooMany(limit: words.number(Int64(limit)))
    }
  }
}

extension StaffDoor {
  /// How the person likes the list at this address; nil where it is none.
  func shelf(_ asked: Asked, _ session: Session) async throws -> Shelf? {
    let path = asked.request.uri.path
    guard asked.request.method == .get, path.split(separator: "/").count == 2, let base = Link(local: path)
    else { return nil }
    let shelf = try await coalition.shelf(of: path, by: session.principal)
    let views = shelf.views.compactMap { view in
      view.link.map {
        Shelf.View(
          id: coalition.publicIDs.text(view.id), name: view.name, link: $0,
          isOwn: view.owner.rawValue == session.principal.actor.id, isShared: !view.sharedWith.isEmpty)
      }
    }
    return Shelf(
      base: base, views: views, hidden: shelf.hidden, width: shelf.width, target: home.appending("views"))
  }
}
