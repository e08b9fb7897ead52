import Testing

@testable import Consoles

@Suite struct ListQueryTests {
  private func parsed(_ items: [(name: String, value: String)]) -> ListQuery {
    ListQuery(parsing: items, filters: ["q", "state"], sorts: ["joined"])
  }

  @Test func `what a list does not know is left out`() {
    let query = parsed([("q", "x"), ("evil", "y"), ("sort", "password"), ("limit", "9999"), ("state", "")])
    #expect(query.filters == ["q": "x"])
    #expect(query.sort == nil)
    #expect(query.limit == 20)
  }

  @Test func `a view survives its address`() {
    let query = parsed([("q", "a b"), ("sort", "joined"), ("order", "asc"), ("limit", "50"), ("after", "c1")])
    #expect(
      query.link(on: .members).text == "/operator/members?q=a%20b&sort=joined&order=asc&limit=50&after=c1")
  }

  @Test func `sorting starts from the first row and a second press turns it round`() {
    let once = parsed([("after", "c1")]).sorted(by: "joined")
    #expect(once.after == nil)
    #expect(once.isDescending)
    #expect(!once.sorted(by: "joined").isDescending)
  }

  @Test func `clearing keeps the order and drops filters and place`() {
    let query = parsed([("q", "x"), ("sort", "joined"), ("after", "c1")]).unfiltered
    #expect(query.link(on: .members).text == "/operator/members?sort=joined&order=desc")
  }

  @Test(arguments: [
    ("mem_12", "/operator/members/mem_12"), (" txn_9", "/operator/transactions/txn_9"),
    ("13800000001", "/operator/members?q=13800000001"), ("R-42", "/operator/transactions?q=R-42"),
    ("+86 138-0000", "/operator/members?q=%2B86%20138-0000"), ("Li Ming", "/operator/members?q=Li%20Ming"),
    ("mch_1", "/operator/transactions?merchant=mch_1"), ("", "/operator/transactions"),
  ])
  func `search leads where the text points`(_ text: String, _ link: String) {
    #expect(SearchTarget.link(for: text).text == link)
  }
}
