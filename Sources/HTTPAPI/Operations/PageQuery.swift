/// The part of a list a caller asks for.
package struct PageQuery: Sendable {
  /// How many rows at most.
  package let limit: Int
  /// Where the page before ended; nil for the first.
  package let after: [CursorPart]?
  let cursors: CursorSeal

  /// How many rows to look for: one more than shown tells whether there is more.
  package var rowsWanted: Int { limit + 1 }

  /// The reply for rows of which `rowsWanted` were looked for; `place` names where a row stands in the order.
  package func listing<Item: Sendable>(
    _ rows: [Item], place: (Item) -> [CursorPart]
  ) -> Listing<Item> {
    guard rows.count > limit, limit > 0 else { return Listing(items: rows, nextCursor: nil) }
    return Listing(items: Array(rows.prefix(limit)), nextCursor: cursors.cursor(place(rows[limit - 1])))
  }

  /// The reply for a list that is there as a whole; `isBehind` tells of an item whether it lies behind the
  /// page before, which may have ended at something that is gone by now.
  func listing<Item: Sendable>(
    of all: [Item], isBehind: (Item) -> Bool, place: (Item) -> [CursorPart]
  ) -> Listing<Item> {
    listing(Array(all.filter(isBehind).prefix(rowsWanted)), place: place)
  }
}

/// One page of a list and the way to the next.
package struct Listing<Item: Sendable>: Sendable {
  package let items: [Item]
  package let nextCursor: String?

  package init(items: [Item], nextCursor: String?) {
    self.items = items
    self.nextCursor = nextCursor
  }
}

/// Limits of a filter such as `created[gte]`.
package struct Bounds<Value: Sendable>: Sendable {
  package let atLeast: Value?
  package let above: Value?
  package let atMost: Value?
  package let below: Value?
}

extension Bounds: Equatable where Value: Equatable {}

extension Field<PageQuery> {
  /// `limit` and `after`.
  package static func page(default few: Int = 25, max most: Int = 100) -> Field {
    let limit = Field<Int>.query("limit", .count(1...most), default: few)
    let after = Field<String?>.query(
      "after", optional: .text(1...1024).described("The `next_cursor` of the page before."))
    return Field(parts: limit.parts + after.parts) { arrival in
      let rows = limit.read(&arrival)
      let cursor = after.read(&arrival)
      guard let rows = rows.part, let cursor = cursor.part else { return Reading(part: nil) }
      guard let cursor else {
        return Reading(part: PageQuery(limit: rows, after: nil, cursors: arrival.cursors))
      }
      guard let parts = arrival.cursors.parts(cursor) else {
        return arrival.note(Faults(.badCursor).under("after").at(.query))
      }
      return Reading(part: PageQuery(limit: rows, after: parts, cursors: arrival.cursors))
    }
  }
}

extension Field {
  /// `name[gte]`, `name[gt]`, `name[lte]` and `name[lt]`.
  package static func bounds<Limit>(
    _ name: String, _ schema: Schema<Limit>
  ) -> Field where Value == Bounds<Limit> {
    let fields = ["gte", "gt", "lte", "lt"].map { Field<Limit?>.query("\(name)[\($0)]", optional: schema) }
    return Field(parts: fields.flatMap(\.parts)) { arrival in
      var limits: [Limit?] = []
      for field in fields {
        guard let limit = field.read(&arrival).part else { return Reading(part: nil) }
        limits.append(limit)
      }
      return Reading(part: Bounds(atLeast: limits[0], above: limits[1], atMost: limits[2], below: limits[3]))
    }
  }
}

extension Schema {
  /// A page of a list: `{"object":"list","data":[],"has_more":true,"next_cursor":"…"}`.
  package static func list<Item>(of item: Schema<Item>) -> Schema where Value == Listing<Item> {
    Schema(
      document: [
        "type": "object",
        "properties": [
          "object": ["type": "string", "const": "list"],
          "data": ["type": "array", "items": item.document],
          "has_more": ["type": "boolean"],
          "next_cursor": ["type": ["string", "null"]],
        ],
        "required": ["object", "data", "has_more", "next_cursor"],
      ], components: item.components
    ) { _ throws(Faults) in
      throw Faults(.writeOnly)
    } encode: { listing in
      [
        "object": "list", "data": .array(listing.items.map(item.encode)),
        "has_more": .bool(listing.nextCursor != nil),
        "next_cursor": listing.nextCursor.map { .string($0) } ?? .null,
      ]
    }
  }
}
