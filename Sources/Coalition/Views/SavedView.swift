package import Ledger
internal import Storage

/// Filters of a list, kept under a name.
package struct SavedView: Sendable, Hashable {
  package let id: SavedViewID
  /// The list's path, as `/operator/members`.
  package let list: String
  package let name: String
  /// As it stands in the address after the question mark; empty for everything.
  package let query: String
  package let owner: OperatorID
  /// Whoever has one of these roles sees it too.
  package let sharedWith: Role
}

/// How a person likes one list.
package struct ListShelf: Sendable, Hashable {
  /// One's own and those that are shared with one, oldest first.
  package let views: [SavedView]
  /// Places from 0 of columns left out, of a list that had so many columns.
  package let hidden: Set<Int>
  package let width: Int

  package static let empty = ListShelf(views: [], hidden: [], width: 0)
}

/// Why a view was not kept. A closed list.
package enum ViewRefusal: Error, Sendable, Hashable {
  /// A name is 1…40 characters, without control characters, not all blank.
  case nameInvalid
  /// A list is a path of a console, and what is asked of it at most 1,000 characters.
  case listInvalid
  case viewNotFound
  /// So many views of one list are the most that a person has.
  case tooMany(limit: Int)
}

extension Coalition {
  /// The most views that a person has of one list.
  package static let viewLimit = 20

  /// How a signed-in person likes a list; a program likes nothing.
  package func shelf(of list: String, by principal: Principal) async throws -> ListShelf {
    guard principal.actor.kind == .user, list.isListPath else { return .empty }
    let person = OperatorID(principal.actor.id)
    let owner = principal.merchant ?? .none
    return try await database.read { tx in
      let roles = try tx.user(person)?.roles ?? []
      let views = try tx.query(
        SavedView.select + """
          WHERE merchant_id = \(owner) AND list = \(list)
            AND (user_id = \(person) OR shared_with & \(roles.rawValue) <> 0)
          ORDER BY id LIMIT 100
          """
      ) { SavedView($0) }
      let columns = try tx.queryFirst(
        "SELECT hidden, width FROM list_columns WHERE user_id = \(person) AND list = \(list)"
      ) { ($0[0] as String, $0[1] as Int) }
      let hidden = columns?.0.split(separator: ",").compactMap { Int($0) } ?? []
      return ListShelf(views: views, hidden: Set(hidden), width: columns?.1 ?? 0)
    }
  }

  /// Keeps a list's filters under a name, for oneself or for all who have one of one's own roles.
  /// - Throws: `AccessRefusal.notAuthenticated` for a program, `ViewRefusal`.
  package func saveView(
    _ name: String, of list: String, query: String, isShared: Bool, by principal: Principal
  ) async throws -> SavedView {
    let person = try principal.requireReader()
    guard name.isName, name.unicodeScalars.count <= 40 else { throw ViewRefusal.nameInvalid }
    let isPlain = query.utf8.count <= 1_000 && query.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    guard list.isListPath, isPlain else { throw ViewRefusal.listInvalid }
    let id: SavedViewID = ids.next()
    let owner = principal.merchant ?? .none
    return try await database.write { tx in
      let count = try tx.queryFirst(
        """
        SELECT count(*) FROM saved_view
        WHERE merchant_id = \(owner) AND list = \(list) AND user_id = \(person)
        """
      ) { $0[0] as Int64 }
      guard count ?? 0 < Self.viewLimit else { throw ViewRefusal.tooMany(limit: Self.viewLimit) }
      let roles = isShared ? try tx.user(person)?.roles ?? [] : []
      try tx.execute(
        """
        INSERT INTO saved_view (id, list, user_id, merchant_id, shared_with, name, query)
        VALUES (\(id), \(list), \(person), \(owner), \(roles), \(name), \(query))
        """)
      if !roles.isEmpty {
        // What others come to see is worth a line; the query may hold a name, and the log cannot forget.
        try append(
          Change(action: "view.share", subject: "view/\(id.rawValue)", after: list), by: principal.actor,
          in: tx)
      }
      return SavedView(
        id: id, list: list, name: name, query: query, owner: person, sharedWith: roles)
    }
  }

  /// Calls one's own view something else.
  /// - Throws: `AccessRefusal.notAuthenticated`, `ViewRefusal`; another's is not found.
  package func renameView(
    _ id: SavedViewID, to name: String, by principal: Principal
  ) async throws -> SavedView {
    let person = try principal.requireReader()
    guard name.isName, name.unicodeScalars.count <= 40 else { throw ViewRefusal.nameInvalid }
    return try await database.write { tx in
      _ = try tx.ownView(id, of: person)
      try tx.execute("UPDATE saved_view SET name = \(name) WHERE id = \(id)")
      return try tx.ownView(id, of: person)
    }
  }

  /// Takes one's own view away, also from those it was shared with.
  /// - Throws: `AccessRefusal.notAuthenticated`, `ViewRefusal.viewNotFound`.
  package func deleteView(_ id: SavedViewID, by principal: Principal) async throws -> SavedView {
    let person = try principal.requireReader()
    return try await database.write { tx in
      let view = try tx.ownView(id, of: person)
      try tx.execute("DELETE FROM saved_view WHERE id = \(id)")
      if !view.sharedWith.isEmpty {
        try append(
          Change(action: "view.delete", subject: "view/\(id.rawValue)", before: view.list),
          by: principal.actor, in: tx)
      }
      return view
    }
  }

  /// Keeps which columns of a list one leaves out, by their place from 0; the first always stays.
  /// - Throws: `AccessRefusal.notAuthenticated`, `ViewRefusal.listInvalid`.
  package func hideColumns(
    _ hidden: Set<Int>, of width: Int, in list: String, by principal: Principal
  ) async throws {
    let person = try principal.requireReader()
    guard list.isListPath, 1...50 ~= width else { throw ViewRefusal.listInvalid }
    let kept = hidden.filter { 1..<width ~= $0 }.sorted().map(String.init).joined(separator: ",")
    try await database.write { tx in
      try tx.execute(
        """
        INSERT INTO list_columns (user_id, list, hidden, width)
        VALUES (\(person), \(list), \(kept), \(width))
        ON CONFLICT (user_id, list) DO UPDATE SET hidden = excluded.hidden, width = excluded.width
        """)
    }
  }
}

extension SavedView {
  static let select: SQL = "SELECT id, list, name, query, user_id, shared_with FROM saved_view "

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], list: row[1], name: row[2], query: row[3], owner: row[4], sharedWith: row[5])
  }
}

extension Storage.Transaction {
  fileprivate func ownView(_ id: SavedViewID, of person: OperatorID) throws -> SavedView {
    let found = try queryFirst(SavedView.select + "WHERE id = \(id) AND user_id = \(person)") {
      SavedView($0)
    }
    guard let found else { throw ViewRefusal.viewNotFound }
    return found
  }
}

extension Principal {
  /// The person who reads lists.
  fileprivate func requireReader() throws(AccessRefusal) -> OperatorID {
    guard actor.kind == .user else { throw .notAuthenticated }
    return OperatorID(actor.id)
  }
}

extension String {
  /// Whether the text is the path of a list in a console.
  fileprivate var isListPath: Bool {
    let parts = split(separator: "/", omittingEmptySubsequences: false)
    return utf8.count <= 60 && parts.count == 3 && parts[0].isEmpty
      && (parts[1] == "operator" || parts[1] == "merchant") && !parts[2].isEmpty
      && parts[2].utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2D }
  }
}
