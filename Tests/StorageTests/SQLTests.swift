import Storage
import Testing

@Suite struct SQLTests {
  enum Status: String, CaseIterable, SQLScalar { case open, closed }

  @Test func `interpolations become numbered arguments, nested ones in the order of the text`() throws {
    let inner: SQL = "expires_at < \(Int64(7)) AND code = \("x'; DROP TABLE lot; --")"
    let sql: SQL = "SELECT id FROM lot WHERE member_id = \(3) AND \(inner) AND status = \(Status.open)"
    let rendered = try sql.rendered(for: .sqlite)
    #expect(
      rendered.text
        == "SELECT id FROM lot WHERE member_id = $1 AND expires_at < $2 AND code = $3 AND status = $4")
    #expect(
      rendered.arguments.map(\.value)
        == [.int64(3), .int64(7), .text("x'; DROP TABLE lot; --"), .text("open")])
    #expect(rendered.arguments.map(\.type) == [.bigint, .bigint, .text, .text])
  }

  @Test func `an absent value keeps its type`() throws {
    let rendered = try ("SELECT \(Int64?.none), \(String?.none), \([UInt8]?.none)" as SQL)
      .rendered(for: .postgres)
    #expect(rendered.arguments.map(\.value) == [.null, .null, .null])
    #expect(rendered.arguments.map(\.type) == [.bigint, .text, .bytes])
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 4), (5, 8), (100, 128), (16_385, 16_385)])
  func `a list is padded with its last value`(count: Int, arguments: Int) throws {
    let sql: SQL = "SELECT 1 WHERE 1 IN (\(Array(1...count)))"
    let rendered = try sql.rendered(for: .sqlite)
    #expect(rendered.arguments.count == arguments)
    #expect(rendered.arguments.last?.value == .int64(Int64(count)))
  }

  @Test func `more arguments than SQLite takes are refused by number`() {
    let sql: SQL = "SELECT 1 WHERE 1 IN (\(Array(1...32_767)))"
    let error = #expect(throws: DatabaseError.self) { try sql.rendered(for: .sqlite) }
    #expect(error?.message == "a statement has 32767 arguments; the limit is 32766")
  }

  @Test func `a name is quoted and conditions are joined`() throws {
    let conditions: [SQL] = ["a = \(1)", "b = \(2)"]
    let sql: SQL = "SELECT 1 FROM \(identifier: "odd\"name") WHERE \(conditions.joined(separator: " AND "))"
    #expect(try sql.rendered(for: .sqlite).text == "SELECT 1 FROM \"odd\"\"name\" WHERE a = $1 AND b = $2")
  }
}
