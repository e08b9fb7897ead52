package import Coalition
import Ledger

/// A value on its way out, with what turns its numbers into public names.
@dynamicMemberLookup
package struct Shown<Value: Sendable>: Sendable {
  package let value: Value
  /// What turns numbers into public names.
  package let ids: PublicIDs

  package subscript<Part>(dynamicMember part: KeyPath<Value, Part>) -> Part { value[keyPath: part] }

  func text<Kind: PubliclyNamed>(_ id: ID<Kind>) -> String { ids.text(id) }

  /// The public name; nil for an id that was not given.
  func text<Kind: PubliclyNamed>(given id: ID<Kind>?) -> String? {
    id.flatMap { $0.isGiven ? ids.text($0) : nil }
  }
}

extension Coalition {
  func shown<Value: Sendable>(_ value: Value) -> Shown<Value> { Shown(value: value, ids: publicIDs) }

  /// The number behind a public name.
  func id<Kind: PubliclyNamed>(
    _ text: String, otherwise code: ErrorCode, as _: Kind.Type = Kind.self
  ) throws(Problem) -> ID<Kind> {
    guard let id = publicIDs.id(text, as: Kind.self) else { throw Problem(code) }
    return id
  }
}

extension PageQuery {
  /// Where a list in the order of ids goes on.
  func request<Kind: PubliclyNamed>(_ ids: PublicIDs, _: Kind.Type = Kind.self) -> PageRequest<Kind> {
    var place: ID<Kind>?
    if case .text(let name)? = after?.first { place = ids.id(name) }
    return PageRequest(limit: limit, after: place)
  }

  /// The way on behind an item; by its public name, since a cursor is sealed but can be read.
  func cursor<Kind: PubliclyNamed>(_ id: ID<Kind>, _ ids: PublicIDs) -> String {
    cursors.cursor([.text(ids.text(id))])
  }

  /// The reply for a page of the platform's.
  func listing<Item, Kind: PubliclyNamed>(
    _ page: Page<Item>, _ ids: PublicIDs, id: (Item) -> ID<Kind>
  ) -> Listing<Shown<Item>> {
    let last = page.hasMore ? page.items.last.map(id) : nil
    return Listing(
      items: page.items.map { Shown(value: $0, ids: ids) },
      nextCursor: last.map { cursor($0, ids) })
  }
}
